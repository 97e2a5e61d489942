import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../lib/project.ts";
import { CLIENTS, installProject, type Packed, packAll } from "./pack.ts";

let folder: string;
let project: string;
let packed: Packed[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "packaging-"));
  project = join(folder, "project");
  packed = packAll(CLIENTS, join(folder, "tarballs"));
  installProject(project, packed);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONSUMER = `
import { createAcmClient } from "@vendor-clients/altinity-acm";
import { createAltinityAnywhereClient } from "@vendor-clients/altinity-anywhere";
import { createCcxClient } from "@vendor-clients/ccx";
import { createEdgeHostClient } from "@vendor-clients/edge-host";
import { createImplyClient } from "@vendor-clients/imply";
import { createInstaclustrClient } from "@vendor-clients/instaclustr";
import { doctor as examineAcm } from "@vendor-clients/altinity-acm/doctor";
import { doctor as examineAnywhere } from "@vendor-clients/altinity-anywhere/doctor";
import { doctor as examineCcx } from "@vendor-clients/ccx/doctor";
import { doctor as examineEdgeHost } from "@vendor-clients/edge-host/doctor";
import { doctor as examineImply } from "@vendor-clients/imply/doctor";
import { doctor as examineInstaclustr } from "@vendor-clients/instaclustr/doctor";
import { createPaletteClient, HttpError, unwrap } from "@vendor-clients/palette";
import { doctor, type DoctorReport, formatDoctorReport } from "@vendor-clients/palette/doctor";
import type { V1PackSummaries } from "@vendor-clients/palette/types";

const urls: string[] = [];
const fetch: typeof globalThis.fetch = async (input) => {
  urls.push(String(input));
  return Response.json({ items: [] });
};
const palette = createPaletteClient({ apiKey: "key", fetch });
const packs: V1PackSummaries = unwrap(await palette.GET("/v1/packs", { params: { query: { limit: 1 } } }));
if (packs.items?.length !== 0 || urls[0] !== "https://api.spectrocloud.com/v1/packs?limit=1") throw new Error(urls[0]);
const clients = [createAcmClient, createAltinityAnywhereClient, createCcxClient, createEdgeHostClient, createImplyClient, createInstaclustrClient];
if (!clients.every((create) => typeof create === "function") || typeof HttpError !== "function") throw new Error("an export is missing");
const report: DoctorReport = await doctor({ apiKey: "a-key", fetch });
if (report.outcome !== "ok") throw new Error(formatDoctorReport(report));
const doctors = [examineAcm, examineAnywhere, examineCcx, examineEdgeHost, examineImply, examineInstaclustr];
if (!doctors.every((examine) => typeof examine === "function")) throw new Error("a doctor is missing");
`;

/** Compiles the consumer with the declarations of every package checked too. */
function compile(compiler: string): string {
  writeFileSync(join(project, "consumer.ts"), CONSUMER);
  const compilerOptions = {
    ...{ strict: true, skipLibCheck: false, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ module: "nodenext", target: "es2022", lib: ["es2024", "dom", "dom.iterable"], types: [], outDir: "out" },
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  const { stdout } = spawnSync(process.execPath, [join(ROOT, compiler), "-p", project], { encoding: "utf8" });
  return stdout;
}

describe("the packed clients, installed in an empty project", () => {
  test("compile under TypeScript 7 with the libraries checked", () => {
    expect(compile("node_modules/typescript/bin/tsc")).toBe("");
  }, 60_000);

  test("compile under TypeScript 5.9 with the libraries checked, and run on this Node.js", () => {
    expect(compile("scripts/node_modules/typescript/bin/tsc")).toBe("");
    execFileSync(process.execPath, [join(project, "out/consumer.js")], { stdio: ["ignore", "ignore", "pipe"] });
  }, 60_000);
});
