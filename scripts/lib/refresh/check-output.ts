import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CLIENT_SETTINGS } from "../generate/settings.ts";
import { isObject } from "../json.ts";
import type { Vendor } from "../vendors.ts";
import type { Mirror } from "./mirror.ts";
import { expectRestNames, expectSchemaNames } from "./output/expected-names.ts";
import { type ExpectedNames, gateAfter } from "./output/gate-after.ts";
import { EXIT_CODES, RefreshError } from "./refusal.ts";
import { runStage, type Staged } from "./run-stage.ts";
import { type Isolation, runInSandbox } from "./sandbox.ts";
import type { StageRequest } from "./stage.ts";

/**
 * The gate after: declarations, honey, an import in the sandbox, a second generation with the same bytes.
 *
 * Returns whether the package still compiles: where a vendor takes away what hand-written code uses, people have to
 * follow, and they need the new files for that.
 *
 * @throws RefreshError of kind `output`.
 */
export async function checkOutput(
  mirror: Mirror,
  vendor: Vendor,
  isolation: Isolation,
  staged: Staged,
  request: StageRequest,
): Promise<boolean> {
  // Neither the compiler nor a second generation runs anything of what was made, so they need not wait for the gate.
  const [again, compiles] = await Promise.all([
    runStage(mirror, isolation, { ...request, mode: "generate-again" }),
    compile(mirror, vendor),
    importInSandbox(mirror, vendor, isolation, staged),
  ]);
  if (JSON.stringify(again.hashes) !== JSON.stringify(staged.hashes)) throw refuse("reproducible");
  return compiles;
}

/** The first import of what was made happens in the sandbox, after every statement of it has been looked at. */
async function importInSandbox(mirror: Mirror, vendor: Vendor, isolation: Isolation, { honey }: Staged): Promise<void> {
  const folder = join(mirror.folder, "packages", vendor.name, "src/generated");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
  const files = new Map<string, string>();
  for (const name of names) files.set(name, await readFile(join(folder, name), "utf8"));
  gateAfter(files, await expectNames(mirror, vendor), honey);
  await refuseHoney(join(mirror.folder, "specs", vendor.name), honey);
  const canary = join(mirror.folder, "scripts/lib/refresh/output/canary.ts");
  const { status } = await runInSandbox(mirror, isolation, [canary, ...names.map((name) => join(folder, name))]);
  if (status !== 0) throw refuse(status === EXIT_CODES.output ? "import-does-nothing" : "imports");
}

/** Documents are looked through, too: a reader that follows references could put a file's text into one. */
async function refuseHoney(specs: string, honey: readonly string[]): Promise<void> {
  for (const name of (await readdir(specs)).filter((one) => /\.(json|graphql)$/.test(one))) {
    const text = await readFile(join(specs, name), "utf8");
    if (honey.some((value) => text.includes(value))) {
      throw new RefreshError({ kind: "output", rule: "no-honey", pointer: name });
    }
  }
}

async function expectNames(mirror: Mirror, vendor: Vendor): Promise<ExpectedNames> {
  const specs = join(mirror.folder, "specs", vendor.name);
  if (vendor.kind === "graphql") return expectSchemaNames(await readFile(join(specs, "schema.graphql"), "utf8"));
  const document: unknown = JSON.parse(await readFile(join(specs, "openapi.json"), "utf8"));
  const settings = CLIENT_SETTINGS[vendor.name];
  if (!settings || !isObject(document)) throw refuse("settings");
  return expectRestNames(document, settings.interfaceName);
}

async function compile({ root, folder }: Mirror, { name }: Vendor): Promise<boolean> {
  const cwd = join(folder, "packages", name);
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const child = spawn(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd, env: {}, stdio: "ignore" });
  const [status] = await once(child, "close");
  return status === 0;
}

function refuse(rule: string): RefreshError {
  return new RefreshError({ kind: "output", rule, pointer: "#" });
}
