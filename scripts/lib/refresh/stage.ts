import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareOutput, writeOutput } from "../generate/write-output.ts";
import { countSdl } from "../import/graphql.ts";
import { importDocument } from "../import/import-document.ts";
import { importVendor } from "../import/import-vendor.ts";
import { isObject, type JsonObject } from "../json.ts";
import { ROOT } from "../project.ts";
import { sha256 } from "../specs.ts";
import { findVendor, type Vendor } from "../vendors.ts";
import { writeAnswer } from "./answer-file.ts";
import { readCounts } from "./committed-state.ts";
import { type Permissions, refuseNewHosts, refuseSecurityLoss, refuseShrink } from "./gate/committed.ts";
import { gateBefore } from "./gate/gate-before.ts";
import { gateSchema } from "./gate/gate-schema.ts";
import { RefreshError, toRefusal } from "./refusal.ts";

// Runs inside of the sandbox, from the mirror: the first code that sees what a vendor sent. Prints steps, writes its
// result to a file, and says why it stopped by its exit code.

/** What the stage is asked for, from `stage-request.json`. */
export interface StageRequest extends Permissions {
  readonly vendor: string;
  readonly date: string;
  /** `import-beside` puts a document beside one that is written by hand, and makes nothing of it. */
  readonly mode: "import-and-generate" | "generate-again" | "import-beside";
}

/** What the stage leaves when nothing refused. */
export interface StageResult {
  /** SHA-256 by file that generation made. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly peakMiB: number;
}

async function stage(request: StageRequest): Promise<StageResult> {
  const vendor = findVendor(request.vendor);
  if (request.mode === "import-beside") {
    const { importBeside } = await import("./hand/import-beside.ts");
    await importBeside(ROOT, vendor.name);
    refusePollution();
    return { hashes: {}, peakMiB: measurePeak() };
  }
  if (request.mode === "import-and-generate") await importIncoming(vendor, request);
  console.log("step:generate");
  // Loaded when it is needed: most refusals come before, and the generator takes longer to load than the gate to judge.
  const { generateVendor } = await import("../generate/generate-vendor.ts");
  const output = await generateVendor(vendor).catch((error: unknown) => {
    if (error instanceof RangeError) throw error;
    throw toRefusal(error) ?? new RefreshError({ kind: "generate", rule: "generate", pointer: "#" });
  });
  refusePollution();
  if (request.mode === "import-and-generate") {
    await writeOutput(ROOT, output.files, await compareOutput(ROOT, output.files));
  }
  const hashes = Object.fromEntries([...output.files].map(([file, text]): [string, string] => [file, sha256(text)]));
  return { hashes, peakMiB: measurePeak() };
}

function measurePeak(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

async function importIncoming(vendor: Vendor, request: StageRequest): Promise<void> {
  console.log("step:gate");
  const bytes = await readFile(join(ROOT, "incoming"));
  const before = join(ROOT, "before");
  const specs = join(ROOT, "specs", vendor.name);
  if (vendor.kind === "graphql") {
    const incoming = gateSchema(bytes);
    const { queries, mutations } = countSdl(new TextDecoder().decode(incoming));
    refuseShrink((await readCounts(before)).operations, queries + mutations, request);
    console.log("step:import");
    await importVendor(vendor, { bytes: incoming, date: request.date });
    return;
  }
  // What the vendor took away is said before an override stumbles over it.
  const { document, report } = importDocument(gateBefore(bytes));
  refuseShrink((await readCounts(before)).operations, report.counts.operations, request);
  refuseLosses(await readDocument(join(before, "upstream.json")), document, request);
  console.log("step:import");
  await importVendor(vendor, { bytes, date: request.date });
  refuseLosses(
    await readDocument(join(before, "openapi.json")),
    await readDocument(join(specs, "openapi.json")),
    request,
  );
}

function refuseLosses(before: JsonObject, after: JsonObject, permissions: Permissions): void {
  refuseNewHosts(before, after, permissions);
  refuseSecurityLoss(before, after, permissions);
}

async function readDocument(path: string): Promise<JsonObject> {
  const value: unknown = JSON.parse(await readFile(path, "utf8"));
  return isObject(value) ? value : {};
}

const builtIns = Object.getOwnPropertyNames(Object.prototype).join();

function refusePollution(): void {
  if (Object.getOwnPropertyNames(Object.prototype).join() === builtIns) return;
  throw new RefreshError({ kind: "output", rule: "untouched-prototype", pointer: "#" });
}

const request: StageRequest = JSON.parse(await readFile(join(ROOT, "stage-request.json"), "utf8"));
await writeAnswer(join(ROOT, "results", `${request.mode}.json`), () => stage(request));
