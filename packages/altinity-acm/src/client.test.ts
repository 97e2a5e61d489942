import { inspect } from "node:util";
import { createRecordingFetch, failureOf, json, withPollutedPrototype } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { type AcmOptions, createAcmClient } from "./client.ts";
import { HttpError, ResponseFormatError, unwrap } from "./index.ts";

const HOST = "https://acm.altinity.cloud/api";

function setUp(...answers: (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  return { acm: createAcmClient({ apiKey: "k1", fetch }), sent };
}

describe("createAcmClient() with an API key", () => {
  test("calling by path, sends the key in X-Auth-Token to the vendor's host and takes the data out of the envelope", async () => {
    const { acm, sent } = setUp(json({ data: [{ id: "176", name: "env" }], error: null, code: 0 }));
    const { data, error } = await acm.GET("/environments", { params: { query: { organization: "o 1" } } });
    expect(sent.map(({ line }) => line)).toEqual([`GET ${HOST}/environments?organization=o%201`]);
    expect(sent[0]?.headers.get("X-Auth-Token")).toBe("k1");
    expect(error).toBeUndefined();
    expect(data).toEqual([{ id: "176", name: "env" }]);
  });

  test("calling by operation id and by method, sends the same request", async () => {
    const { acm, sent } = setUp();
    await acm.call("ClusterShow", { params: { path: { id: 337 } } });
    await acm.op.ClusterShow({ params: { path: { id: 337 } } });
    expect(sent.map(({ line }) => line)).toEqual(Array(2).fill(`GET ${HOST}/cluster/337`));
  });

  test("launching a cluster, sends the fields as a JSON body and nothing in the query", async () => {
    const { acm, sent } = setUp();
    const body = { name: "api-test", adminPass: "p&ss", nodes: 2, secure: true };
    await acm.POST("/{environment}/cluster-launch", { params: { path: { environment: "176" } }, body });
    expect(sent[0]?.line).toBe(`POST ${HOST}/176/cluster-launch`);
    expect(sent[0]?.headers.get("Content-Type")).toBe("application/json");
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(body);
  });

  test("given objects and lists for a query, writes brackets and repeats the name", async () => {
    const { acm, sent } = setUp();
    await acm.GET("/organizations", {
      params: { query: { blocked: 0, filter: { blocked: "1" }, order: { by: "name", direction: "asc" } } },
    });
    await acm.DELETE("/environment/{id}", { params: { path: { id: 1 }, query: { clusters: ["a", "b"] } } });
    expect(sent.map(({ line }) => decodeURIComponent(line))).toEqual([
      `GET ${HOST}/organizations?blocked=0&filter[blocked]=1&order[by]=name&order[direction]=asc`,
      `DELETE ${HOST}/environment/1?clusters=a&clusters=b`,
    ]);
  });

  test("given a path parameter with a slash, sends it as one segment", async () => {
    const { acm, sent } = setUp();
    await acm.GET("/cluster/{id}", { params: { path: { id: "a/b?x" } } });
    expect(sent.map(({ line }) => line)).toEqual([`GET ${HOST}/cluster/a%2Fb%3Fx`]);
  });

  test("calling a public operation, sends no key", async () => {
    const { acm, sent } = setUp();
    await acm.GET("/probe");
    await acm.POST("/login/recover", { body: { login: "me@example.com" } });
    expect(sent.map(({ headers }) => headers.has("X-Auth-Token"))).toEqual([false, false]);
  });

  test("given an own base URL and headers, uses both", async () => {
    const { fetch, sent } = createRecordingFetch();
    const acm = createAcmClient({
      apiKey: "k1",
      fetch,
      baseUrl: "https://acm.example/api/",
      headers: { "X-Team": "a" },
    });
    await acm.GET("/clusters");
    expect(sent[0]?.line).toBe("GET https://acm.example/api/clusters");
    expect(sent[0]?.headers.get("X-Team")).toBe("a");
  });
});

describe("createAcmClient() credentials", () => {
  test.each([
    [""],
    ["key\r\nX: y"],
    ["schlüssel"],
    [" honey-key"],
  ])("given the key %j, refuses it without repeating it", (apiKey) => {
    const create = () => createAcmClient({ apiKey });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(/^Cannot use apiKey: (?!.*(schl|honey|X: y))/);
  });

  test.each<[string, unknown]>([
    ["none", {}],
    ["a login without a password", { login: { email: "me@example.com" } }],
    ["a login without an address", { login: { password: "honey" } }],
    ["both kinds", { apiKey: "honey", login: { email: "me@example.com", password: "honey" } }],
  ])("given %s, says what it takes", (_, credentials) => {
    const create = () => createAcmClient(credentials as AcmOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow('Cannot create the ACM client: expected either "apiKey" or "login"');
    expect(create).not.toThrow("honey");
  });
});

describe("failures of ACM", () => {
  test("a refusal with HTTP 200, is an error with the status that the envelope names", async () => {
    const { acm } = setUp(json({ data: null, error: "Access denied", code: "403" }));
    const result = await acm.GET("/clusters");
    expect(result.data).toBeUndefined();
    expect(result.error).toEqual({ data: null, error: "Access denied", code: "403" });
    const failure = await failureOf(Promise.resolve(result).then(unwrap));
    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({ status: 403, vendorCode: "403", vendorMessage: "Access denied" });
    expect(failure).toMatchObject({ vendor: "altinity-acm", operation: "GET /clusters" });
  });

  test("an envelope around false, is an error that names the audit log", async () => {
    const { acm } = setUp(json({ data: false }));
    const result = await acm.POST("/cluster/{cluster}/users", { params: { path: { cluster: 1 } }, body: {} });
    expect(result.data).toBeUndefined();
    expect(() => unwrap(result)).toThrow("audit log");
  });

  test("an HTTP failure, keeps its envelope and its status", async () => {
    const { acm } = setUp(json({ error: "Cluster not found", code: 0 }, 404));
    const result = await acm.GET("/cluster/{id}", { params: { path: { id: 1 } } });
    expect(result.error).toEqual({ error: "Cluster not found", code: 0 });
    expect(await failureOf(Promise.resolve(result).then(unwrap))).toMatchObject({ status: 404 });
  });

  test("a web page with HTTP 200, is no data", async () => {
    const { acm } = setUp(() => new Response("<html>", { headers: { "content-type": "text/html" } }));
    expect(await failureOf(acm.GET("/clusters"))).toBeInstanceOf(ResponseFormatError);
  });

  test.each([
    ["plain", (key: string) => key],
    ["URL-encoded", encodeURIComponent],
    ["base64", btoa],
  ])("an error that echoes the key %s, is thrown without it", async (_, encode) => {
    const apiKey = "honey/7f3a+key=";
    const { fetch } = createRecordingFetch(json({ error: `bad token ${encode(apiKey)} given`, code: 401 }, 401));
    const failure = await failureOf(createAcmClient({ apiKey, fetch }).GET("/clusters").then(unwrap));
    expect(failure).toMatchObject({ status: 401, vendorMessage: expect.stringContaining("bad token [redacted]") });
    expect(inspect(failure, { depth: 12 })).not.toContain(encode(apiKey));
  });
});

test("a client created while Object.prototype is polluted, sends what its own options say", async () => {
  const { fetch, sent } = createRecordingFetch(json({}));
  const members = {
    baseUrl: "https://evil.example",
    headers: { "X-Evil": "1" },
    login: { email: "evil", password: "evil" },
  };
  const client = withPollutedPrototype(members, () => createAcmClient({ apiKey: "k", fetch }));
  await client.GET("/clusters");
  expect(sent.map(({ line }) => line)).toEqual(["GET https://acm.altinity.cloud/api/clusters"]);
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ "x-auth-token": "k" });
});
