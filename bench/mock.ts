// The mock of Palette against stock Prism on the same document: how soon it answers, and how many requests in a second.
// Server and load each have a process, so that on two cores neither waits for the other; rounds go in turns.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sampleRequest } from "../packages/testing/src/contract/index.ts";
import { listOperations } from "../packages/testing/src/document/list-operations.ts";
import type { JsonObject } from "../packages/testing/src/internal/json.ts";
import { formatTable } from "../scripts/lib/table.ts";
import type { Load, LoadResult } from "./mock/load.ts";

const STARTS = 5;
const ROUNDS = 3;
const CONNECTIONS = 16;
const WARM_UP_MS = 1500;
const MEASURE_MS = 3000;

const KINDS = ["ours", "bare"] as const;
type Kind = (typeof KINDS)[number];

const NAMES: Readonly<Record<Kind, string>> = { ours: "our mock", bare: "stock Prism" };

const READY_LIMIT_MS = 1200;
const REQUESTS_LIMIT = 2000;

/** One row of a table. */
export type Row = Readonly<Record<string, string | number>>;

/** A figure against the goal that the project has set for it. */
export interface Goal {
  readonly figure: string;
  readonly value: number;
  readonly bound: "<=" | ">=";
  readonly limit: number;
}

/** What this program measures. */
export interface MockReport {
  readonly title: string;
  readonly method: string;
  readonly tables: readonly { readonly caption: string; readonly rows: readonly Row[] }[];
  readonly goals: readonly Goal[];
}

interface RunningServer {
  readonly url: string;
  readonly listensMs: number;
  readonly process: ChildProcess;
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function startServer(kind: Kind): Promise<RunningServer> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [fileOf("mock/server.ts"), kind], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => resolve(line.toString().trim()));
    child.once("exit", (code) => reject(new Error(`Cannot start ${NAMES[kind]}: exit code ${code}`)));
  });
  return { url, listensMs: performance.now() - startedMs, process: child };
}

function medianOf(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Case {
  readonly what: string;
  readonly path: string;
  readonly load: Pick<Load, "method" | "headers" | "body" | "status">;
}

/** A list, one that stands late in the document, a create, and a create with a field of the wrong type. */
function prepareCases(): Case[] {
  const file = new URL("../specs/palette/openapi.json", import.meta.url);
  const document = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  const headers = { apikey: "any", accept: "application/json" };
  const json = { ...headers, "content-type": "application/json" };
  const create = listOperations(document).find(({ template }) => template === "POST /v1/apiKeys");
  if (create === undefined) throw new Error("Cannot measure POST /v1/apiKeys: Palette has no such operation");
  const { path } = create;
  const valid = JSON.stringify(sampleRequest(document, create).body);
  const invalid = JSON.stringify({ metadata: 1 });
  const get = { method: "GET", headers, body: undefined, status: 200 };
  return [
    { what: "GET", path, load: get },
    { what: "GET, late in the document", path: "/v1/users/mfa/devices", load: get },
    { what: "POST", path, load: { method: "POST", headers: json, body: valid, status: 201 } },
    { what: "POST, refused", path, load: { method: "POST", headers: json, body: invalid, status: 422 } },
  ];
}

async function measureStart(kind: Kind, { path, load }: Case): Promise<{ listensMs: number; answersMs: number }> {
  const startedMs = performance.now();
  const server = await startServer(kind);
  const answer = await fetch(server.url + path, { headers: load.headers }).finally(() => server.process.kill());
  const answersMs = performance.now() - startedMs;
  if (answer.status !== 200) throw new Error(`Cannot measure ${NAMES[kind]}: it answered ${answer.status}`);
  return { listensMs: server.listensMs, answersMs };
}

function measureLoad(url: string, { path, load }: Case): LoadResult {
  const input: Load = {
    ...load,
    url: url + path,
    connections: CONNECTIONS,
    warmUpMs: WARM_UP_MS,
    measureMs: MEASURE_MS,
  };
  const { status, stdout } = spawnSync(process.execPath, [fileOf("mock/load.ts"), JSON.stringify(input)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`Cannot measure ${load.method} ${path}: the load ended with exit code ${status}`);
  return JSON.parse(stdout) as LoadResult;
}

async function measureStarts(first: Case): Promise<Row[]> {
  const samples: Record<Kind, { listensMs: number; answersMs: number }[]> = { ours: [], bare: [] };
  for (let round = 0; round < STARTS; round += 1) {
    for (const kind of KINDS) samples[kind].push(await measureStart(kind, first));
  }
  return KINDS.map((kind) => ({
    mock: NAMES[kind],
    "listens, ms": Math.round(medianOf(samples[kind].map(({ listensMs }) => listensMs))),
    "first answer, ms": Math.round(medianOf(samples[kind].map(({ answersMs }) => answersMs))),
  }));
}

async function measureThroughput(cases: readonly Case[]): Promise<Row[]> {
  const servers = { ours: await startServer("ours"), bare: await startServer("bare") };
  try {
    return cases.map((one) => measureCase(servers, one));
  } finally {
    for (const server of Object.values(servers)) server.process.kill();
  }
}

function measureCase(servers: Readonly<Record<Kind, RunningServer>>, one: Case): Row {
  const samples: Record<Kind, LoadResult[]> = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of KINDS) samples[kind].push(measureLoad(servers[kind].url, one));
  }
  const middle = (kind: Kind, key: keyof LoadResult): number => medianOf(samples[kind].map((result) => result[key]));
  const [ours, bare] = [middle("ours", "perSecond"), middle("bare", "perSecond")];
  return {
    request: one.what,
    "ours, requests/s": Math.round(ours),
    "stock Prism, requests/s": Math.round(bare),
    ratio: Number((ours / bare).toFixed(1)),
    "ours, median ms": Number(middle("ours", "medianMs").toFixed(2)),
    "ours, p95 ms": Number(middle("ours", "p95Ms").toFixed(2)),
  };
}

/** Measures start and throughput of both mocks. */
export async function measure(): Promise<MockReport> {
  const cases = prepareCases();
  const [first] = cases;
  if (first === undefined) throw new Error("Cannot measure: there is no request to send");
  const starts = await measureStarts(first);
  const throughput = await measureThroughput(cases);
  const perSecond = (what: string): number =>
    Number(throughput.find(({ request }) => request === what)?.["ours, requests/s"]);
  return {
    title: "Mock of Palette",
    method: `Our mock and stock Prism 5.16.0 serve the same document (1,181 operations), each in a process of its own. Start: from spawning the process, median of ${STARTS}. Throughput: a second process with ${CONNECTIONS} connections, ${MEASURE_MS / 1000} s after ${WARM_UP_MS / 1000} s of warming up, median of ${ROUNDS} rounds in turns.`,
    tables: [
      { caption: "Start", rows: starts },
      { caption: "Throughput", rows: throughput },
    ],
    goals: [
      {
        figure: "first answer, ms",
        value: Number(starts[0]?.["first answer, ms"]),
        bound: "<=",
        limit: READY_LIMIT_MS,
      },
      { figure: "GET, requests/s", value: perSecond("GET"), bound: ">=", limit: REQUESTS_LIMIT },
      { figure: "POST, requests/s", value: perSecond("POST"), bound: ">=", limit: REQUESTS_LIMIT },
    ],
  };
}

if (import.meta.main) {
  const { method, tables, goals } = await measure();
  console.log(method);
  for (const { caption, rows } of tables) console.log(`\n## ${caption}\n\n${formatTable(rows)}`);
  console.log(`\n## Goals\n\n${formatTable(goals.map((goal) => ({ ...goal })))}`);
}
