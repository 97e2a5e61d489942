import { join } from "node:path";
import type { Comparison } from "../compare/change.ts";
import type { Sources } from "../compare/read-consumer.ts";
import type { Permissions } from "./gate/committed.ts";
import type { Work } from "./generate-in-mirror.ts";
import { listDifferences } from "./mirror.ts";
import { proveContract } from "./prove.ts";
import { readSource } from "./read-source.ts";
import type { Proof, ReportFacts, Revision } from "./report/facts.ts";
import { findTouched } from "./report/find-touched.ts";
import { runJudge } from "./run-judge.ts";
import type { Staged } from "./run-stage.ts";
import type { RefreshSource } from "./source.ts";
import { writeReport } from "./write-report.ts";

/** What the gate after may leave out. */
export interface GateOptions {
  /** Leaves the contract tests out, which the report then says. */
  readonly skipProof: boolean;
  /** Folders that may use the client, read already or not, looked through beside our own. */
  readonly consumers?: readonly (string | Sources)[];
}

/**
 * Gate after, comparison, contract tests, report: everything between what was generated and what a person reads.
 *
 * @throws RefreshError of kind `output`.
 */
export async function gateInMirror(work: Work, staged: Staged, options: GateOptions): Promise<ReportFacts> {
  const { mirror, vendor, isolation, request, onStep } = work;
  onStep("check");
  // Loaded when it is needed: the compiler takes longer to load than a refresh of unchanged bytes may.
  const { checkOutput } = await import("./check-output.ts");
  const problems = await checkOutput(mirror, vendor, isolation, staged, request);
  const compiles = problems.length === 0;
  onStep("compare");
  const found = await runJudge(mirror, isolation, "compare");
  // Other bytes and the same interface: the vendor changed words only, or their order.
  const comparison: Comparison = found.level === "none" ? { ...found, level: "documentation" } : found;
  let proof: Proof | undefined;
  if (!options.skipProof && compiles) {
    onStep("prove");
    proof = await proveContract(mirror);
  }
  onStep("report");
  const { changes } = comparison;
  const touching = { root: mirror.root, vendor: vendor.name, given: options.consumers };
  const facts: ReportFacts = {
    vendor: vendor.name,
    title: vendor.title,
    before: toRevision(await readSource(join(mirror.folder, "before")), "none"),
    after: toRevision(await readSource(join(mirror.folder, "specs", vendor.name)), comparison.level),
    comparison,
    touched: changes.length === 0 ? undefined : await findTouched(changes, touching),
    proof,
    compiles,
    problems,
    allowed: namePermissions(request),
    files: (await listDifferences(mirror)).changed,
  };
  if (changes.length > 0) await writeReport(mirror, facts);
  return facts;
}

function namePermissions(permissions: Permissions): string[] {
  return [
    ...(permissions.allowShrink ? ["--allow-shrink"] : []),
    ...(permissions.allowHost ? ["--allow-host"] : []),
    ...(permissions.allowSecurityLoss ? ["--allow-security-loss"] : []),
  ];
}

function toRevision({ lock }: RefreshSource, level: Revision["level"]): Revision {
  const { date = "", sha256: digest = "", paths = 0, operations = 0, schemas = 0 } = lock ?? {};
  return { date, sha256: digest, paths, operations, schemas, level };
}
