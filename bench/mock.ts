// The mock of Palette against stock Prism on the same document: how soon it answers, and how many requests in a second.
// Server and load each have a process, so that on two cores neither waits for the other; rounds go in turns.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { formatTable } from "../scripts/lib/table.ts";
import type { InProcessInput, InProcessResult } from "./mock/in-process.ts";
import type { Load, LoadResult } from "./mock/load.ts";
import { readMemoryMiB } from "./mock/memory.ts";
import { type Case, prepareCases, prepareFirstUses } from "./mock/samples.ts";

const STARTS = 3;
const ROUNDS = 3;
const CONNECTIONS = 16;
const WARM_UP_MS = 1000;
const MEASURE_MS = 2000;

const KINDS = ["ours", "bare"] as const;
type Kind = (typeof KINDS)[number];

const NAMES: Readonly<Record<Kind, string>> = { ours: "our mock", bare: "stock Prism" };

const FIRST_USES = 100;
const MEMORY_REQUESTS = 10_000;

const READY_LIMIT_MS = 1000;
const REQUESTS_LIMIT = 3000;
const FIRST_USE_LIMIT_MS = 10;
/** What a mock may hold more after many requests than after the first thousand: the noise of a heap that is not collected at once. */
const GROWTH_LIMIT_MIB = 20;

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

/** The time of the first request for an operation, after another one has been answered. */
async function measureFirstUses(): Promise<Row[]> {
  const paths = prepareFirstUses(FIRST_USES);
  const rows: Row[] = [];
  for (const kind of KINDS) {
    const server = await startServer(kind);
    const send = async (path: string) => (await fetch(server.url + path, { headers: { apikey: "any" } })).arrayBuffer();
    await send("/v1/apiKeys");
    const times: number[] = [];
    for (const path of paths) {
      const sentMs = performance.now();
      await send(path);
      times.push(performance.now() - sentMs);
    }
    server.process.kill();
    const sorted = times.toSorted((one, other) => one - other);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
    rows.push({ mock: NAMES[kind], "median, ms": round(medianOf(times)), "p95, ms": round(p95) });
  }
  return rows;
}

/** What a mock holds in memory when it has answered once, a thousand times, and many times. */
async function measureMemory(cases: readonly Case[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kind of KINDS) {
    const server = await startServer(kind);
    const pid = server.process.pid ?? 0;
    const sendMany = async (count: number): Promise<void> => {
      for (let sent = 0; sent < count; sent += 1) {
        const { path, load } = cases[sent % cases.length] ?? {
          path: "/",
          load: { method: "GET", headers: {}, body: undefined },
        };
        const response = await fetch(server.url + path, {
          method: load.method,
          headers: load.headers,
          ...(load.body === undefined ? {} : { body: load.body }),
        });
        await response.arrayBuffer();
      }
    };
    await sendMany(1);
    const first = readMemoryMiB(pid);
    await sendMany(1000);
    const warm = readMemoryMiB(pid);
    // Stock Prism takes minutes for what ours takes seconds for.
    if (kind === "ours") await sendMany(MEMORY_REQUESTS);
    const many = readMemoryMiB(pid);
    server.process.kill();
    rows.push({
      mock: NAMES[kind],
      "after 1 request, MiB": Math.round(first),
      "after 1,001, MiB": Math.round(warm),
      [`after ${(MEMORY_REQUESTS + 1001).toLocaleString("en")}, MiB`]: kind === "ours" ? Math.round(many) : "not run",
    });
  }
  return rows;
}

function measureInProcess(cases: readonly Case[]): Row[] {
  const get = cases.find(({ what }) => what === "GET");
  const post = cases.find(({ what }) => what === "POST");
  if (get === undefined || post === undefined) throw new Error("Cannot measure: a request is missing");
  const shared = {
    get: { path: get.path },
    post: { path: post.path, body: post.load.body ?? "" },
    firstUses: prepareFirstUses(FIRST_USES),
    measureMs: MEASURE_MS,
  };
  return (["ours", "generated"] as const).map((kind): Row => {
    const input: InProcessInput = { kind, ...shared };
    const args = [fileOf("mock/in-process.ts"), JSON.stringify(input)];
    const { status, stdout } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error(`Cannot measure the handlers, ${kind}: exit code ${status}`);
    const found = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as InProcessResult;
    return {
      handlers: kind === "ours" ? "ours" : "generated by @mswjs/source",
      "ready, ms": Math.round(found.readyMs),
      "GET, calls/s": Math.round(found.getPerSecond),
      "POST, calls/s": Math.round(found.postPerSecond),
      "status of a POST": found.postStatus,
      "first use, median ms": round(found.firstUseMs),
      "status of an invalid POST": found.invalidStatus,
    };
  });
}

