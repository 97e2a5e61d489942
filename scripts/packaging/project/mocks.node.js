import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createPaletteClient, unwrap } from "@vendor-clients/palette";
import { startMock } from "@vendor-clients/testing";

/** @type {import("@vendor-clients/testing").Mock[]} */
let mocks;

before(async () => {
  const startedMs = performance.now();
  mocks = [await startMock("palette")];
  const readyMs = performance.now() - startedMs;
  mocks.push(await startMock("palette", { seed: 2 }), await startMock("imply"), await startMock("altinity-anywhere"));
  console.log(`ready in ${Math.round(readyMs)} ms`);
});

after(() => Promise.all(mocks.map((mock) => mock.close())));

/** @param {number} place */
function mockAt(place) {
  const mock = mocks[place];
  assert.ok(mock);
  mock.reset();
  return mock;
}

/** @param {import("@vendor-clients/testing").Mock} mock */
function createClient(mock) {
  return createPaletteClient({ baseUrl: mock.url, apiKey: "any" });
}

describe("mocks from the packed package", () => {
  test("two instances and other vendors in one process, each keeps what arrived at it", async () => {
    const [palette, other, imply] = [mockAt(0), mockAt(1), mockAt(2)];
    const answer = await createClient(palette).GET("/v1/packs", { params: { query: { limit: 1 } } });
    const clusters = await fetch(`${imply.url}/clusters`, { headers: { authorization: "Bearer any" } });
    const [first] = palette.requests;
    assert.deepEqual([first?.method, first?.path, first?.operationId], ["GET", "/v1/packs", "v1PacksSummaryList"]);
    assert.deepEqual([first?.query, first?.headers["apikey"]], [{ limit: "1" }, "any"]);
    assert.deepEqual(other.requests, []);
    assert.deepEqual(
      imply.requests.map(({ operationId }) => operationId),
      ["listClusters"],
    );
    assert.deepEqual([answer.response.status, clusters.status], [200, 200]);
  });

  test("a request that breaks the document, is refused and says where and by which rule", async () => {
    const mock = mockAt(0);
    const headers = { ApiKey: "any", "content-type": "application/json" };
    const body = JSON.stringify({ metadata: { name: 5 } });
    const answer = await fetch(`${mock.url}/v1/projects`, { method: "POST", headers, body });
    assert.deepEqual(
      mock.requests.map((request) => [request.operationId, request.body]),
      [["v1ProjectsCreate", body]],
    );
    assert.deepEqual(
      mock.violations.map(({ operation, side, pointer, rule }) => ({ operation, side, pointer, rule })),
      [{ operation: "POST /v1/projects", side: "request", pointer: "/body/metadata/name", rule: "type" }],
    );
    assert.equal(answer.status, 422);
  });

  test("what was created, is read, listed and deleted, in its own mock only", async () => {
    const mock = mockAt(0);
    const palette = createClient(mock);
    const { uid = "" } = unwrap(await palette.op.v1ProjectsCreate({ body: { metadata: { name: "red" } } }));
    const read = () => palette.GET("/v1/projects/{uid}", { params: { path: { uid } } });
    const created = unwrap(await read());
    const listed = unwrap(await palette.op.v1ProjectsMetadata({}));
    assert.deepEqual(
      mock.requests.map(({ method, path }) => `${method} ${path}`),
      ["POST /v1/projects", `GET /v1/projects/${uid}`, "GET /v1/dashboard/projects/metadata"],
    );
    assert.equal(created.metadata?.name, "red");
    assert.ok(listed.items?.some(({ metadata }) => metadata?.uid === uid));
    assert.deepEqual([mock.items("project").length, mocks[1]?.items("project").length], [1, 0]);
    await palette.DELETE("/v1/projects/{uid}", { params: { path: { uid } } });
    assert.equal((await read()).response.status, 404);
    assert.equal(mock.requests.at(-2)?.method, "DELETE");
  });

  test("a scenario, switched on and off again, plays in between", async () => {
    const mock = mockAt(0);
    const palette = createClient(mock);
    const { uid = "" } = unwrap(await palette.op.v1ProjectsCreate({ body: { metadata: { name: "red" } } }));
    await palette.DELETE("/v1/projects/{uid}", { params: { path: { uid } } });
    const read = async () => (await fetch(`${mock.url}/v1/projects/${uid}`, { headers: { ApiKey: "any" } })).status;
    mock.use("not-found-with-500");
    assert.deepEqual(mock.scenarios, ["not-found-with-500"]);
    assert.equal(await read(), 500);
    mock.drop("not-found-with-500");
    assert.equal(await read(), 404);
    assert.throws(() => mock.use("no-such"), /the scenarios are .*soft-delete/);
  });

  test("a mock that was reset, has forgotten requests, things and scenarios", async () => {
    const mock = mockAt(0);
    await createClient(mock).op.v1ProjectsCreate({ body: { metadata: { name: "red" } } });
    mock.use("soft-delete");
    assert.deepEqual([mock.requests.length, mock.items("project").length], [1, 1]);
    mock.reset();
    assert.deepEqual([mock.requests, mock.violations, mock.items("project"), mock.scenarios], [[], [], [], []]);
  });

  test("a mock that was closed, listens no more", async () => {
    const mock = await startMock("ccx");
    await mock.close();
    await assert.rejects(fetch(mock.url));
  });
});
