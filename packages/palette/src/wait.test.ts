import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createPaletteClient } from "./client.ts";
import { waitForAppDeployment, waitForCluster, waitForClusterDeleted } from "./index.ts";

// What a call that failed loads would take longer than the test's clock waits.
beforeAll(async () => {
  const notFoundFetch = async () => Response.json({}, { status: 404 });
  await createPaletteClient({ apiKey: "k1", fetch: notFoundFetch }).GET("/v1/packs");
});

const cluster = (state: string | null) => json({ metadata: { uid: "u1" }, status: state === null ? null : { state } });
const overview = (health: unknown) => json({ status: { state: "Running", health: health && { state: health } } });
const notFound = () => json({ code: "ResourceNotFound", message: "no" }, 404);

function setUp(...answers: readonly (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const options = { baseUrl: "https://palette.test", apiKey: "k1", fetch, clock };
  const palette = createPaletteClient(options).project("p1");
  const states: string[] = [];
  const onProgress = ({ state }: { state: string }) => states.push(state);
  const run = <T>(wait: (client: typeof palette, uid: string, options: object) => Promise<T>) =>
    clock.runUntil(wait(palette, "u1", { clock, onProgress }));
  const lines = () => sent.map(({ line }) => line.replace("https://palette.test", ""));
  return { run, lines, states, sent, clock };
}

const GET_CLUSTER = "GET /v1/spectroclusters/u1";
const GET_OVERVIEW = "GET /v1/dashboard/spectroclusters/u1/overview";

describe("waitForCluster()", () => {
  test("a new cluster, waits until it runs and its overview says that it is healthy", async () => {
    const { run, lines, states, sent, clock } = setUp(
      cluster(null),
      cluster("Unknown"),
      cluster("Pending"),
      cluster("Provisioning"),
      cluster("Running"),
      overview(null),
      cluster("Running"),
      overview("UnHealthy"),
      cluster("Running"),
      overview("Healthy"),
    );
    expect(await run(waitForCluster)).toMatchObject({ metadata: { uid: "u1" }, status: { state: "Running" } });
    expect(lines()).toEqual([...Array(4).fill(GET_CLUSTER), ...Array(3).fill([GET_CLUSTER, GET_OVERVIEW]).flat()]);
    expect(sent.map(({ headers }) => headers.get("ProjectUid"))).toEqual(Array(10).fill("p1"));
    expect(states).toEqual([
      "no state",
      "Unknown",
      "Pending",
      "Provisioning",
      "Running, no health",
      "Running, UnHealthy",
      "Running, Healthy",
    ]);
    expect(clock.now()).toBe(30_000 + 6 * 10_000);
  });

  test.each(["Error", "Deleting", "Deleted"])("a cluster in the state %s, throws WAIT_FAILED", async (state) => {
    const { run } = setUp(cluster("Provisioning"), cluster(state));
    await expect(run(waitForCluster)).rejects.toMatchObject({
      code: "WAIT_FAILED",
      lastState: state,
      resourceId: "u1",
    });
  });

  test("states that nobody has heard of, are waited through and noted", async () => {
    const { run } = setUp(cluster("Provisoning"), cluster("Error"));
    await expect(run(waitForCluster)).rejects.toMatchObject({
      history: [{ state: "Provisoning", isUnknown: true }, { state: "Error" }],
    });
  });

  test("a cluster whose overview is refused, throws what unwrap() throws", async () => {
    const { run, lines } = setUp(cluster("Running"), json({ code: "Forbidden" }, 403));
    await expect(run(waitForCluster)).rejects.toMatchObject({ code: "HTTP_ERROR", status: 403 });
    expect(lines()).toEqual([GET_CLUSTER, GET_OVERVIEW]);
  });

  test("a running cluster that its overview does not know yet, waits on", async () => {
    const missing = Array<() => Response>(9).fill(notFound());
    const late = missing.flatMap((answer) => [cluster("Running"), answer]);
    const { run, states } = setUp(...late, cluster("Running"), overview("Healthy"));
    await run(waitForCluster);
    expect([...new Set(states)]).toEqual(["Running, no health", "Running, Healthy"]);
  });

  test("a cluster that is missed once after minutes of sights, waits on", async () => {
    const sights = Array.from({ length: 19 }, () => cluster("Provisioning"));
    const { run, states } = setUp(...sights, notFound(), cluster("Running"), overview("Healthy"));
    await run(waitForCluster);
    expect(states.slice(-2)).toEqual(["not found", "Running, Healthy"]);
  });

  test("a cluster that is not there, gives up after a minute", async () => {
    const { run, clock } = setUp(notFound());
    await expect(run(waitForCluster)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
    expect(clock.now()).toBe(90_000);
  });

  test("an empty answer, is looked at again", async () => {
    const { run, states } = setUp(json(null), cluster("Running"), overview("Healthy"));
    await run(waitForCluster);
    expect(states).toEqual(["an empty answer", "Running, Healthy"]);
  });

  test("a cluster that stays where it is, times out when the time is over", async () => {
    const { run, clock } = setUp(cluster("Provisioning"));
    const { code } = await run((client, uid) =>
      waitForCluster(client, uid, { clock, timeoutMs: 60_000 }).then(
        () => expect.unreachable(),
        (error) => error,
      ),
    );
    expect(code).toBe("WAIT_TIMEOUT");
    expect(clock.now()).toBe(58_000);
  });
});

describe("waitForClusterDeleted()", () => {
  test("a cluster that stays with the state Deleted, is gone", async () => {
    const { run, lines, states } = setUp(cluster("Running"), cluster("Deleting"), cluster("Deleted"));
    expect(await run(waitForClusterDeleted)).toBeUndefined();
    expect(lines()).toEqual(Array(3).fill(GET_CLUSTER));
    expect(states).toEqual(["Running", "Deleting", "Deleted"]);
  });

  test("a cluster that is no longer found, is gone", async () => {
    const { run } = setUp(cluster("Deleting"), notFound());
    expect(await run(waitForClusterDeleted)).toBeUndefined();
  });

  test.each([
    [
      "a page of a proxy",
      () =>
        new Response("<html>default backend - 404</html>", { status: 404, headers: { "content-type": "text/html" } }),
    ],
    ["an object without a code", json({ message: "no Route matched" }, 404)],
    ["no body", () => new Response(null, { status: 404 })],
  ])("a 404 with %s, does not say that the cluster is gone", async (_, proxy) => {
    const { run, states } = setUp(proxy, proxy, cluster("Running"), notFound());
    await run(waitForClusterDeleted);
    const unknown = "a 404 in an unknown form";
    expect(states).toEqual([unknown, unknown, "Running", "not found"]);
  });

  test("a cluster without a status, which may be a new one, is not gone", async () => {
    const { run, states } = setUp(cluster(null), cluster("Deleted"));
    await run(waitForClusterDeleted);
    expect(states).toEqual(["no state", "Deleted"]);
  });
});

describe("waitForAppDeployment()", () => {
  const app = (state: string, ...tiers: readonly [type: string, status: string][]) =>
    json({ status: { state, appTiers: tiers.map(([type, status]) => ({ condition: { type, status } })) } });

  test("a deployment, is waited for until it and each of its tiers are ready", async () => {
    const { run, lines, states } = setUp(
      json({}),
      app("Peding"),
      app("Deployed", ["Ready", "True"], ["Ready", "False"]),
      app("Deployed", ["Ready", "True"], ["Progressing", "True"]),
      app("Deployed", ["Ready", "True"]),
    );
    expect(await run(waitForAppDeployment)).toMatchObject({ status: { state: "Deployed" } });
    expect(lines()).toEqual(Array(5).fill("GET /v1/appDeployments/u1"));
    expect(states).toEqual(["no state", "Peding", "a tier is not ready", "a tier is not ready", "Deployed"]);
  });

  test("a tier in error that recovers, is waited for", async () => {
    const error = app("Deploying", ["Error", "True"]);
    const { run } = setUp(...Array(20).fill(error), app("Deploying"), ...Array(20).fill(error), app("Deployed"));
    await run(waitForAppDeployment);
  });

  test("a tier that stays in error for five minutes, throws WAIT_FAILED", async () => {
    const { run, clock } = setUp(app("Deploying", ["Error", "True"]));
    await expect(run(waitForAppDeployment)).rejects.toMatchObject({ code: "WAIT_FAILED" });
    expect(clock.now()).toBe(30_000 + 300_000);
  });
});
