import { once } from "node:events";
import { createServer, request as requestHttp } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createSelfSigned } from "../mock/self-signed.ts";
import { startMock } from "../mock/start-mock.ts";
import { HONEY_ANSWER, HONEY_CREDENTIAL } from "./fixtures/environment.ts";
import { type Replacement, type SeenRequest, startDeviator } from "./fixtures/start-deviator.ts";
import { type DriftProxy, type ProxyOptions, startProxy } from "./proxy.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const THING = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string", maxLength: 40 },
    state: { type: "string", enum: ["up", "down"] },
    size: { type: "integer" },
    labels: { type: "object", additionalProperties: { type: "string" } },
    parts: { type: "array", maxItems: 2, items: { $ref: "#/components/schemas/Part" } },
    owner: { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Part" }] },
  },
};
const PART = { type: "object", additionalProperties: false, properties: { name: { type: "string" } } };
const OK = { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } };
const DOCUMENT = {
  openapi: "3.0.3",
  info: { title: "Things", version: "1" },
  components: { schemas: { Thing: THING, Part: PART } },
  paths: {
    "/things": {
      get: { responses: { 200: OK } },
      post: { responses: { 201: OK } },
      delete: { responses: { 204: { description: "" } } },
    },
  },
};

async function start(
  answer: Partial<Replacement> | ((request: SeenRequest) => Replacement),
  more: Partial<ProxyOptions> = {},
) {
  const replace =
    typeof answer === "function"
      ? answer
      : () => ({ status: 200, contentType: "application/json", text: "{}", ...answer });
  const target = await startDeviator("http://127.0.0.1:9/base", replace);
  closers.push(target.close);
  const proxy: DriftProxy = await startProxy({ document: DOCUMENT }, { target: target.url, ...more });
  closers.push(proxy.close);
  return { target, proxy };
}

/** What a body is told to differ in: rule, pointer, found. */
async function judge(body: unknown, headers: Record<string, string> = {}): Promise<string[]> {
  const { proxy } = await start({ text: JSON.stringify(body) });
  await fetch(`${proxy.url}/things`, { headers });
  return proxy.deviations.map(({ rule, pointer, found }) => `${rule} ${pointer} ${found}`);
}

