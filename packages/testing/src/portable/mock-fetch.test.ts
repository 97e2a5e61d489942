import { describe, expect, onTestFinished, test } from "vitest";
import { jsonAnswer } from "../behaviour/exchange.ts";
import type { Scenario } from "../behaviour/scenario.ts";
import { loadDocument } from "../document/load-document.ts";
import { startMock } from "../mock/start-mock.ts";
import { createMockFetch } from "./mock-fetch.ts";
import { createPortableMock } from "./portable-mock.ts";

function load(vendor: string) {
  const loaded = loadDocument(vendor);
  if (loaded.kind !== "openapi") throw new TypeError("not this kind");
  return loaded;
}

const HEADERS = { authorization: "Bearer t" };

const DOCUMENT = {
  openapi: "3.0.3",
  info: { title: "Boxes", version: "1" },
  paths: {
    "/boxes": {
      get: {
        parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
        responses: { 200: { description: "" } },
      },
    },
    "/boxes/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: { description: "" } },
      },
    },
  },
};

const SCENARIOS: readonly Scenario[] = [
  {
    name: "closed",
    summary: "Is closed.",
    start: () => {
      let count = 0;
      return { before: () => jsonAnswer(503, { count: ++count }) };
    },
  },
];

describe("createMockFetch()", () => {
  test("given a valid request, answers with the document's sample and keeps the request", async () => {
    const mock = await createMockFetch({ document: load("imply").document });
    const response = await mock.fetch("https://any.example/clusters?x=1", { headers: HEADERS });
    expect(mock.requests).toMatchObject([{ url: "/clusters?x=1", operation: "GET /clusters", violations: [] }]);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/json/);
  });

  test("given a URL that is no part of the API, rejects as a network failure does", async () => {
    const mock = await createMockFetch({ document: load("imply").document });
    await expect(mock.fetch("https://any.example/nothing", { headers: HEADERS })).rejects.toThrow(TypeError);
    expect(mock.requests).toEqual([]);
  });

  test("given an aborted signal, rejects with its reason", async () => {
    const mock = await createMockFetch({ document: load("imply").document });
    const reason = new Error("enough");
    const request = mock.fetch("https://any.example/clusters", { signal: AbortSignal.abort(reason) });
    await expect(request).rejects.toBe(reason);
  });

  test("given a signal that is aborted while the body is read, rejects with its reason", async () => {
    const mock = await createMockFetch({ document: load("imply").document });
    const reason = new Error("enough");
    const controller = new AbortController();
    const body = new ReadableStream({
      pull(stream) {
        controller.abort(reason);
        stream.enqueue(new TextEncoder().encode("{}"));
        stream.close();
      },
    });
    const { signal } = controller;
    const init = { method: "POST", headers: HEADERS, body, signal, duplex: "half" };
    await expect(mock.fetch("https://any.example/clusters", init)).rejects.toBe(reason);
  });

  test.each([
    ["a number that comes twice", "/boxes?limit=1&limit=2", "/query/limit"],
    ["a path whose parameter is empty", "/boxes/", "/path"],
  ])("given %s, refuses it as the mock server does", async (_, path, pointer) => {
    const mock = await createMockFetch({ document: DOCUMENT });
    const server = await startMock({ document: DOCUMENT });
    onTestFinished(server.close);
    const responses = [await mock.fetch(`https://any.example${path}`), await fetch(`${server.url}${path}`)];
    expect(responses.map(({ status }) => status)).toEqual([422, 422]);
    expect([mock, server].map(({ violations }) => violations[0]?.pointer)).toEqual([pointer, pointer]);
  });

  test.each([
    undefined,
    {},
    { document: { swagger: "2.0", paths: {} } },
  ])("given %j instead of a vendor or a document, says what it takes", async (source) => {
    for (const start of [createMockFetch, startMock]) {
      // As a caller without types would.
      await expect(Reflect.apply(start, undefined, [source])).rejects.toThrow(/^Cannot mock this: expected the name/);
    }
  });

  test("given a body that is not the JSON it says, is told so", async () => {
    const mock = await createMockFetch({ document: load("imply").document });
    const headers = { ...HEADERS, "content-type": "application/json" };
    const response = await mock.fetch("https://any.example/clusters", { method: "POST", headers, body: "{" });
    expect(mock.violations.map(({ rule }) => rule)).toEqual(["json"]);
    expect([response.status, await response.json()]).toMatchObject([400, { type: "urn:vendor-clients:mock:json" }]);
  });
});

