import { afterEach, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../mock/start-mock.ts";
import { CREDENTIAL_VARIABLES, findCredentials, variablesOf } from "./credentials.ts";
import { type DriftOptions, findDrift } from "./find-drift.ts";
import { ENVIRONMENT, HONEY_CREDENTIAL } from "./fixtures/environment.ts";
import { type Deviator, type Replacement, startDeviator } from "./fixtures/start-deviator.ts";
import { createHarvest } from "./harvest.ts";
import type { DriftReport } from "./report.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function look(baseUrl: string, more: Partial<DriftOptions> = {}, vendor = "imply"): Promise<DriftReport> {
  return findDrift(vendor, { baseUrl, environment: ENVIRONMENT, ratePerSecond: 1000, ...more });
}

async function mocked(vendor = "imply"): Promise<Mock> {
  const mock = await startMock(vendor);
  closers.push(mock.close);
  return mock;
}

async function answering(answer: Replacement): Promise<Deviator> {
  const server = await startDeviator("http://127.0.0.1:9", () => answer);
  closers.push(server.close);
  return server;
}

const REFUSED = { status: 401, contentType: "application/json", text: "{}" };

describe("findDrift()", () => {
  test("given a credential, sends it in its scheme, and the id that a list told in the path of the next", async () => {
    const mock = await mocked();
    await look(mock.url);
    expect(mock.requests.map(({ method, operation }) => [method, operation])).toEqual([
      ["GET", "GET /clusters"],
      ["GET", "GET /clusters/{clusterId}"],
    ]);
    expect(mock.requests.map(({ headers }) => headers["authorization"])).toEqual(
      Array(2).fill(`Bearer ${HONEY_CREDENTIAL}`),
    );
    expect(mock.requests[1]?.path).toBe(`/clusters/${JSON.parse(mock.requests[0]?.answer ?? "")[0].metadata.uid}`);
  });

  test("given parameters by name and by path, fills them in where no list tells", async () => {
    const mock = await mocked();
    const report = await look(mock.url, { params: { resourceVersion: "7", "/clusters": "a/b" } });
    expect(mock.requests.map(({ path }) => path)).toContainEqual(expect.stringMatching(/^\/clusters\/a%2Fb/));
    expect(report.notTried).toEqual([]);
  });

  test("given no credential, sends only what is public and names the variables", async () => {
    const mock = await mocked("edge-host");
    const report = await look(mock.url, { environment: {} }, "edge-host");
    expect(mock.requests.every(({ headers }) => headers["authorization"] === undefined)).toBe(true);
    expect(report.notTried).toContainEqual({ operation: "GET /v1/edge-mgmt/cluster", reason: "needs EDGE_HOST_TOKEN" });
  });

  test("given a write without leave, throws before anything is sent", async () => {
    const mock = await mocked();
    await expect(look(mock.url, { writes: ["POST /clusters"] })).rejects.toThrow("writes are not allowed");
    await expect(look(mock.url, { allowWrites: true, writes: ["POST /nothing"] })).rejects.toThrow(RangeError);
    await expect(look(mock.url, { allowWrites: true, writes: ["GET /clusters"] })).rejects.toThrow(RangeError);
    expect(mock.requests).toEqual([]);
  });

  test("given leave to write but no list, sends no write", async () => {
    const mock = await mocked();
    await look(mock.url, { allowWrites: true });
    expect(mock.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("given a write on the list, sends it once, after the reads, with a body that the document allows", async () => {
    const mock = await mocked();
    const report = await look(mock.url, { allowWrites: true, writes: ["POST /clusters"] });
    expect(mock.requests.map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
    expect(mock.violations).toEqual([]);
    expect(report.outcome).toBe("ok");
  });

  test("given a GET that ends a session or uses a code up, does not send it", async () => {
    const { notTried } = await look((await mocked("ccx")).url, { maxRequests: 1 }, "ccx");
    expect(notTried).toContainEqual({
      operation: "GET /api/auth/jwt-login",
      reason: "may change something although it is a GET",
    });
  });

  test("given a limit, sends no more, and says what it did not reach", async () => {
    const mock = await mocked();
    const report = await look(mock.url, { maxRequests: 1 });
    expect(mock.requests).toHaveLength(1);
    expect(report.notTried).toContainEqual({ operation: "GET /clusters/{clusterId}", reason: "not reached" });
  });

  test("given a rate, waits between requests", async () => {
    const mock = await mocked();
    const before = performance.now();
    await look(mock.url, { ratePerSecond: 5 });
    expect(mock.requests).toHaveLength(2);
    expect(performance.now() - before).toBeGreaterThanOrEqual(199);
  });

  test("ended in between, reports what was found until then", async () => {
    const end = new AbortController();
    const server = await startDeviator("http://127.0.0.1:9", () => {
      end.abort();
      return { status: 200, contentType: "text/html", text: "<html>" };
    });
    closers.push(server.close);
    const report = await look(server.url, { signal: end.signal, params: { clusterId: "a" } });
    expect(server.seen).toHaveLength(1);
    expect(report).toMatchObject({ isInterrupted: true, tried: 1 });
  });

  test("refused everywhere, says that nothing is known", async () => {
    const server = await answering(REFUSED);
    const report = await look(server.url, { params: { clusterId: "a", resourceVersion: "1" } });
    expect(server.seen).toHaveLength(3);
    expect(report).toMatchObject({ outcome: "infrastructure", answers: { 401: 3 } });
    expect(report.problem).toContain("refused with 401");
  });

  test("given nobody at the address, ends early and names the code", async () => {
    const server = await answering(REFUSED);
    await server.close();
    closers.pop();
    const report = await look(server.url, {}, "edge-host");
    expect(report).toMatchObject({ outcome: "infrastructure", tried: 5, failures: { ECONNREFUSED: 5 } });
  });

  test("given an answer that never ends, gives up after the time", async () => {
    const server = await startDeviator("http://127.0.0.1:9", () => ({
      ...REFUSED,
      status: 200,
      text: "",
      headers: { "content-length": "9" },
    }));
    closers.push(server.close);
    const report = await look(server.url, { timeoutMs: 100, maxRequests: 1 });
    expect(report).toMatchObject({ outcome: "infrastructure", tried: 1 });
  });
});

describe("findDrift() against a server that misleads", () => {
  test("given a redirect to another origin, does not follow it", async () => {
    const other = await answering(REFUSED);
    const headers = { location: `${other.url}/clusters` };
    const server = await answering({ status: 307, contentType: "text/plain", text: "", headers });
    await look(server.url);
    expect([server.seen.length, other.seen]).toEqual([1, []]);
  });

  test("given a failure that looks like a list, takes no id from it", async () => {
    const server = await answering({ ...REFUSED, status: 500, text: '[{"uid":"a"}]' });
    const report = await look(server.url);
    expect(server.seen.map(({ path }) => path)).toEqual(["/clusters"]);
    expect(report.notTried).toHaveLength(2);
  });

  test.each([".", ".."])("given the id %j, which would be another path, does not send it", async (uid) => {
    const text = JSON.stringify([{ metadata: { name: uid, uid } }]);
    const server = await answering({ status: 200, contentType: "application/json", text });
    await look(server.url);
    expect(server.seen.map(({ path }) => path)).toEqual(["/clusters"]);
  });

  test("given 429, waits twice as long before the next", async () => {
    const server = await answering({ ...REFUSED, status: 429 });
    const before = performance.now();
    await look(server.url, { ratePerSecond: 10, params: { clusterId: "a" } });
    expect(server.seen).toHaveLength(2);
    expect(performance.now() - before).toBeGreaterThanOrEqual(199);
  });

  test("given a required parameter of the query by name, sends it", async () => {
    const mock = await mocked("edge-host");
    await look(mock.url, { params: { logCount: "5" } }, "edge-host");
    expect(mock.requests.filter(({ query }) => query["logCount"] === "5").length).toBeGreaterThan(0);
    expect(mock.violations).toEqual([]);
  });

  test("given a parameter with a list of values, takes one of the document's", async () => {
    const mock = await mocked("ccx");
    await look(mock.url, {}, "ccx");
    expect(mock.requests.map(({ operation }) => operation)).toContain("GET /api/admin/datastores/billing/usage/{type}");
    expect(mock.violations).toEqual([]);
  });
});

describe("findCredentials()", () => {
  const document = (scheme: object) => ({ components: { securitySchemes: { TheKey: scheme } } });
  const target = { operation: { security: [{ TheKey: [] }] } };
  const cases: [scheme: object, environment: Record<string, string>, want: object][] = [
    [{ type: "apiKey", in: "header", name: "X-Key" }, { ACME_THE_KEY: "k" }, { headers: { "x-key": "k" }, query: {} }],
    [{ type: "apiKey", in: "query", name: "key" }, { ACME_THE_KEY: "k" }, { headers: {}, query: { key: "k" } }],
    [{ type: "apiKey", in: "cookie", name: "sid" }, { ACME_THE_KEY: "k" }, { headers: { cookie: "sid=k" }, query: {} }],
    [{ type: "http", scheme: "bearer" }, { ACME_THE_KEY: "k" }, { headers: { authorization: "Bearer k" }, query: {} }],
    [
      { type: "http", scheme: "basic" },
      { ACME_THE_KEY_USERNAME: "ä", ACME_THE_KEY_PASSWORD: "p" },
      { headers: { authorization: "Basic w6Q6cA==" }, query: {} },
    ],
    [
      { type: "http", scheme: "basic" },
      { ACME_THE_KEY_USERNAME: "u" },
      { missing: ["ACME_THE_KEY_USERNAME and ACME_THE_KEY_PASSWORD"] },
    ],
  ];
  test.each(cases)("for %j, given %j", (scheme, environment, want) => {
    const context = { vendor: "acme", document: document(scheme), environment };
    expect(findCredentials(context, target as never)).toEqual(want);
  });

  test("given two cookies that are both due, sends both", () => {
    const scheme = (name: string): object => ({ type: "apiKey", in: "cookie", name });
    const both = { components: { securitySchemes: { A: scheme("a"), B: scheme("b") } } };
    const needing = { operation: { security: [{ A: [], B: [] }] } } as never;
    const context = { vendor: "acme", document: both, environment: { ACME_A: "1", ACME_B: "2" } };
    expect(findCredentials(context, needing)).toEqual({ headers: { cookie: "a=1; b=2" }, query: {} });
  });

  test("the table names schemes that the documents have", async () => {
    const { loadDocument } = await import("../document/load-document.ts");
    for (const [vendor, schemes] of Object.entries(CREDENTIAL_VARIABLES)) {
      const source = loadDocument(vendor);
      if (source.kind === "graphql") continue;
      const { securitySchemes } = source.document["components"] as { securitySchemes: object };
      expect(Object.keys(schemes).sort(), vendor).toEqual(Object.keys(securitySchemes).sort());
    }
    expect(variablesOf("palette", "ApiKey", {})).toEqual(["PALETTE_API_KEY"]);
  });
});

describe("createHarvest()", () => {
  const cases: [
    what: string,
    template: string,
    answer: unknown,
    prefix: string,
    name: string,
    want: string | undefined,
  ][] = [
    ["the list at the path", "/v1/projects", { items: [{ metadata: { uid: "p" } }] }, "/v1/projects", "uid", "p"],
    ["a bare list", "/things", [{ id: 7 }], "/things", "thingId", "7"],
    ["a list of the same things elsewhere", "/v3/data-stores", [{ uuid: "s" }], "/v2/data-stores", "store_uuid", "s"],
    ["a list whose path ends with a version", "/clusters/v2", [{ clusterId: "c" }], "/kafka_cluster", "clusterId", "c"],
    ["a list inside of another", "/clusters/v2", [{ accountId: "a", clusters: [{ id: "c" }] }], "/x", "clusterId", "c"],
    ["a singular", "/clusters", { data: [{ id: "1" }] }, "/cluster", "id", "1"],
    ["a list of other things", "/users", [{ id: "u" }], "/clusters", "id", undefined],
    ["an empty list", "/users", { items: [] }, "/users", "id", undefined],
  ];
  test.each(cases)("given %s", (_what, template, answer, prefix, name, want) => {
    const harvest = createHarvest();
    harvest.take(template, answer);
    expect(harvest.find(prefix, name)).toBe(want);
  });
});
