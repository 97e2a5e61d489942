// What a client adds to a call: microseconds per call over fetch() and json(), with a stub in fetch's place that answers at once. All clients
// send the same request with the same key, in one process, in turn; openapi-fetch is used alone, without middleware.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createPaletteClient } from "@vendor-clients/palette";
import { createRateLimiter, type RateLimiter } from "@vendor-clients/runtime";
import createCore from "openapi-fetch";
import { buildPackage, installPeers, peerClient, preparePeerClients } from "./lib/peers.ts";
import type { Goal, Report, Row } from "./lib/report.ts";
import { interleave, round, spreadOf } from "./lib/statistics.ts";

const ROUNDS = 100;
const CALLS = 2000;
const WARM_UP_CALLS = 20_000;
const BASE_URL = "https://api.example.com";
const KEY = { ApiKey: "key" };

/** About 1.2 kB, as a short list has it. */
const ANSWER = JSON.stringify({
  items: Array.from({ length: 12 }, (_, i) => ({
    metadata: { name: `pack-${i}`, uid: `${i}`.padStart(24, "0") },
    spec: {},
  })),
  listmeta: { continue: "", count: 12, limit: 50, offset: 0 },
});
const BODY = { metadata: { name: "key", annotations: { team: "a" } }, spec: { userUid: "000000000000000000000001" } };
const QUERY = { limit: 50, fields: "metadata" };

/** Sends one request and reads its answer. */
type Call = () => Promise<unknown>;

interface Subject {
  readonly name: string;
  readonly get: Call;
  readonly post: Call;
}

type AnyFunction = (...args: readonly unknown[]) => Promise<unknown>;
type Functions = Readonly<Record<"v1PacksSummaryList" | "v1ApiKeysCreate", AnyFunction>>;

/** Measures the cost of a call with every client. */
export async function measure(): Promise<Report> {
  installPeers();
  buildPackage("palette");
  preparePeerClients();
  // Some clients keep the fetch that they find when they are created, so it has to be this one from the start.
  globalThis.fetch = (input, init) => stub(input, init);
  const subjects = await createSubjects();
  await assertSameRequests(subjects);
  stub = answer;
  const tables: { caption: string; rows: Row[] }[] = [];
  const goals: Goal[] = [];
  for (const kind of ["get", "post"] as const) {
    for (const subject of subjects) await run(subject[kind], WARM_UP_CALLS);
    const samples = await interleave(subjects, ROUNDS, (subject) => run(subject[kind], CALLS));
    const spreads = new Map([...samples].map(([subject, values]) => [subject.name, spreadOf(values)]));
    const raw = spreads.get("fetch + json()") ?? spreadOf([]);
    const over = (name: string) => (spreads.get(name)?.min ?? Number.NaN) - raw.min;
    const caption = kind === "get" ? "GET with a query, microseconds" : "POST with a body, microseconds";
    const rows = [...spreads].map(([client, { min, median }]): Row => {
      const own = over(client);
      return {
        client,
        "per call, min": round(min, 2),
        median: round(median, 2),
        "over fetch + json()": round(own, 2),
        "ours / this": own > 0 ? round(over("ours") / own, 2) : "",
      };
    });
    tables.push({ caption, rows });
    const value = round(over("ours") - over("openapi-fetch"), 2);
    goals.push({ figure: `${kind.toUpperCase()}, microseconds over openapi-fetch's`, value, bound: "<=", limit: 6 });
  }
  return {
    title: "Overhead per call",
    method: `Stub answer of ${ANSWER.length} bytes, ${ROUNDS} interleaved rounds of ${CALLS} sequential calls each, after ${WARM_UP_CALLS} to warm up. Overheads are differences of the least values: the rounds are short, so that each client has some that nothing disturbs.`,
    tables,
    goals,
  };
}

let stub: typeof globalThis.fetch = answer;

async function answer(): Promise<Response> {
  return new Response(ANSWER, { headers: { "content-type": "application/json" } });
}

/** A client that sends less would win for the wrong reason. */
async function assertSameRequests(subjects: readonly Subject[]): Promise<void> {
  for (const kind of ["get", "post"] as const) {
    const sent: unknown[] = [];
    stub = async (input, init) => {
      const base = input instanceof Request ? undefined : BASE_URL;
      const request = new Request(typeof input === "string" ? new URL(input, base) : input, init);
      const key = request.headers.get("ApiKey");
      const { pathname, searchParams } = new URL(request.url);
      sent.push([request.method, pathname, [...searchParams].sort(), key, await request.text()]);
      return answer();
    };
    for (const subject of subjects) await subject[kind]();
    for (const [i, subject] of subjects.entries()) assert.deepEqual(sent[i], sent[0], `${subject.name} sends the same`);
  }
}

async function createSubjects(): Promise<Subject[]> {
  const ours = createPaletteClient({ apiKey: KEY.ApiKey, baseUrl: BASE_URL, rateLimiter: createWideLimiter() });
  const core = createCore<never>({ baseUrl: BASE_URL, headers: KEY }) as unknown as Record<"GET" | "POST", AnyFunction>;
  const heyApi = await importPeer<Functions & { client: { setConfig: (config: object) => void } }>(
    "hey-api",
    "client.gen",
  );
  heyApi.client.setConfig({ baseUrl: BASE_URL, headers: KEY });
  const { v1PacksSummaryList: heyList, v1ApiKeysCreate: heyCreate } = await importPeer<Functions>("hey-api", "index");
  const orval = await importPeer<Functions>("orval", "index");
  const headers = { "content-type": "application/json", ...KEY };
  return [
    {
      name: "fetch + json()",
      get: async () => (await fetch(`${BASE_URL}/v1/packs?limit=50&fields=metadata`, { headers: KEY })).json(),
      post: async () =>
        (await fetch(`${BASE_URL}/v1/apiKeys`, { method: "POST", headers, body: JSON.stringify(BODY) })).json(),
    },
    {
      name: "ours",
      get: () => ours.GET("/v1/packs", { params: { query: QUERY } }),
      post: () => ours.POST("/v1/apiKeys", { body: BODY }),
    },
    {
      name: "openapi-fetch",
      get: () => core.GET("/v1/packs", { params: { query: QUERY } }),
      post: () => core.POST("/v1/apiKeys", { body: BODY }),
    },
    { name: "hey-api", get: () => heyList({ query: QUERY }), post: () => heyCreate({ body: BODY }) },
    {
      name: "orval",
      get: () => orval.v1PacksSummaryList(QUERY, { headers: KEY }),
      post: () => orval.v1ApiKeysCreate(BODY, { headers: KEY }),
    },
  ];
}

/** The real limiter at a rate that no loop reaches: Palette's own lets ten calls a second through. */
function createWideLimiter(): RateLimiter {
  const limiter = createRateLimiter();
  return {
    take: (limit, options) => limiter.take({ ...limit, intervalMs: 1e-6, burst: 1e9 }, options),
    pause: (key, delayMs) => limiter.pause(key, delayMs),
  };
}

async function importPeer<T>(name: "hey-api" | "orval", file: string): Promise<T> {
  return (await import(pathToFileURL(join(peerClient(name), `dist/${file}.js`)).href)) as T;
}

/** Microseconds per call. */
async function run(call: Call, count: number): Promise<number> {
  const startedMs = performance.now();
  for (let i = 0; i < count; i++) await call();
  return ((performance.now() - startedMs) * 1000) / count;
}
