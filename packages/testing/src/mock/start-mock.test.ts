import { afterEach, describe, expect, test } from "vitest";
import { type Mock, startMock } from "./start-mock.ts";

const schema = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" }, size: { type: "integer", format: "int32" } },
};

const document = {
  openapi: "3.0.3",
  info: { title: "Boxes", version: "1" },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "Key" } },
    schemas: { Box: schema },
  },
  paths: {
    "/boxes": {
      get: {
        operationId: "listBoxes",
        security: [],
        parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
        responses: { 200: jsonAnswer({ type: "array", items: { $ref: "#/components/schemas/Box" } }) },
      },
      post: {
        operationId: "createBox",
        security: [{ key: [] }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Box" } } },
        },
        responses: { 201: jsonAnswer({ $ref: "#/components/schemas/Box" }) },
      },
    },
  },
};

function jsonAnswer(answer: object): object {
  return { description: "", content: { "application/json": { schema: answer } } };
}

let running: Mock[] = [];

async function start(options?: Parameters<typeof startMock>[1]): Promise<Mock> {
  const mock = await startMock({ document }, options);
  running.push(mock);
  return mock;
}

async function post(mock: Mock, body: string, headers: Record<string, string> = { Key: "any" }): Promise<Response> {
  const signal = AbortSignal.timeout(5000);
  const type = { "content-type": "application/json" };
  return fetch(`${mock.url}/boxes`, { method: "POST", body, headers: { ...type, ...headers }, signal });
}

afterEach(async () => {
  await Promise.all(running.map((mock) => mock.close()));
  running = [];
});

