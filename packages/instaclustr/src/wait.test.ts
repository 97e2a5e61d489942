import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createInstaclustrClient, type InstaclustrReadOnlyClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import {
  type InstaclustrApplication,
  waitForCluster,
  waitForClusterDeleted,
  waitForClusterOperation,
  waitForClusterV1,
  waitForClusterV1Deleted,
} from "./index.ts";

// What a call that failed loads would take longer than the test's clock waits.
beforeAll(async () => {
  const notFoundFetch = async () => Response.json({}, { status: 404 });
  await createInstaclustrClient({ username: "me", apiKey: "k1", fetch: notFoundFetch }).GET(
    "/cluster-management/v2/data-sources/clusters/v2",
  );
});

const KAFKA = { application: "kafka", clusterId: "c1" } as const;
const V1_PATH = "GET /provisioning/v1/c1";
const V2_PATH = "GET /cluster-management/v2/resources/applications/kafka/clusters/v2/c1";

const cluster = (status: string, more: object = {}) => json({ id: "c1", status, ...more });
const clusterV1 = (clusterStatus: string, more: object = {}) => json({ id: "c1", clusterStatus, ...more }, 202);
const notFound = json({ errors: [{ name: "NotFound", message: "no" }] }, 404);

/** A client with the read-only key, as looking must not need more. */
function setUp(...answers: readonly (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const baseUrl = "https://instaclustr.test";
  const rateLimiter = { take: () => undefined, pause: () => {} };
  const client = createInstaclustrClient({ baseUrl, username: "me", readOnlyKey: "k1", fetch, rateLimiter });
  const states: string[] = [];
  const onProgress = ({ state }: { state: string }) => states.push(state);
  const run = <T>(wait: (client: InstaclustrReadOnlyClient, options: object) => Promise<T>) =>
    clock.runUntil(wait(client, { clock, onProgress }));
  const lines = () => sent.map(({ line }) => line.replace(baseUrl, ""));
  return { run, lines, states, clock };
}

describe("waitForCluster()", () => {
  const wait = (client: InstaclustrReadOnlyClient, options: object) => waitForCluster(client, KAFKA, options);

  test("a new cluster, waits until it runs", async () => {
    const way = ["GENESIS", "PROVISIONING", "PROVISIONED", "JOINING"];
    const { run, lines, states, clock } = setUp(...way.map((state) => cluster(state)), cluster("RUNNING"));
    expect(await run(wait)).toEqual({ id: "c1", status: "RUNNING" });
    expect(lines()).toEqual(Array(5).fill(V2_PATH));
    expect(states).toEqual([...way, "RUNNING"]);
    expect(clock.now()).toBe(5 * 30_000);
  });

  test.each(["DEFERRED", "FAILED", "DELETING", "DELETED"])("a cluster in %s, throws WAIT_FAILED", async (state) => {
    const { run } = setUp(cluster(state));
    await expect(run(wait)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: state, resourceId: "c1" });
  });

  test("a node in DEFERRED, throws WAIT_FAILED though the cluster is on its way", async () => {
    const dataCentres = [{}, { nodes: [{ status: "RUNNING" }, { status: "DEFERRED" }] }];
    const { run } = setUp(cluster("JOINING", { dataCentres }));
    await expect(run(wait)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "a node is DEFERRED" });
  });

  test("of each application, asks at a path that the vendor's document has", async () => {
    const ids = Object.keys(operations).filter((id) =>
      /^getClusterManagementV2Resources.*ClustersV2ByClusterId$/.test(id),
    );
    const found = await Promise.all(
      ids.map(async (id) => {
        const [, path = ""] = operations[id] ?? [];
        const application = path.split("/")[5] as InstaclustrApplication;
        const { run, lines } = setUp(cluster("RUNNING"));
        await run((client, options) => waitForCluster(client, { application, clusterId: "c1" }, options));
        return [lines()[0], `GET ${path.replace("{clusterId}", "c1")}`];
      }),
    );
    expect(found.length).toBe(8);
    for (const [line, want] of found) expect(line).toBe(want);
  });

  test("of something that is no application, throws TypeError before anything is sent", async () => {
    const { run, lines } = setUp(cluster("RUNNING"));
    const application = "constructor" as InstaclustrApplication;
    const waiting = run((client, options) => waitForCluster(client, { application, clusterId: "c1" }, options));
    await expect(waiting).rejects.toThrow(TypeError);
    expect(lines()).toEqual([]);
  });
});

