import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { DESIRED, useMock } from "../contract/mock-bench.ts";
import { doctor } from "./doctor.ts";
import {
  AuthError,
  applyCluster,
  HttpError,
  readClusters,
  unwrap,
  waitForCluster,
  waitForClusterDeleted,
} from "./index.ts";

const { clock, run, play, mock, apiClient, create, lines } = useMock();
const pathOf = (clusterId: string) => ({ params: { path: { clusterId } } });
const ABSENT = pathOf("00000000-0000-4000-8000-0000000000aa");
const tokens = () => lines().filter((line) => line === "POST token").length;
const statuses = () => mock().requests.map(({ status }) => status);

describe("five-minute-token", () => {
  test("a wait of more than five minutes, renews its token in time, and nobody is refused", async () => {
    const client = play(["five-minute-token"], apiClient());
    const clusterId = await create(client);
    const cluster = await run(waitForCluster(client, clusterId, undefined, { clock }));
    expect(cluster).toMatchObject({ status: { state: "STARTED" } });
    expect(tokens()).toBe(2);
    expect(statuses()).not.toContain(401);
    const used = mock().requests.flatMap(({ headers }) => headers["authorization"] ?? []);
    expect(new Set(used)).toEqual(new Set(["Bearer token-1-1", "Bearer token-1-2"]));
  });

  test("tokens that are all ended at once, cost one refusal, and the call succeeds", async () => {
    const client = play(["five-minute-token"], apiClient());
    await run(client.GET("/clusters"));
    mock().use("five-minute-token");
    expect((await run(client.GET("/clusters"))).response.status).toBe(200);
    expect(statuses()).toEqual([200, 200, 401, 200, 200]);
  });

  test("a token that was given by hand and is not taken, throws HttpError with 401", async () => {
    const failure = await failureOf(run(play(["five-minute-token"]).GET("/clusters")).then(unwrap));
    expect(statuses()).toEqual([401]);
    expect(failure).toMatchObject({ status: 401, vendorCode: "Unauthorized" });
  });
});

describe("refusals", () => {
  test("wrong-client, the token endpoint's refusal, is an AuthError that does not show the secret", async () => {
    const failure = await failureOf(run(play(["wrong-client"], apiClient()).GET("/clusters")).then(unwrap));
    expect(lines()).toEqual(["POST token"]);
    expect(failure).toBeInstanceOf(AuthError);
    expect(JSON.stringify(failure) + String(failure)).not.toContain("honey-secret");
  });

  test("role-missing, 403 with the code of 401, is told from it by the status, and no new token is fetched", async () => {
    const client = play(["role-missing"], apiClient());
    const failure = await failureOf(run(client.GET("/clusters")).then(unwrap));
    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({ status: 403, vendorCode: "Unauthorized" });
    expect(tokens()).toBe(1);
  });

  test.each([
    ["role-missing", "failed"],
    ["nothing-shown", "warning"],
  ])("%s, the doctor, speaks of the role", async (scenario, outcome) => {
    mock().use(scenario);
    const { checks } = await doctor({ token: "honey-token", baseUrl: mock().url });
    const advised = checks.filter(({ advice }) => advice?.includes("manage-clusters"));
    expect(advised.map((check) => check.outcome)).toContain(outcome);
  });

  test("checked-values, each fault, is told with its place and its code", async () => {
    const client = play(["checked-values"]);
    const body = { ...DESIRED, spec: { ...DESIRED.spec, deepStorage: { path: "/tmp" } } };
    const failure = await failureOf(run(client.POST("/clusters", { body })).then(unwrap));
    expect(failure).toMatchObject({
      status: 400,
      vendorCode: "BadArgument",
      details: [{ code: "MalformedValue", target: "spec.deepStorage.path" }],
    });
    expect(mock().items("cluster")).toEqual([]);
    await create(client);
  });

  test("no-body and gateway-errors, a cluster that is not found, is an error with what was said", async () => {
    const client = play();
    unwrap(await run(client.DELETE("/clusters/{clusterId}", ABSENT)));
    await clock.advance(60_000);
    const look = async (scenario: string) => {
      mock().use(scenario);
      const failure = await failureOf(run(client.GET("/clusters/{clusterId}", ABSENT)).then(unwrap));
      mock().drop(scenario);
      return failure;
    };
    expect(await look("no-body")).toMatchObject({ status: 404, vendorMessage: undefined });
    expect(mock().requests.at(-1)?.answer).toBe("");
    expect(await look("gateway-errors")).toMatchObject({ status: 404, vendorMessage: "Said the gateway" });
  });

  test("gateway-errors, a 404 that is not the Manager's own, is not taken for a deleted cluster", async () => {
    const client = play();
    const clusterId = await create(client);
    unwrap(await run(client.DELETE("/clusters/{clusterId}", pathOf(clusterId))));
    await clock.advance(60_000);
    mock().use("gateway-errors");
    const wait = { clock, timeoutMs: 120_000 };
    expect(await failureOf(run(waitForClusterDeleted(client, clusterId, wait)))).toBeDefined();
    mock().drop("gateway-errors");
    expect(await run(waitForClusterDeleted(client, clusterId, { clock, firstDelayMs: 0 }))).toBe("deleted");
  });
});