describe("startMock()", () => {
  test("an operation of the document, called as documented, is answered by its schema", async () => {
    const mock = await start();
    const answer = await fetch(`${mock.url}/boxes`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([
      { name: "name", size: 1 },
      { name: "name2", size: 1 },
    ]);
    expect(mock.violations).toEqual([]);
    expect(mock.operationCount).toBe(2);
  });

  test("a request, answered, is recorded with its operation, what it carried and what it got", async () => {
    const mock = await start();
    await post(mock, '{"name":"a"}');
    expect(mock.requests).toHaveLength(1);
    expect(mock.requests[0]).toMatchObject({
      method: "POST",
      path: "/boxes",
      url: "/boxes",
      query: {},
      headers: { key: "any" },
      body: '{"name":"a"}',
      operationId: "createBox",
      operation: "POST /boxes",
      status: 201,
      answer: '{"name":"name","size":1}',
      violations: [],
    });
  });

  test("a query with a repeated name is recorded decoded, the name with a list", async () => {
    const mock = await start();
    await fetch(`${mock.url}/boxes?limit=1&tag=a%20b&tag=c`);
    expect(mock.requests[0]?.query).toEqual({ limit: "1", tag: ["a b", "c"] });
  });

  test("a body without a required field is refused and the violation names it", async () => {
    const mock = await start();
    const answer = await post(mock, '{"size":1}');
    expect(answer.status).toBe(422);
    expect(mock.violations).toMatchObject([
      { operation: "POST /boxes", side: "request", pointer: "/body", rule: "required" },
    ]);
    expect(mock.violations[0]?.message).toContain("'name'");
  });

  test("a call without credentials is refused with 401", async () => {
    const mock = await start();
    const answer = await post(mock, '{"name":"a"}', {});
    expect(answer.status).toBe(401);
    expect(mock.violations).toMatchObject([{ operation: "POST /boxes", side: "request" }]);
  });

  test("a broken JSON body is answered with 400 instead of never", async () => {
    const mock = await start();
    const answer = await post(mock, '{"name":');
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(mock.violations).toMatchObject([{ operation: "POST /boxes", pointer: "/body", rule: "json" }]);
  });

  test("an unknown path is a violation under the path that was sent", async () => {
    const mock = await start();
    expect((await fetch(`${mock.url}/bags`)).status).toBe(404);
    expect(mock.requests[0]).toMatchObject({ operation: undefined, operationId: undefined, status: 404 });
    expect(mock.violations).toMatchObject([{ operation: "GET /bags", rule: "NO_PATH_MATCHED_ERROR" }]);
  });

  test("reset() forgets requests and violations", async () => {
    const mock = await start();
    await fetch(`${mock.url}/bags`);
    mock.reset();
    expect(mock.requests).toEqual([]);
    expect(mock.violations).toEqual([]);
  });

  test("recordLimit keeps the newest requests", async () => {
    const mock = await start({ recordLimit: 2 });
    for (const path of ["/1", "/2", "/3"]) await fetch(mock.url + path);
    expect(mock.requests.map(({ path }) => path)).toEqual(["/2", "/3"]);
  });

  test("two mocks in one process have their own address and records", async () => {
    const [first, second] = [await start(), await start()];
    await fetch(`${first.url}/boxes`);
    expect(second.url).not.toBe(first.url);
    expect(second.requests).toEqual([]);
  });

  test("close() ends the server while a connection is kept alive", async () => {
    const mock = await startMock({ document });
    await (await fetch(`${mock.url}/boxes`)).text();
    await mock.close();
    await expect(fetch(`${mock.url}/boxes`)).rejects.toThrow();
  });

  test("a port in use is named in the error, with what to do", async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(start({ port })).rejects.toThrow(`Cannot start the mock: port ${port} is in use`);
  });

  test("an unknown vendor is refused with the names of the known ones", async () => {
    await expect(startMock("palete")).rejects.toThrow(/^Cannot load the document of "palete": .*palette/);
  });

  test("a vendor's name with a path in it is refused", async () => {
    await expect(startMock("../specs/palette")).rejects.toThrow(RangeError);
  });

  test("a page of another origin may call the mock", async () => {
    const mock = await start();
    const asked = { origin: "https://app.example.com", "access-control-request-method": "POST" };
    const answer = await fetch(`${mock.url}/boxes`, { method: "OPTIONS", headers: asked });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
    expect(mock.requests).toEqual([]);
  });

  test("a path of two slashes, as after a base URL with a slash at its end, is answered and told as it was sent", async () => {
    const mock = await start();
    const statuses = [];
    for (const path of ["//", "//boxes"]) statuses.push((await fetch(`${mock.url}${path}`)).status);
    expect(statuses).toEqual([404, 404]);
    expect(mock.violations.map(({ operation }) => operation)).toEqual(["GET //", "GET //boxes"]);
  });

  test("a path that cannot be decoded is the caller's mistake", async () => {
    const mock = await startMock("imply");
    running.push(mock);
    const headers = { authorization: "Bearer t" };
    expect((await fetch(`${mock.url}/clusters/%E0%A4%A`, { headers })).status).toBe(400);
    expect(mock.violations).toMatchObject([{ side: "request", pointer: "/path", rule: "encoding" }]);
  });

  test("a name that no scenario and no resource has is refused, lest a test looks at nothing", async () => {
    const mock = await startMock("imply");
    running.push(mock);
    expect(() => mock.drop("accepte")).toThrow(/^Cannot drop scenario "accepte": the scenarios are .*accepted/);
    expect(() => mock.items("clusters")).toThrow('Cannot list items of "clusters": the resources are cluster');
    expect(mock.items("cluster")).toEqual([]);
  });

  test("an item that a test changes is as it was for everybody else", async () => {
    const mock = await startMock("palette");
    running.push(mock);
    const headers = { ApiKey: "any", "content-type": "application/json" };
    await fetch(`${mock.url}/v1/projects`, { method: "POST", headers, body: '{"metadata":{"name":"red"}}' });
    for (const item of mock.items("project")) item["metadata"] = {};
    expect(mock.items("project")).toMatchObject([{ metadata: { name: "red" } }]);
  });
});
