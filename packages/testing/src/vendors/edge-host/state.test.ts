import { afterAll, afterEach, describe, expect, test } from "vitest";
import { loadRules, templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { readAt } from "../../behaviour/members.ts";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { startMock } from "../../mock/start-mock.ts";

const { state, operations, bodyOf } = await loadRules("edge-host");
const clock = createFakeClock();
const mock = await startMock("edge-host", { clock });

afterEach(() => mock.reset());
afterAll(() => mock.close());

async function send(template: string, body?: unknown, name = "p1"): Promise<{ status: number; body: unknown }> {
  const [method = "", path = ""] = template.split(" ");
  const headers: Record<string, string> = { Cookie: "Authorization=t" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const url = mock.url + path.replace(/\{\w+\}/, name);
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

const CLUSTER = "/v1/edge-mgmt/cluster";
const look = async () => {
  const { status, body } = await send(`GET ${CLUSTER}/details`);
  return status === 200
    ? [readAt(body, ["status", "clusterState"]), readAt(body, ["status", "health", "status"])]
    : status;
};

test.each(
  state.resources.map((resource) => [resource.name, resource] as const),
)("the rules of %s, name operations of the document only", (_, resource) => {
  expect(templatesOf(resource).filter((template) => !operations.has(template))).toEqual([]);
});

describe("the cluster of an edge host", () => {
  test("before anything is asked of it, runs", async () => {
    expect(await look()).toEqual(["Running", "Healthy"]);
    expect((await send(`GET ${CLUSTER}`)).status).toBe(200);
  });

  test("created, is provisioned, runs, is healthy, and is missing a minute after its deletion", async () => {
    const body = { ...bodyOf(`POST ${CLUSTER}`), metadata: { name: "mine", labels: { a: "1" } } };
    expect((await send(`POST ${CLUSTER}`, body)).status).toBe(202);
    expect(await look()).toEqual(["Provisioning", "Healthy"]);
    expect((await send(`GET ${CLUSTER}/details`)).body).toMatchObject({
      metadata: { name: "mine", labels: { a: "1" } },
    });
    expect((await send(`GET ${CLUSTER}`)).body).toMatchObject({ metadata: { name: "mine" } });
    await clock.advance(60_000);
    expect(await look()).toEqual(["Running", "Unhealthy"]);
    await clock.advance(20_000);
    expect(await look()).toEqual(["Running", "Healthy"]);

    expect((await send(`DELETE ${CLUSTER}`)).status).toBe(202);
    expect(await look()).toMatchObject(["Deleting", expect.anything()]);
    await clock.advance(60_000);
    expect(await look()).toBe(404);
    expect((await send(`GET ${CLUSTER}`)).status).toBe(404);
    expect((await send(`DELETE ${CLUSTER}`)).status).toBe(404);

    await send(`POST ${CLUSTER}`, body);
    expect(await look()).toMatchObject(["Provisioning", expect.anything()]);
    expect((await send(`GET ${CLUSTER}`)).status).toBe(200);
    expect(mock.violations).toEqual([]);
  });

  test("changed, is provisioned again", async () => {
    const on = `PUT ${CLUSTER}/{clusterName}`;
    await send(`POST ${CLUSTER}`, bodyOf(`POST ${CLUSTER}`));
    await clock.advance(600_000);
    expect((await send(on, { ...bodyOf(on), metadata: { name: "other" } })).status).toBe(202);
    expect(await look()).toMatchObject(["Provisioning", expect.anything()]);
    expect((await send(`GET ${CLUSTER}`)).body).toMatchObject({ metadata: { name: "other" } });
    await clock.advance(60_000);
    expect(await look()).toEqual(["Running", "Healthy"]);
  });
});

test("a log bundle of an edge host, asked for, is made in 20 seconds", async () => {
  const host = "/v1/edge-mgmt/edgehosts/current";
  const status = async () => readAt((await send(`GET ${host}/generate-logs-status`)).body, ["status"]);
  expect((await send(`POST ${host}/generate-logs`)).status).toBe(202);
  expect(await status()).toBe("InProgress");
  await clock.advance(20_000);
  expect(await status()).toBe("Completed");
});

test("a machine pool of an edge host, created, is listed, changed and deleted by its name", async () => {
  const path = "/v1/edge-mgmt/clusters/current/machinepools";
  const body = { ...bodyOf(`POST ${path}`), name: "p1", size: 3 };
  const list = async () => readAt((await send(`GET ${path}`)).body, ["items"]) as { name: string; size: number }[];
  const before = (await list()).length;
  expect((await send(`POST ${path}`, body)).status).toBe(201);
  expect((await list())[0]).toMatchObject({ name: "p1", size: 3 });
  expect((await send(`PUT ${path}/{poolName}`, { ...body, size: 5 })).status).toBe(200);
  expect((await list())[0]).toMatchObject({ name: "p1", size: 5 });
  expect((await send(`DELETE ${path}/{poolName}`)).status).toBe(202);
  expect(await list()).toHaveLength(before);
  expect((await send(`DELETE ${path}/{poolName}`)).status).toBe(404);
  expect(mock.violations).toEqual([]);
});

test.each([
  ["PUT", "/v1/edge-mgmt/edgehosts/current/configurations", { httpProxy: "http://proxy.test" }],
  ["PUT", "/v1/edge-mgmt/edgehosts/current/userdata", { hostName: "mine" }],
  ["PATCH", "/v1/users/current", { sshKeys: ["key-1"] }],
])("what %s %s sets, is read from then on, until reset()", async (method, path, change) => {
  const read = async () => (await send(`GET ${path}`)).body;
  const before = await read();
  const answer = await send(`${method} ${path}`, { ...(before as object), ...change });
  expect(answer.status).toBeLessThan(300);
  expect(await read()).toEqual({ ...(before as object), ...change });
  expect(mock.violations).toEqual([]);
  mock.reset();
  expect(await read()).toEqual(before);
});