describe("startProxy()", () => {
  test("given a request, hands method, path, query, headers and body on below the base path, but none of the hop's", async () => {
    const { proxy, target } = await start({
      status: 201,
      text: '{"id":"a"}',
      headers: { "x-answer": "1", "set-cookie": "a=b" },
    });
    const answer = await fetch(`${proxy.url}/things?a=1%2F2&a=3`, {
      method: "POST",
      body: '{"name":"red"}',
      headers: {
        authorization: "Bearer t",
        "content-type": "application/json",
        te: "trailers",
        "proxy-authorization": "x",
      },
    });
    expect(target.seen).toMatchObject([{ method: "POST", path: "/base/things?a=1%2F2&a=3", body: '{"name":"red"}' }]);
    const headers = target.seen[0]?.headers ?? {};
    expect(headers).toMatchObject({
      authorization: "Bearer t",
      "content-type": "application/json",
      host: new URL(target.url).host,
    });
    expect([headers["te"], headers["proxy-authorization"]]).toEqual([undefined, undefined]);
    expect([answer.status, answer.headers.get("x-answer"), answer.headers.get("set-cookie")]).toEqual([
      201,
      "1",
      "a=b",
    ]);
    expect(await answer.json()).toEqual({ id: "a" });
    expect([proxy.deviations, proxy.judgedCount]).toEqual([[], 1]);
  });

  test.each(["//evil.invalid/things", "/base/../other", "/elsewhere"])("given %s, sends nothing", async (path) => {
    const { proxy, target } = await start({});
    const { hostname, port } = new URL(proxy.url);
    const request = requestHttp({ hostname, port, path }).end();
    const [answer] = await once(request, "response");
    answer.resume();
    expect([answer.statusCode, target.seen]).toEqual([404, []]);
  });

  test("given an absolute address of another host, sends to its target only", async () => {
    const { proxy, target } = await start({ text: '{"id":"a"}' });
    const { hostname, port } = new URL(proxy.url);
    const request = requestHttp({ hostname, port, path: "http://evil.invalid/base/things" }).end();
    const [answer] = await once(request, "response");
    answer.resume();
    expect([answer.statusCode, target.seen.map(({ path }) => path)]).toEqual([200, ["/base/things"]]);
  });

  test("given a redirect, hands it on and does not follow", async () => {
    const { proxy, target } = await start({ status: 302, text: "", headers: { location: "http://evil.invalid/" } });
    const answer = await fetch(`${proxy.url}/things`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location"), target.seen.length]).toEqual([
      302,
      "http://evil.invalid/",
      1,
    ]);
    expect(proxy.deviations).toMatchObject([{ kind: "status", found: "302", operation: "GET /things" }]);
  });

  test("given a body of unknown length with DELETE, frames it for the target", async () => {
    const { proxy, target } = await start(
      (): Replacement => ({ status: 200, contentType: "application/json", text: "{}" }),
    );
    const { hostname, port } = new URL(proxy.url);
    const headers = { "transfer-encoding": "chunked" };
    const request = requestHttp({ hostname, port, path: "/base/things", method: "DELETE", headers });
    request.end("abc");
    const [answer] = await once(request, "response");
    answer.resume();
    expect(target.seen).toMatchObject([{ method: "DELETE", body: "abc" }]);
  });

  test("given an answer that is compressed all the same, judges what is in it", async () => {
    const server = createServer((_request, reply) => {
      reply
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync('{"size":"1"}'));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    closers.push(async () => void server.close());
    const proxy = await startProxy(
      { document: DOCUMENT },
      { target: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    );
    closers.push(proxy.close);
    expect(await (await fetch(`${proxy.url}/things`)).json()).toEqual({ size: "1" });
    expect(proxy.deviations.map(({ pointer }) => pointer)).toEqual(["/id", "/size"]);
  });

  test("given a header that Connection names, keeps it back", async () => {
    const { proxy, target } = await start({});
    const { hostname, port } = new URL(proxy.url);
    const headers = { connection: "close, x-hop", "x-hop": "1", "x-end": "2" };
    const request = requestHttp({ hostname, port, path: "/base/things", headers }).end();
    const [answer] = await once(request, "response");
    answer.resume();
    expect(target.seen.map((seen) => [seen.headers["x-hop"], seen.headers["x-end"]])).toEqual([[undefined, "2"]]);
  });

  test("given a target that stays silent, answers 502 after the time", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await once(server, "listening");
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const proxy = await startProxy({ document: DOCUMENT }, { target, timeoutMs: 50 });
    closers.push(
      async () => server.closeAllConnections(),
      async () => void server.close(),
      proxy.close,
    );
    expect((await fetch(`${proxy.url}/things`)).status).toBe(502);
    expect(proxy.failures).toEqual([{ code: "ETIMEDOUT" }]);
  });

  test("given a schema that cannot be compiled, hands the answer on and says so", async () => {
    const target = await startDeviator("http://127.0.0.1:9", () => ({
      status: 200,
      contentType: "application/json",
      text: "{}",
    }));
    const schema = { $ref: "#/components/schemas/Absent" };
    const responses = { 200: { content: { "application/json": { schema } } } };
    const proxy = await startProxy(
      { document: { paths: { "/things": { get: { responses } } } } },
      { target: target.url },
    );
    closers.push(target.close, proxy.close);
    expect(await (await fetch(`${proxy.url}/things`)).json()).toEqual({});
    expect(proxy.deviations).toMatchObject([{ kind: "undocumented", rule: "not-judged" }]);
  });

  test("given a target that is gone, answers 502 and tells the code", async () => {
    const { proxy, target } = await start({});
    await target.close();
    closers.splice(0, 1);
    expect((await fetch(`${proxy.url}/things`)).status).toBe(502);
    expect([proxy.failures, proxy.judgedCount]).toEqual([[{ code: "ECONNREFUSED" }], 0]);
  });

  test("given a certificate that nobody signed, refuses it unless it is trusted", async () => {
    const identity = createSelfSigned("a vendor");
    const mock = await startMock("edge-host", { tls: identity });
    closers.push(mock.close);
    const strict = await startProxy("edge-host", { target: mock.url });
    const trusting = await startProxy("edge-host", { target: mock.url, ca: identity.cert });
    closers.push(strict.close, trusting.close);
    const path = "/v1/edge-mgmt/cluster/events";
    expect((await fetch(strict.url + path)).status).toBe(502);
    expect(strict.failures).toEqual([{ code: expect.stringMatching(/SELF_SIGNED|VERIFY|CERT/) }]);
    expect(mock.requests).toEqual([]);
    expect((await fetch(trusting.url + path, { headers: { authorization: "t" } })).status).toBe(200);
    expect([trusting.deviations, trusting.judgedCount]).toEqual([[], 1]);
  });

  test.each([
    "ftp://a.invalid",
    "nothing",
    "http://me:secret@a.invalid",
    "http://a.invalid/?x=1",
  ])("given the target %s, throws and does not repeat it", async (target) => {
    const failure = await startProxy("imply", { target }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect(String(failure)).not.toMatch(/secret|nothing|ftp:/);
  });
});

describe("a body", () => {
  const cases: [what: string, body: unknown, want: string[]][] = [
    [
      "as declared",
      { id: "a", state: "up", size: 1, labels: { x: "y" }, parts: [{ name: "n" }], owner: { name: "n" } },
      [],
    ],
    ["without a required member", {}, ["required /id absent"]],
    ["with a text that is too long", { id: "x".repeat(41) }, ["maxLength /id string"]],
    ["with a list that is too long", { id: "a", parts: [{}, {}, {}] }, ["maxItems /parts array"]],
    ["with a fraction", { id: "a", size: 1.5 }, ["type /size number"]],
    [
      "with a member that is forbidden",
      { id: "a", parts: [{}, { more: 1 }] },
      ["additionalProperties /parts/1/more integer"],
    ],
    [
      "of a wrong type in a map, whose names are data",
      { id: "a", labels: { some: 1, other: 2 } },
      ["type /labels/* integer"],
    ],
    ["that fits no alternative", { id: "a", owner: 1 }, ["type /owner integer"]],
    ["that fits one alternative but for a member", { id: "a", owner: { name: 1 } }, ["type /owner/name integer"]],
    [
      "with null for a text and for a reference",
      { id: null, parts: [null] },
      ["nullable /id null", "nullable /parts/0 null"],
    ],
    ["with a new plain value", { id: "a", state: "half-up" }, ["enum /state half-up"]],
    ["with a new value that is no plain name", { id: "a", state: "a sentence" }, ["enum /state string, not shown"]],
    ["with a secret for a value", { id: "a", state: HONEY_ANSWER }, ["enum /state string, not shown"]],
    [
      "with a value that a telling member holds",
      { id: "a", state: "plain", apiKey: "plain" },
      ["enum /state string, not shown", "member /apiKey string"],
    ],
    [
      "with a credential for a value and a name",
      { id: "a", state: HONEY_CREDENTIAL, [HONEY_CREDENTIAL]: 1 },
      ["enum /state string, not shown", "member /* integer"],
    ],
    ["with a secret for a name", { id: "a", [HONEY_ANSWER]: 1 }, ["member /* integer"]],
  ];
  test.each(cases)("%s, is told", async (_what, body, want) => {
    expect(await judge(body, { apikey: HONEY_CREDENTIAL })).toEqual(want);
  });

  test("of two items that differ alike, is told once and counted", async () => {
    const { proxy } = await start({ text: '{"id":"a","parts":[{"name":1},{"name":2}]}' });
    await fetch(`${proxy.url}/things`);
    expect(proxy.deviations).toMatchObject([{ rule: "type", pointer: "/parts/0/name", count: 2 }]);
  });

  test.each([
    ["null", { id: "a", size: null }, { type: "integer", nullable: true }],
    ["a reference", { id: "a", parts: [null] }, { allOf: [{ $ref: "#/components/schemas/Part" }], nullable: true }],
    ["a new value", { id: "a", state: "idle" }, { type: "string", enum: ["up", "down", "idle"] }],
    [
      "a value that is not shown",
      { id: "a", state: "no name" },
      { type: "string", "x-extensible-enum": ["up", "down"] },
    ],
    ["another type", { id: "a", size: "1" }, { type: "string" }],
    [
      "a member",
      { id: "a", more: { deep: [1] } },
      { properties: { more: { type: "object", properties: { deep: { type: "array", items: { type: "integer" } } } } } },
    ],
  ])("with %s, comes with the schema that would fit", async (_what, body, want) => {
    const { proxy } = await start({ text: JSON.stringify(body) });
    await fetch(`${proxy.url}/things`);
    expect(proxy.deviations.map(({ suggestion }) => suggestion)).toEqual([want]);
  });

  test.each<[what: string, answer: Partial<Replacement>, want: object]>([
    ["that is a page", { contentType: "text/html", text: "<html>" }, { kind: "content-type", found: "text/html" }],
    ["that only says it is JSON", { text: "<html>" }, { kind: "body", rule: "json", found: "a page" }],
    ["that is empty", { text: "" }, { kind: "body", rule: "missing" }],
    [
      "of a type that may be data",
      { contentType: `text/${HONEY_ANSWER}`, text: "x" },
      { kind: "content-type", found: "not shown" },
    ],
    ["with a status that nobody declared", { status: 418 }, { kind: "status", found: "418" }],
    ["with a status of the moment", { status: 503 }, { kind: "undocumented", rule: "status", found: "503" }],
  ])("%s, is told", async (_what, answer, want) => {
    const { proxy } = await start(answer);
    await (await fetch(`${proxy.url}/things`)).text();
    expect(proxy.deviations).toMatchObject([want]);
    expect(proxy.deviations).toHaveLength(1);
  });

  test("that is too large to judge, is handed on whole", async () => {
    const text = JSON.stringify({ size: "1".repeat(2000) });
    const { proxy } = await start({ text }, { maxBodyBytes: 100 });
    expect(await (await fetch(`${proxy.url}/things`)).text()).toBe(text);
    expect(proxy.deviations).toEqual([]);
  });
});
