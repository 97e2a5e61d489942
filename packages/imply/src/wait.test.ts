import { unwrap } from "@vendor-clients/runtime";
import { createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createImplyClient } from "./client.ts";
import { type DesiredState, waitForCluster, waitForClusterDeleted } from "./wait.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const imply = createImplyClient({ vanityDomain: "acme", token: "honey-token", fetch });
  await imply.GET("/clusters");
  await failureOf(imply.GET("/clusters").then(unwrap));
});

const seen = (state: unknown, desiredState = "STARTED") =>
  json({ metadata: { name: "a", uid: "u1" }, spec: { desiredState }, status: { resourceVersion: 1, state } });
const gone = json({ error: { code: "NotFound", message: "none" } }, 404);

function setUp(...answers: (() => Response)[]) {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const { fetch, sent } = createRecordingFetch(...answers);
  const imply = createImplyClient({ vanityDomain: "acme", token: "honey-token", fetch });
  const start = (wanted?: DesiredState, options = {}) =>
    clock.runUntil(waitForCluster(imply, "u1", wanted, { clock, ...options }));
  return { imply, clock, sent, start };
}

describe("waitForCluster()", () => {
  test("while the state is another, looks after 10 s and every 15 s until it is what the cluster is asked to be", async () => {
    const { sent, start, clock } = setUp(seen("PREPARING"), seen(undefined), seen("STARTED"));
    const cluster = await start();
    expect(sent.map(({ line }) => line)).toEqual(Array(3).fill("GET https://acme.implycloud.com/api/v1/clusters/u1"));
    expect(cluster.status?.["state"]).toBe("STARTED");
    expect(clock.now()).toBe(40_000);
  });

  test("given a state, waits for that one", async () => {
    const { sent, start } = setUp(seen("STARTED", "STOPPED"), seen("STOPPED", "STOPPED"));
    await start("STOPPED");
    expect(sent).toHaveLength(2);
  });

  test("asked for another state meanwhile, fails and says which", async () => {
    const { start } = setUp(seen("STARTED", "STARTED"));
    const failure = await failureOf(start("STOPPED"));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", resourceId: "u1", lastState: "asked to be STARTED" });
  });

  test("of a state that never comes, ends after 60 min with the states that were seen", async () => {
    const { start, clock } = setUp(seen("A"), seen("B"));
    const failure = await failureOf(start(undefined, { intervalMs: 60_000 }));
    expect(failure).toMatchObject({ code: "WAIT_TIMEOUT", history: [{ state: "A" }, { state: "B" }] });
    expect(clock.now()).toBeGreaterThan(3_590_000);
    expect(clock.now()).toBeLessThanOrEqual(3_600_000);
  });

  test("given where the state stands, reads it there", async () => {
    const { start } = setUp(json({ spec: { desiredState: "STARTED" }, status: { phase: "STARTED" } }));
    const readState = (cluster: { status?: Record<string, unknown> }) => cluster.status?.["phase"];
    expect(await start(undefined, { readState })).toMatchObject({ status: { phase: "STARTED" } });
  });

  test("shown no spec and no status, goes on", async () => {
    const { start, sent } = setUp(json({}), seen("STARTED"));
    await start();
    expect(sent).toHaveLength(2);
  });
});

describe("waitForClusterDeleted()", () => {
  test("shown the cluster and then 404, says that it is deleted", async () => {
    const { imply, clock, sent } = setUp(seen("STOPPED"), gone);
    expect(await clock.runUntil(waitForClusterDeleted(imply, "u1", { clock }))).toBe("deleted");
    expect(sent.map(({ line }) => line)).toEqual(Array(2).fill("GET https://acme.implycloud.com/api/v1/clusters/u1"));
  });

  test.each([
    [
      "a page",
      () =>
        new Response("<html>default backend - 404</html>", { status: 404, headers: { "content-type": "text/html" } }),
    ],
    ["an object without an error", json({ message: "no" }, 404)],
    ["an error without a code", json({ error: "Not Found" }, 404)],
    ["no body", () => new Response(null, { status: 404 })],
  ])("shown a 404 of a proxy, with %s, does not say that it is deleted", async (_, proxy) => {
    const { imply, clock, sent } = setUp(proxy, proxy, seen("STOPPED"), gone);
    expect(await clock.runUntil(waitForClusterDeleted(imply, "u1", { clock }))).toBe("deleted");
    expect(sent).toHaveLength(4);
  });

  test("shown the cluster until the end, fails", async () => {
    const { imply, clock } = setUp(seen("STOPPED"));
    const failure = await failureOf(clock.runUntil(waitForClusterDeleted(imply, "u1", { clock, timeoutMs: 60_000 })));
    expect(failure).toMatchObject({ code: "WAIT_TIMEOUT", lastState: "present" });
  });
});
