import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toCanonicalJson } from "../canonical.ts";
import type { Comparison } from "../compare/change.ts";
import { isObject, type JsonObject } from "../json.ts";
import { sha256 } from "../specs.ts";
import type { Vendor } from "../vendors.ts";
import { compareVendor } from "./compare-vendor.ts";
import type { FetchOptions } from "./fetch-document.ts";
import type { Permissions } from "./gate/committed.ts";
import { createMirror, listDifferences, type Mirror, removeMirror } from "./mirror.ts";
import { proveContract } from "./prove.ts";
import { readIncoming } from "./read-incoming.ts";
import { RefreshError } from "./refusal.ts";
import type { Proof, ReportFacts, Revision } from "./report/facts.ts";
import { writeMarkdown, writePullRequest } from "./report/markdown.ts";
import { runStage } from "./run-stage.ts";
import { findIsolation, type Isolation } from "./sandbox.ts";
import type { RefreshSource } from "./source.ts";
import type { StageRequest } from "./stage.ts";
import { swapIn } from "./swap.ts";
import { writeReport } from "./write-report.ts";

/** How to refresh one vendor. */
export interface RefreshOptions extends Permissions {
  /** Folder of the project. */
  readonly root: string;
  /** File or https URL on the vendor's hosts. @default where the vendor publishes */
  readonly from?: string | undefined;
  /** Day on which the bytes were obtained, `YYYY-MM-DD`. @default today */
  readonly date?: string | undefined;
  /** Leaves the committed files as they are. */
  readonly isDryRun: boolean;
  /** Leaves the contract tests out, which the report then says. */
  readonly skipProof: boolean;
  /** Refuses every isolation but that of the system. */
  readonly isStrict: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetchOptions?: FetchOptions;
  /** Called as each step begins. */
  readonly onStep?: (step: string) => void;
}

/** What a refresh did. */
export type RefreshResult =
  | { readonly outcome: "unchanged" }
  | {
      readonly outcome: "changed";
      readonly facts: ReportFacts;
      readonly report: string;
      readonly pullRequest: { readonly title: string; readonly text: string };
      readonly isolation: Isolation["name"];
      readonly peakMiB: number;
    };

/**
 * Refreshes one vendor: fetch, gate, import, generate, gate, compare, report, prove, swap.
 *
 * @throws RefreshError when a rule refuses; the committed files are then as they were.
 */
export async function refreshVendor(vendor: Vendor, options: RefreshOptions): Promise<RefreshResult> {
  const { root, onStep = () => {} } = options;
  const date = options.date ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError(`Cannot use date "${date}": it is not YYYY-MM-DD`);
  const source = await readSource(join(root, "specs", vendor.name));
  onStep("fetch");
  const incoming = await readIncoming(source, options.from, options.environment, options.fetchOptions);
  if (incoming === "unchanged" || sha256(incoming.bytes) === source.lock?.sha256) return { outcome: "unchanged" };
  const isolation = findIsolation();
  if (options.isStrict && isolation.command.length === 0) {
    throw new RefreshError({ kind: "sandbox", rule: "no-network", pointer: "#", hint: "no network namespace here" });
  }
  onStep("copy");
  const mirror = await createMirror(root, vendor.name);
  try {
    await writeFile(join(mirror.folder, "incoming"), incoming.bytes);
    const { allowShrink, allowHost, allowSecurityLoss } = options;
    const permissions = { allowShrink, allowHost, allowSecurityLoss };
    const request: StageRequest = { ...permissions, vendor: vendor.name, date, mode: "import-and-generate" };
    const staged = await runStage(mirror, isolation, request, onStep);
    onStep("check");
    // Loaded when it is needed: the compiler takes longer to load than a refresh of unchanged bytes may.
    const { checkOutput } = await import("./check-output.ts");
    const compiles = await checkOutput(mirror, vendor, isolation, staged, request);
    await writeEtag(mirror, vendor.name, incoming.etag);
    onStep("compare");
    const comparison = await compareVendor(mirror, vendor);
    const facts = await finish(mirror, vendor, { comparison, compiles }, options);
    return {
      outcome: "changed",
      facts,
      report: writeMarkdown(facts),
      pullRequest: writePullRequest(facts),
      isolation: isolation.name,
      peakMiB: staged.peakMiB,
    };
  } finally {
    await removeMirror(mirror);
  }
}

async function finish(
  mirror: Mirror,
  vendor: Vendor,
  { comparison: found, compiles }: { readonly comparison: Comparison; readonly compiles: boolean },
  options: RefreshOptions,
): Promise<ReportFacts> {
  const { onStep = () => {}, skipProof, isDryRun } = options;
  // Other bytes and the same interface: the vendor changed words only, or their order.
  const comparison: Comparison = found.level === "none" ? { ...found, level: "documentation" } : found;
  let proof: Proof | undefined;
  if (!skipProof && compiles) {
    onStep("prove");
    proof = await proveContract(mirror);
  }
  onStep("report");
  const before = toRevision(await readSource(join(mirror.folder, "before")), "none");
  const after = toRevision(await readSource(join(mirror.folder, "specs", vendor.name)), comparison.level);
  const { changed } = await listDifferences(mirror);
  const allowed = namePermissions(options);
  const facts: ReportFacts = {
    vendor: vendor.name,
    title: vendor.title,
    before,
    after,
    comparison,
    proof,
    compiles,
    allowed,
    files: changed,
  };
  if (comparison.changes.length > 0) await writeReport(mirror, facts);
  if (!isDryRun) {
    const files = await listDifferences(mirror);
    onStep("swap");
    await swapIn(mirror, files);
  }
  onStep("end");
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

async function readSource(folder: string): Promise<RefreshSource> {
  const source: unknown = JSON.parse(await readFile(join(folder, "source.json"), "utf8"));
  if (!isObject(source)) throw new TypeError("Cannot read source.json: no JSON object");
  return source;
}

/** The tag belongs to the bytes, so one of other bytes must not stay. */
async function writeEtag({ folder }: Mirror, vendor: string, etag: string | undefined): Promise<void> {
  const path = join(folder, "specs", vendor, "source.json");
  const source: JsonObject = JSON.parse(await readFile(path, "utf8"));
  const lock = isObject(source["lock"]) ? source["lock"] : {};
  delete lock["etag"];
  if (etag !== undefined) lock["etag"] = etag;
  await writeFile(path, toCanonicalJson({ ...source, lock }));
}