describe("changes", () => {
  test("put-without-pivot-500, an overwrite without an access mode, is refused before it is sent, or gets one", async () => {
    const client = play(["put-without-pivot-500"]);
    const clusterId = await create(client);
    const send = (body: object) =>
      fetch(`${mock().url}/clusters/${clusterId}`, {
        method: "PUT",
        headers: { authorization: "Bearer any", "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await send(DESIRED)).status).toBe(500);
    const put = async () => client.PUT("/clusters/{clusterId}", { ...pathOf(clusterId), body: DESIRED as never });
    expect(await failureOf(put())).toBeInstanceOf(TypeError);
    expect(mock().requests).toHaveLength(2);

    const desired = { ...DESIRED, spec: { ...DESIRED.spec, version: "2022.01" } };
    const applied = await run(applyCluster(client, desired, { clock, mode: "overwrite" }));
    expect(mock().requests.at(-1)).toMatchObject({ method: "PUT", status: 200 });
    expect(applied.cluster.spec).toMatchObject({ version: "2022.01", pivot: { accessMode: "PROXIED" } });
  });

  test("changed-meanwhile, applyCluster(), compares again and sends what differs", async () => {
    const client = play(["changed-meanwhile"]);
    await create(client);
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, version: "2022.01" } };
    const applied = await run(applyCluster(client, desired, { clock }));
    const sent = mock().requests.map(({ method, status }) => `${method} ${status}`);
    expect(sent.slice(-3)).toEqual(["PATCH 409", "GET 200", "PATCH 200"]);
    expect(applied).toMatchObject({ action: "patch", cluster: { status: { resourceVersion: 3 } } });
  });

  test("change-refused, applyCluster(), does not send again what no change of somebody else explains", async () => {
    const client = play(["change-refused"]);
    await create(client);
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, version: "2022.01" } };
    const failure = await failureOf(run(applyCluster(client, desired, { clock })));
    expect(failure).toMatchObject({ status: 409, vendorCode: "Conflict" });
    expect(mock().requests.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });

  test("stop-before-delete, a cluster, is deleted after applyCluster() has stopped it", async () => {
    const client = play(["stop-before-delete"]);
    const clusterId = await create(client);
    const remove = async () => (await run(client.DELETE("/clusters/{clusterId}", pathOf(clusterId)))).response.status;
    expect(await remove()).toBe(409);
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, desiredState: "STOPPED" as const } };
    await run(applyCluster(client, desired, { clock, wait: true }));
    expect(await remove()).toBe(202);
    expect(await run(waitForClusterDeleted(client, clusterId, { clock }))).toBe("deleted");
  });

  test("accepted, a creation and a change that are answered with 202, are done as with 200", async () => {
    const client = play(["accepted"]);
    const first = await run(applyCluster(client, DESIRED, { clock }));
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, version: "2022.01" } };
    const second = await run(applyCluster(client, desired, { clock }));
    expect(statuses()).toEqual([200, 202, 200, 200, 202]);
    expect([first.action, second.action]).toEqual(["create", "patch"]);
    expect(second.clusterId).toBe(first.clusterId);
  });
});

test("list-in-values, a list, is read as a bare one is", async () => {
  const client = play();
  const clusterId = await create(client);
  const read = async () => readClusters(unwrap(await run(client.GET("/clusters")))).map(({ metadata }) => metadata.uid);
  const bare = await read();
  mock().use("list-in-values");
  expect(await read()).toEqual(bare);
  expect(bare[0]).toBe(clusterId);
  expect(mock().requests.at(-1)?.answer).toMatch(/^\{"values":\[/);
});