function measureSize(): Row[] {
  const folder = fileOf("../packages/testing");
  const args = ["pack", folder, "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = spawnSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed] = JSON.parse(stdout) as { size: number; unpackedSize: number; entryCount: number }[];
  return [
    {
      package: "@vendor-clients/testing, with seven documents",
      "packed, KiB": Math.round((packed?.size ?? 0) / 1024),
      "unpacked, KiB": Math.round((packed?.unpackedSize ?? 0) / 1024),
      files: packed?.entryCount ?? 0,
    },
  ];
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

/** Measures start, throughput, first use, memory and size of the mocks. */
export async function measure(): Promise<MockReport> {
  const cases = prepareCases();
  const [first] = cases;
  if (first === undefined) throw new Error("Cannot measure: there is no request to send");
  const starts = await measureStarts(first);
  const throughput = await measureThroughput(cases);
  const firstUses = await measureFirstUses();
  // Without the list, which grows with what is created.
  const memory = await measureMemory(cases.filter(({ what }) => what !== "GET"));
  return {
    title: "Mock of Palette",
    method: `Our mock, with state, and stock Prism 5.16.0 serve the same document (1,181 operations), each in a process of its own; both check request and answer. Start: from spawning the process, median of ${STARTS}. Throughput: a second process with ${CONNECTIONS} connections, ${MEASURE_MS / 1000} s after ${WARM_UP_MS / 1000} s of warming up, median of ${ROUNDS} rounds in turns. First use: one read each of ${FIRST_USES} operations spread over the document. Handlers of MSW: in one process without sockets; the generated ones check nothing.`,
    tables: [
      { caption: "Start", rows: starts },
      { caption: "Throughput", rows: throughput },
      { caption: "First use of an operation", rows: firstUses },
      { caption: "Memory", rows: memory },
      { caption: "Handlers of MSW", rows: measureInProcess(cases) },
      { caption: "Size", rows: measureSize() },
    ],
    goals: listGoals(starts, throughput, firstUses, memory),
  };
}

function listGoals(
  starts: readonly Row[],
  throughput: readonly Row[],
  firstUses: readonly Row[],
  memory: readonly Row[],
): Goal[] {
  const perSecond = (what: string): number =>
    Number(throughput.find(({ request }) => request === what)?.["ours, requests/s"]);
  const [, warm = 0, many = 0] = Object.values(memory[0] ?? {})
    .slice(1)
    .map(Number);
  return [
    { figure: "first answer, ms", value: Number(starts[0]?.["first answer, ms"]), bound: "<=", limit: READY_LIMIT_MS },
    { figure: "GET, requests/s", value: perSecond("GET"), bound: ">=", limit: REQUESTS_LIMIT },
    { figure: "POST, requests/s", value: perSecond("POST"), bound: ">=", limit: REQUESTS_LIMIT },
    {
      figure: "first use of an operation, median ms",
      value: Number(firstUses[0]?.["median, ms"]),
      bound: "<=",
      limit: FIRST_USE_LIMIT_MS,
    },
    { figure: "growth from 1,001 to 11,001 requests, MiB", value: many - warm, bound: "<=", limit: GROWTH_LIMIT_MIB },
  ];
}

if (import.meta.main) {
  const { method, tables, goals } = await measure();
  console.log(method);
  for (const { caption, rows } of tables) console.log(`\n## ${caption}\n\n${formatTable(rows)}`);
  console.log(`\n## Goals\n\n${formatTable(goals.map((goal) => ({ ...goal })))}`);
}