describe("a portable mock's scenarios", () => {
  test("switched on, off and reset, answer before the document does and begin anew", async () => {
    const mock = await createPortableMock(load("imply"), { scenarios: SCENARIOS }, { scenarios: ["closed"] });
    const ask = async () => {
      const response = await mock.respond(new Request("https://any.example/clusters", { headers: HEADERS }));
      return [response?.status, await response?.json()];
    };
    expect(await ask()).toEqual([503, { count: 1 }]);
    expect(await ask()).toEqual([503, { count: 2 }]);
    mock.drop("closed");
    expect((await ask())[0]).toBe(200);
    mock.reset();
    expect(mock.scenarios).toEqual(["closed"]);
    expect(await ask()).toEqual([503, { count: 1 }]);
    expect(() => mock.use("open")).toThrow('Cannot use scenario "open": the scenarios are closed');
  });
});

describe("a portable mock of a GraphQL API", () => {
  test("given a query and a token, answers by the schema; without a token refuses", async () => {
    const loaded = loadDocument("altinity-anywhere");
    const mock = await createPortableMock(loaded, { scenarios: [] }, {});
    const ask = (headers: Record<string, string>) =>
      mock.respond(
        new Request("https://any.example/api/v1/graphql", {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify({ query: '{ awsEnv(name: "one") { name } }' }),
        }),
      );
    const known = await ask(HEADERS);
    const anonymous = await ask({});
    expect(mock.requests.map(({ operation, status }) => [operation, status])).toEqual([
      ["query awsEnv", 200],
      ["query awsEnv", 401],
    ]);
    expect(await known?.json()).toEqual({ data: { awsEnv: { name: "one" } } });
    expect(anonymous?.status).toBe(401);
  });

  test.each([
    ["a GET", "/api/v1/graphql", { method: "GET" }, 405, "method"],
    ["no token", "/api/v1/graphql", { headers: { "content-type": "application/json" } }, 401, "401"],
    ["another path below its base URL", "/other", {}, 404, "NO_PATH_MATCHED_ERROR"],
    ["broken JSON", "/api/v1/graphql", { body: "{" }, 400, "json"],
    ["a list", "/api/v1/graphql", { body: "[]" }, 400, "type"],
    ["variables without names", "/api/v1/graphql", { body: '{"query":"{ __typename }","variables":[1]}' }, 400, "type"],
    ["a text", "/api/v1/graphql", { headers: { ...HEADERS, "content-type": "text/plain" } }, 415, "415"],
  ])("given %s, refuses it as the mock server does", async (_, path, init, status, rule) => {
    const options = { baseUrl: "https://any.example" };
    const mock = await createPortableMock(loadDocument("altinity-anywhere"), { scenarios: [] }, options);
    const server = await startMock("altinity-anywhere");
    onTestFinished(server.close);
    const { method = "POST", body, ...more } = { body: '{"query":"{ __typename }"}', ...init } as RequestInit;
    const sent: RequestInit = {
      ...{ method, headers: { ...HEADERS, "content-type": "application/json" }, ...more },
      ...(method === "POST" && body ? { body } : {}),
    };
    const responses = [
      await mock.respond(new Request(`https://any.example${path}`, sent)),
      await fetch(new URL(path, server.url), sent),
    ];
    expect(responses.map((response) => response?.status)).toEqual([status, status]);
    expect(mock.violations.map((violation) => violation.rule)).toEqual([rule]);
  });
});
