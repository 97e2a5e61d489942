import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createEdgeHostClient, type EdgeHostClient } from "./client.ts";
import { downloadLogBundle, waitForCluster, waitForClusterDeleted, waitForLogBundle } from "./index.ts";

// What a call that failed loads would take longer than the test's clock waits.
beforeAll(async () => {
  const notFoundFetch = async () => Response.json({}, { status: 404 });
  await createEdgeHostClient({ baseUrl: "https://edge.test", token: "t1", fetch: notFoundFetch }).GET("/v1/ping");
});

const cluster = (clusterState: string, more: object = {}) => json({ status: { clusterState, ...more } });
const logs = (status: string) => json({ status });
const notFound = () => json({ code: "NotFound" }, 404)();

function setUp(...answers: readonly (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const host = createEdgeHostClient({ baseUrl: "https://edge.test", token: "t1", fetch });
  const states: string[] = [];
  const onProgress = ({ state }: { state: string }) => states.push(state);
  const run = <T>(wait: (client: EdgeHostClient, options: object) => Promise<T>) =>
    clock.runUntil(wait(host, { clock, onProgress }));
  const lines = () => sent.map(({ line }) => line.replace("https://edge.test/v1/edge-mgmt", ""));
  return { run, lines, states, clock };
}

describe("waitForCluster()", () => {
  test("a cluster that is not known yet, waits until it runs", async () => {
    const { run, lines, states } = setUp(notFound, cluster("Provisioning"), cluster("Running"));
    expect(await run(waitForCluster)).toEqual({ status: { clusterState: "Running" } });
    expect(lines()).toEqual(Array(3).fill("GET /cluster/details"));
    expect(states).toEqual(["not found", "Provisioning", "Running"]);
  });

  test("a running cluster that is unhealthy, waits until it is not", async () => {
    const { run, states } = setUp(
      cluster("Running", { health: { status: "Unhealthy" } }),
      cluster("Running", { health: { status: "Healthy" } }),
    );
    await run(waitForCluster);
    expect(states).toEqual(["Running, Unhealthy", "Running"]);
  });

  test("a cluster in error, throws WAIT_FAILED with the host's reason", async () => {
    const { run } = setUp(cluster("Error", { clusterStateReason: "no quorum" }));
    await expect(run(waitForCluster)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "Error, no quorum" });
  });

  test("a cluster that is being deleted, throws WAIT_FAILED", async () => {
    const { run } = setUp(cluster("Deleting"));
    await expect(run(waitForCluster)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "Deleting" });
  });

  test("a cluster that nobody creates, gives up after five minutes", async () => {
    const { run, clock } = setUp(notFound);
    await expect(run(waitForCluster)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
    expect(clock.now()).toBe(310_000);
  });
});

describe("waitForClusterDeleted()", () => {
  test("a cluster, waits until there is none", async () => {
    const { run, lines, states } = setUp(cluster("Running"), cluster("Deleting"), cluster("Error"), notFound);
    expect(await run(waitForClusterDeleted)).toBeUndefined();
    expect(lines()).toEqual(Array(4).fill("GET /cluster/details"));
    expect(states).toEqual(["Running", "Deleting", "Error", "not found"]);
  });
});

describe("waitForClusterDeleted() on a host that restarts", () => {
  test("a page of its ingress, does not say that the cluster is gone", async () => {
    const page = () =>
      new Response("<html>default backend - 404</html>", { status: 404, headers: { "content-type": "text/html" } });
    const { run, states } = setUp(page, page, cluster("Running"), notFound);
    await run(waitForClusterDeleted);
    expect(states).toEqual(["a 404 in an unknown form", "a 404 in an unknown form", "Running", "not found"]);
  });

  test("a 404 without a body, says so when the next one agrees", async () => {
    const empty = () => new Response(null, { status: 404 });
    const { run, states } = setUp(empty, cluster("Running"), empty, empty);
    await run(waitForClusterDeleted);
    expect(states).toEqual(["perhaps not found", "Running", "perhaps not found", "not found"]);
  });

  test("an object of any form, says that the cluster is gone", async () => {
    const { run, lines } = setUp(json({ hint: "" }, 404));
    await run(waitForClusterDeleted);
    expect(lines()).toHaveLength(1);
  });
});

describe("waitForLogBundle()", () => {
  test("a bundle, waits until it is complete", async () => {
    const { run, lines } = setUp(logs("Unknown"), logs("InProgress"), logs("Completed"));
    expect(await run(waitForLogBundle)).toEqual({ status: "Completed" });
    expect(lines()).toEqual(Array(3).fill("GET /edgehosts/current/generate-logs-status"));
  });

  test("a bundle that could not be made, throws WAIT_FAILED", async () => {
    const { run } = setUp(logs("Failed"));
    await expect(run(waitForLogBundle)).rejects.toMatchObject({ code: "WAIT_FAILED", resourceId: "logs" });
  });
});

describe("downloadLogBundle()", () => {
  const accepted = json({ message: "accepted" }, 202);
  const archive = () => new Response("tar", { headers: { "content-type": "application/x-tar" } });

  test("asks for a bundle, waits for it and hands out its bytes unread", async () => {
    const { run, lines } = setUp(accepted, logs("InProgress"), logs("Completed"), archive);
    const stream = await run(downloadLogBundle);
    expect(stream).toBeInstanceOf(ReadableStream);
    expect(await new Response(stream).text()).toBe("tar");
    expect(lines()).toEqual([
      "POST /edgehosts/current/generate-logs",
      "GET /edgehosts/current/generate-logs-status",
      "GET /edgehosts/current/generate-logs-status",
      "GET /edgehosts/current/download-logs",
    ]);
  });

  test("refused a bundle, throws what unwrap() throws and waits for nothing", async () => {
    const { run, lines } = setUp(json({ code: "Busy" }, 400), logs("Completed"), archive);
    await expect(run(downloadLogBundle)).rejects.toMatchObject({ code: "HTTP_ERROR", status: 400 });
    expect(lines().length).toBe(1);
  });

  test("aborted before it begins, sends nothing", async () => {
    const { run, lines } = setUp(accepted, logs("Completed"), archive);
    const signal = AbortSignal.abort("enough");
    await expect(run((client, options) => downloadLogBundle(client, { ...options, signal }))).rejects.toBe("enough");
    expect(lines()).toEqual([]);
  });
});
