import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AllMocks, startAllMocks } from "../mock/start-all-mocks.ts";

let mocks: AllMocks;

beforeAll(async () => {
  mocks = await startAllMocks({ vendors: ["imply", "edge-host", "altinity-anywhere"], panel: true });
});
beforeEach(() => {
  for (const mock of mocks.mocks.values()) mock.reset();
});
afterAll(() => mocks.close());

const JSON_TYPE = { "content-type": "application/json" };

async function read(name: string) {
  const response = await fetch(`${mocks.url}/__mock/${name}`);
  return { status: response.status, body: await response.json() };
}

function post(name: string, body: unknown, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${mocks.url}/__mock/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("the panel", () => {
  test("asked for its page by a browser, sends one that may load and ask nothing foreign", async () => {
    const response = await fetch(mocks.url, { headers: { accept: "text/html,*/*" } });
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(await response.text()).toContain('<script src="/__mock/page.js" defer>');
    for (const name of ["page.js", "page.css"]) expect((await fetch(`${mocks.url}/__mock/${name}`)).status).toBe(200);
  });

  test("asked for a file that is no part of the page, answers 404", async () => {
    for (const name of ["with-panel.ts", "..%2fassets.ts", "constructor", "nothing"])
      expect((await read(name)).status).toBe(404);
  });

  test("asked for its health, names the vendors and where they are", async () => {
    expect((await read("health")).body).toEqual({
      status: "ok",
      vendors: [
        { name: "imply", path: "/imply", operations: 8 },
        { name: "edge-host", path: "/edge-host", operations: 70 },
        { name: "altinity-anywhere", path: "/altinity-anywhere/api/v1/graphql", operations: 35 },
      ],
    });
  });

  test("asked for the vendors, lists every operation and whether its answer is described", async () => {
    const { body } = await read("vendors");
    expect(body.map(({ operations }: { operations: object[] }) => operations.length)).toEqual([8, 70, 35]);
    expect(body[0].operations).toContainEqual({
      name: "GET /clusters",
      operationId: expect.any(String),
      isDescribed: true,
    });
  });

  test("asked for the requests, tells the newest first with their violations and no secret", async () => {
    await fetch(`${mocks.url}/imply/clusters?token=hidden-value`, {
      headers: { authorization: "Bearer hidden-value" },
    });
    await fetch(`${mocks.url}/edge-host/v1/nothing`);
    const { body } = await read("requests");
    expect(body.requests.map(({ vendor, path, status }: Record<string, unknown>) => [vendor, path, status])).toEqual([
      ["edge-host", "/v1/nothing", 404],
      ["imply", "/clusters", 200],
    ]);
    expect(body.requests[1].queryNames).toEqual(["token"]);
    expect(body.violations).toBe(1);
    expect(JSON.stringify(body)).not.toContain("hidden-value");
  });

  test("told to forget, forgets the requests of one vendor or of all", async () => {
    await fetch(`${mocks.url}/imply/clusters`);
    await fetch(`${mocks.url}/edge-host/v1/nothing`);
    expect((await post("reset", { vendor: "imply" })).status).toBe(200);
    expect((await read("requests")).body.requests).toHaveLength(1);
    await post("reset", {});
    expect((await read("requests")).body.requests).toEqual([]);
  });

  test.each([
    ["of another origin", { ...JSON_TYPE, origin: "https://evil.example" }],
    ["without the type of JSON", { "content-type": "text/plain" }],
  ])("told to change something by a page %s, refuses", async (_, headers) => {
    await fetch(`${mocks.url}/imply/clusters`);
    expect((await post("reset", {}, headers)).status).toBe(403);
    expect((await read("requests")).body.requests).toHaveLength(1);
  });

  test.each([
    ["scenarios", { vendor: "imply", name: "no-such", on: true }],
    ["scenarios", { vendor: "none", name: "x", on: true }],
    ["other", {}],
  ])("told to change %s with %j, answers 404", async (name, body) => {
    expect((await post(name, body)).status).toBe(404);
  });

  test.each([
    ["evil.example", 403],
    ["evil.example:4010", 403],
    ["127.0.0.1:4010", 200],
    ["[::1]:4010", 200],
    ["localhost", 200],
    ["mocks:4010", 200],
  ])("asked under the name %s, answers %i, so that no page of another site can read it", async (host, status) => {
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      get(`${mocks.url}/__mock/requests`, { headers: { host } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).once("error", reject);
    });
    expect(answered).toBe(status);
  });

  test("asked without a wish for HTML, leaves the root to the mocks", async () => {
    expect((await fetch(mocks.url, { headers: { accept: "application/json" } })).status).toBe(404);
  });

  test("told to forget by a body that is no object, forgets nothing", async () => {
    await fetch(`${mocks.url}/imply/clusters`);
    for (const body of ['{"vendor":"edge-host"', "[1]", ""]) {
      const response = await fetch(`${mocks.url}/__mock/reset`, { method: "POST", headers: JSON_TYPE, body });
      expect(response.status).toBe(400);
    }
    expect(mocks.mocks.get("imply")?.requests).toHaveLength(1);
  });

  test("asked for the head of its health, answers as who waits for it expects", async () => {
    expect((await fetch(`${mocks.url}/__mock/health`, { method: "HEAD" })).status).toBe(200);
  });

  test.each([
    ["/edge-host/v1/edge-mgmt/cluster", '{"a": hunter2}'],
    [
      "/altinity-anywhere/api/v1/graphql",
      '{"query":"query ($a: String!) { __typename }","variables":{"a":{"b":"hunter2"}}}',
    ],
    ["/altinity-anywhere/api/v1/graphql", '{"query":"{ __type(name: hunter2) { name } }"}'],
    ["/altinity-anywhere/api/v1/graphql", '{"query":"{ __typename \\"hunter2\\" }"}'],
  ])("asked for the requests after %s was sent what breaks a rule, repeats nothing of the body", async (path, body) => {
    const headers = { ...JSON_TYPE, authorization: "Bearer t" };
    await fetch(`${mocks.url}${path}`, { method: "POST", headers, body });
    const { body: told } = await read("requests");
    expect(told.requests[0].violations).not.toEqual([]);
    expect(JSON.stringify(told)).not.toContain("hunter2");
  });

  test("asked for the requests after one that broke very many rules, tells the first of them and their number", async () => {
    const wrong = { query: `{ ${Array.from({ length: 60 }, (_, place) => `nothing${place}`).join(" ")} }` };
    const headers = { ...JSON_TYPE, authorization: "Bearer t" };
    const url = `${mocks.url}/altinity-anywhere/api/v1/graphql`;
    await fetch(url, { method: "POST", headers, body: JSON.stringify(wrong) });
    const { body } = await read("requests");
    expect(body.requests[0].violations).toHaveLength(20);
    expect([body.requests[0].violationCount, body.violations]).toEqual([60, 60]);
  });
});
