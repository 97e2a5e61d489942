import { join } from "node:path";
import type { Vendor } from "../vendors.ts";
import type { Mirror } from "./mirror.ts";
import { type CompileProblem, readCompileProblems } from "./read-compile-problems.ts";
import { EXIT_CODES, RefreshError } from "./refusal.ts";
import { runBounded } from "./run-bounded.ts";
import { runJudge } from "./run-judge.ts";
import { runStage, type Staged } from "./run-stage.ts";
import { type Isolation, refuseOverrun, runInSandbox } from "./sandbox.ts";
import type { StageRequest } from "./stage.ts";

/**
 * The gate after: declarations, honey, an import in the sandbox, a second generation with the same bytes.
 *
 * Returns where the package does not compile any more: where a vendor takes away what hand-written code uses, people
 * have to follow, and they need the new files for that.
 *
 * @throws RefreshError of kind `output`, or of kind `limit`.
 */
export async function checkOutput(
  mirror: Mirror,
  vendor: Vendor,
  isolation: Isolation,
  staged: Staged,
  request: StageRequest,
): Promise<readonly CompileProblem[]> {
  // Neither the compiler nor a second generation runs anything of what was made, so they need not wait for the gate.
  const [again, problems] = await Promise.all([
    runStage(mirror, isolation, { ...request, mode: "generate-again" }),
    compile(mirror, vendor, isolation),
    importInSandbox(mirror, vendor, isolation, staged),
  ]);
  if (JSON.stringify(again.hashes) !== JSON.stringify(staged.hashes)) throw refuse("reproducible");
  return problems;
}

/** The first import of what was made happens in the sandbox, after every statement of it has been looked at. */
async function importInSandbox(mirror: Mirror, vendor: Vendor, isolation: Isolation, { honey }: Staged): Promise<void> {
  const names = await runJudge(mirror, isolation, "gate", honey);
  const files = names.map((name) => join(mirror.folder, "packages", vendor.name, "src/generated", name));
  const canary = join(import.meta.dirname, "output/canary.ts");
  const { status } = await runInSandbox(mirror, isolation, [canary, ...files], { writable: [] });
  if (status !== 0) throw refuse(status === EXIT_CODES.output ? "import-does-nothing" : "imports");
}

async function compile(
  { root, folder, bounds }: Mirror,
  { name }: Vendor,
  isolation: Isolation,
): Promise<readonly CompileProblem[]> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const command = [...isolation.command, process.execPath, compiler, "-p", "tsconfig.build.json"];
  const lines: string[] = [];
  const options = { cwd: join(folder, "packages", name), environment: {}, onLine: (line: string) => lines.push(line) };
  const { status } = refuseOverrun(await runBounded(command, bounds(), options));
  return status === 0 ? [] : readCompileProblems(lines, `packages/${name}`);
}

function refuse(rule: string): RefreshError {
  return new RefreshError({ kind: "output", rule, pointer: "#" });
}