describe("waitForClusterOperation()", () => {
  const operation = (state: string) => cluster("RUNNING", { currentClusterOperationStatus: state });
  const wait = (client: InstaclustrReadOnlyClient, options: object) => waitForClusterOperation(client, KAFKA, options);

  test("an operation in progress, waits until there is none", async () => {
    const { run, lines } = setUp(operation("OPERATION_IN_PROGRESS"), operation("NO_OPERATION"));
    expect(await run(wait)).toMatchObject({ currentClusterOperationStatus: "NO_OPERATION" });
    expect(lines()).toEqual([V2_PATH, V2_PATH]);
  });

  test("an operation that failed, throws WAIT_FAILED", async () => {
    const { run } = setUp(operation("OPERATION_FAILED"));
    await expect(run(wait)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "OPERATION_FAILED" });
  });
});

describe("waitForClusterDeleted()", () => {
  const twoFactorDelete = [{ confirmationEmail: "me@example.com" }];
  const wait = (client: InstaclustrReadOnlyClient, options: object) => waitForClusterDeleted(client, KAFKA, options);

  test("a cluster, waits until it is no longer found", async () => {
    const { run, lines, states } = setUp(...Array(5).fill(cluster("RUNNING")), cluster("DELETING"), notFound);
    expect(await run(wait)).toBe("deleted");
    expect(lines()).toEqual(Array(7).fill(V2_PATH));
    expect(states.at(-1)).toBe("not found");
  });

  test("a cluster in the state DELETED, is deleted", async () => {
    const { run } = setUp(cluster("DELETED", { twoFactorDelete }));
    expect(await run(wait)).toBe("deleted");
  });

  test("a cluster that somebody has to confirm, says so after three looks", async () => {
    const { run, lines } = setUp(cluster("RUNNING", { twoFactorDelete }));
    expect(await run(wait)).toBe("confirmation pending");
    expect(lines().length).toBe(3);
  });

  test("a cluster whose deletion was confirmed, waits until it is deleted", async () => {
    const { run } = setUp(...Array(5).fill(cluster("DELETING", { twoFactorDelete })), notFound);
    expect(await run(wait)).toBe("deleted");
  });
});

describe("waitForClusterV1()", () => {
  const wait = (client: InstaclustrReadOnlyClient, options: object) => waitForClusterV1(client, "c1", options);

  test("a cluster that is answered with 202, waits until it runs", async () => {
    const { run, lines } = setUp(clusterV1("PROVISIONING"), clusterV1("RUNNING"));
    expect(await run(wait)).toEqual({ id: "c1", clusterStatus: "RUNNING" });
    expect(lines()).toEqual([V1_PATH, V1_PATH]);
  });

  test("a node in DEFERRED, throws WAIT_FAILED", async () => {
    const { run } = setUp(clusterV1("JOINING", { dataCentres: [{ nodes: [{ nodeStatus: "DEFERRED" }] }] }));
    await expect(run(wait)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "a node is DEFERRED" });
  });
});

describe("waitForClusterV1Deleted()", () => {
  const wait = (client: InstaclustrReadOnlyClient, options: object) => waitForClusterV1Deleted(client, "c1", options);

  test.each([
    ["is no longer found", notFound],
    ["has the state DELETED", clusterV1("DELETED")],
  ])("a cluster that %s, is deleted", async (_, last) => {
    const { run, lines } = setUp(clusterV1("DELETING"), last);
    expect(await run(wait)).toBeUndefined();
    expect(lines()).toEqual([V1_PATH, V1_PATH]);
  });
});

describe("a 404 of something before the vendor", () => {
  const page = () =>
    new Response("<html>default backend - 404</html>", { status: 404, headers: { "content-type": "text/html" } });
  const deleteV2 = (client: InstaclustrReadOnlyClient, options: object) =>
    waitForClusterDeleted(client, KAFKA, options);
  const deleteV1 = (client: InstaclustrReadOnlyClient, options: object) =>
    waitForClusterV1Deleted(client, "c1", options);
  const unknown = "a 404 in an unknown form";

  test.each([
    ["a page", page],
    ["another object", json({ message: "no Route matched" }, 404)],
  ])("with %s, does not say that a cluster is deleted", async (_, proxy) => {
    const v2 = setUp(proxy, cluster("DELETING"), proxy, notFound);
    await v2.run(deleteV2);
    expect(v2.states).toEqual([unknown, "DELETING", unknown, "not found"]);
    const v1 = setUp(proxy, json({ status: 404, code: 404, message: "no" }, 404));
    await v1.run(deleteV1);
    expect(v1.states).toEqual([unknown, "not found"]);
  });

  test("without a body, says so when the next look agrees", async () => {
    const empty = () => new Response(null, { status: 404 });
    const { run, states } = setUp(empty, cluster("DELETING"), empty, empty);
    await run(deleteV2);
    expect(states).toEqual(["perhaps not found", "DELETING", "perhaps not found", "not found"]);
  });

  test("in v2's form of one error, is the vendor's word", async () => {
    const { run, lines } = setUp(json({ name: "NotFound", message: "no" }, 404));
    await run(deleteV2);
    expect(lines()).toHaveLength(1);
  });
});
