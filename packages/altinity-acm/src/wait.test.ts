import { unwrap } from "@vendor-clients/runtime";
import { createRecordingFetch, failureOf, json, type SentRequest } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";
import {
  waitForCluster,
  waitForClusterDeleted,
  waitForEnvironment,
  waitForEnvironmentDeleted,
  waitForKeeper,
} from "./wait.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const acm = createAcmClient({ apiKey: "honey-key", fetch });
  await acm.GET("/clusters");
  await failureOf(acm.GET("/clusters").then(unwrap));
});

const HOST = "https://acm.altinity.cloud/api";
const denied = json({ error: "Access denied", code: 403 });

/** Answers each path with its answers in their order, the last one again and again. */
function setUp(answers: Record<string, readonly (() => Response)[]>) {
  const counts = new Map<string, number>();
  const { fetch, sent } = createRecordingFetch(({ line }: SentRequest) => {
    const path = line.replace(`GET ${HOST}`, "");
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    const all = answers[path] ?? [];
    return all[Math.min(count, all.length - 1)]?.() ?? new Response(null, { status: 500 });
  });
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const acm = createAcmClient({ apiKey: "honey-key", fetch });
  return { acm, clock, lines: () => sent.map(({ line }) => line.replace(`GET ${HOST}`, "")) };
}

const data = (value: unknown) => json({ data: value });
const status = (action: string, passed: unknown = 7, total: unknown = 7) =>
  data({ action, actionProgress: { percent: 100 }, health: { passed, total } });
const online = data({ id: 337, status: "online" });

describe("waitForCluster()", () => {
  function run(answers: Record<string, readonly (() => Response)[]>, options: object = {}) {
    const { acm, clock, lines } = setUp(answers);
    return { clock, lines, waiting: clock.runUntil(waitForCluster(acm, 337, { clock, ...options })) };
  }

  test("while an operation runs or checks fail, goes on, though the cluster is online and the operation at 100 percent", async () => {
    const statuses = [status("Wait for host: 2/0/a"), status("Completed", 6), status("Completed", "7", "7")];
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    const { clock, lines, waiting } = run(
      { "/cluster/337/status": statuses, "/cluster/337": [online] },
      { onProgress },
    );
    expect(await waiting).toMatchObject({ action: "Completed", health: { passed: 7, total: 7 } });
    expect(lines()).toEqual(Array(3).fill(["/cluster/337/status", "/cluster/337"]).flat());
    expect(states).toEqual(["Wait for host: 2/0/a", "Completed, health 6 of 7", "Completed"]);
    expect(clock.now()).toBe(10_000 + 15_000 + 15_000);
  });

  test("without any health check, goes on", async () => {
    const { waiting, lines } = run({
      "/cluster/337/status": [status("Completed", 0, 0), status("Completed")],
      "/cluster/337": [online],
    });
    await waiting;
    expect(lines()).toHaveLength(4);
  });

  test("of a new cluster that is still pending, goes on, though the last operation is over", async () => {
    const { waiting, lines } = run({
      "/cluster/337/status": [status("Completed")],
      "/cluster/337": [data({ id: 337, status: "pending" }), online],
    });
    await waiting;
    expect(lines()).toHaveLength(4);
  });

  test("of a cluster that failed, fails with its state", async () => {
    const { waiting } = run({
      "/cluster/337/status": [status("Launch")],
      "/cluster/337": [data({ status: "Failed" })],
    });
    expect(await failureOf(waiting)).toMatchObject({ code: "WAIT_FAILED", resourceId: "337", lastState: "Failed" });
  });

  test("asked to let it settle, resolves that much later", async () => {
    const { clock, waiting } = run(
      { "/cluster/337/status": [status("Completed")], "/cluster/337": [online] },
      { settleMs: 30_000 },
    );
    await waiting;
    expect(clock.now()).toBe(40_000);
  });

  test("denied and in no list, fails as not found after a minute", async () => {
    const { waiting, lines } = run({ "/cluster/337/status": [denied], "/clusters": [data([{ id: 5 }])] });
    const failure = await failureOf(waiting);
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
    expect(lines().slice(0, 2)).toEqual(["/cluster/337/status", "/clusters"]);
  });

  test("denied though it stands in the list, is refused", async () => {
    const { waiting } = run({ "/cluster/337/status": [denied], "/clusters": [data([{ id: "337" }])] });
    expect(await failureOf(waiting)).toMatchObject({ code: "HTTP_ERROR", status: 403 });
  });

  test("denied, and shown a list of another form, is refused and not gone", async () => {
    const { waiting } = run({ "/cluster/337/status": [denied], "/clusters": [data([{ name: "a" }])] });
    expect(await failureOf(waiting)).toMatchObject({ code: "HTTP_ERROR", status: 403 });
  });

  test("denied together with the list, is refused", async () => {
    const { waiting } = run({ "/cluster/337/status": [denied], "/clusters": [denied] });
    expect(await failureOf(waiting)).toMatchObject({ code: "HTTP_ERROR", status: 403 });
  });

  test("gone between the two looks, is not found", async () => {
    const { waiting } = run(
      { "/cluster/337/status": [status("Completed")], "/cluster/337": [denied], "/clusters": [data([])] },
      { notFoundMs: 0 },
    );
    expect(await failureOf(waiting)).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });

  test("with a token that ended, is refused at once", async () => {
    const { waiting, lines } = run({ "/cluster/337/status": [json({ error: "expired", code: 401 })] });
    expect(await failureOf(waiting)).toMatchObject({ status: 401 });
    expect(lines()).toEqual(["/cluster/337/status"]);
  });

  test("shown nothing at all, goes on until the end of 30 min", async () => {
    const { waiting, clock } = run(
      { "/cluster/337/status": [data({})], "/cluster/337": [data({})] },
      { intervalMs: 60_000 },
    );
    expect(await failureOf(waiting)).toMatchObject({ code: "WAIT_TIMEOUT", lastState: "no action" });
    expect(clock.now()).toBeLessThanOrEqual(1_800_000);
    expect(clock.now()).toBeGreaterThan(1_790_000);
  });
});

describe("waitForClusterDeleted()", () => {
  test("gone from the list of its environment, whether its id is a number or text, says so", async () => {
    const lists = [data([{ id: "337", status: "terminating" }, { id: 5 }]), data([{ id: 5 }])];
    const { acm, clock, lines } = setUp({ "/environment/176/clusters": lists });
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    expect(await clock.runUntil(waitForClusterDeleted(acm, 176, 337, { clock, onProgress }))).toBe("deleted");
    expect(lines()).toEqual(Array(2).fill("/environment/176/clusters"));
    expect(states[0]).toBe("terminating");
  });

  test("shown null in the place of a list, does not take that for gone", async () => {
    const { acm, clock } = setUp({ "/environment/176/clusters": [data(null), data({}), data([])] });
    expect(await clock.runUntil(waitForClusterDeleted(acm, 176, 337, { clock }))).toBe("deleted");
    expect(clock.now()).toBe(40_000);
  });

  test("shown rows without ids, does not take the cluster for gone", async () => {
    const lists = [data([{}]), data([{ name: "a" }]), data([null]), data([{ id: 5 }])];
    const { acm, clock, lines } = setUp({ "/environment/176/clusters": lists });
    expect(await clock.runUntil(waitForClusterDeleted(acm, 176, 337, { clock }))).toBe("deleted");
    expect(lines()).toHaveLength(4);
  });

  test("denied the list, is refused", async () => {
    const { acm, clock } = setUp({ "/environment/176/clusters": [denied] });
    const failure = await failureOf(clock.runUntil(waitForClusterDeleted(acm, 176, 337, { clock })));
    expect(failure).toMatchObject({ status: 403 });
  });
});

describe("waitForEnvironment()", () => {
  test("pending first, resolves when it is online", async () => {
    const environment = { id: 176, status: "Online" };
    const { acm, clock, lines } = setUp({ "/environment/176": [data({ status: "pending" }), data(environment)] });
    expect(await clock.runUntil(waitForEnvironment(acm, 176, { clock }))).toEqual(environment);
    expect(lines()).toEqual(Array(2).fill("/environment/176"));
    expect(clock.now()).toBe(25_000);
  });

  test("asked for where a proxy answers 404 with a page, goes on", async () => {
    const page = () => new Response("<html>404</html>", { status: 404, headers: { "content-type": "text/html" } });
    const looks = [...Array<() => Response>(8).fill(page), data({ status: "online" })];
    const { acm, clock, lines } = setUp({ "/environment/176": looks });
    await clock.runUntil(waitForEnvironment(acm, 176, { clock }));
    expect(lines()).toHaveLength(9);
  });

  test("not found for a minute, fails", async () => {
    const { acm, clock } = setUp({ "/environment/176": [json({ error: "no such environment" }, 404)] });
    const failure = await failureOf(clock.runUntil(waitForEnvironment(acm, 176, { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });

  test.each(["failed", "ERROR", "terminated"])("%s, fails", async (state) => {
    const { acm, clock } = setUp({ "/environment/176": [data({ status: state })] });
    const failure = await failureOf(clock.runUntil(waitForEnvironment(acm, 176, { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: state });
  });

  test("in a state that nobody knows, goes on for 45 min and marks it", async () => {
    const { acm, clock } = setUp({ "/environment/176": [data({ status: "dancing" })] });
    const waiting = waitForEnvironment(acm, 176, { clock, intervalMs: 60_000 });
    const failure = await failureOf(clock.runUntil(waiting));
    expect(failure).toMatchObject({ code: "WAIT_TIMEOUT", history: [{ state: "dancing", isUnknown: true }] });
    expect(clock.now()).toBeGreaterThan(2_690_000);
  });
});

describe("waitForEnvironmentDeleted()", () => {
  const here = (state: string) => data([{ id: "176", status: state }]);

  test("gone from the list, says that it is deleted", async () => {
    const { acm, clock, lines } = setUp({ "/environments": [here("online"), here("deleting"), data([])] });
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    expect(await clock.runUntil(waitForEnvironmentDeleted(acm, 176, { clock, onProgress }))).toBe("deleted");
    expect(lines()).toEqual(Array(3).fill("/environments"));
    expect(states.slice(0, 2)).toEqual(["waiting for confirmation", "deleting"]);
  });

  test("online as before after 5 min, says that nobody confirmed", async () => {
    const { acm, clock } = setUp({ "/environments": [here("online")] });
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    const outcome = await clock.runUntil(waitForEnvironmentDeleted(acm, 176, { clock, onProgress }));
    expect(outcome).toBe("unconfirmed");
    expect(clock.now()).toBe(310_000);
    expect([states[0], states.at(-1)]).toEqual(["waiting for confirmation", "unconfirmed"]);
  });

  test("shown rows without ids, does not take the environment for gone", async () => {
    const { acm, clock, lines } = setUp({ "/environments": [data([{}]), data([{ id: 5 }])] });
    expect(await clock.runUntil(waitForEnvironmentDeleted(acm, 176, { clock }))).toBe("deleted");
    expect(lines()).toHaveLength(2);
  });

  test("in another state after 5 min, goes on", async () => {
    const { acm, clock } = setUp({ "/environments": [here("deleting"), here("deleting"), data([])] });
    expect(await clock.runUntil(waitForEnvironmentDeleted(acm, 176, { clock, confirmationMs: 0 }))).toBe("deleted");
  });
});

describe("waitForKeeper()", () => {
  test("pending first, resolves when it is ready", async () => {
    const path = "/environment/176/keeper/k/status";
    const { acm, clock, lines } = setUp({ [path]: [data({ status: "pending" }), data({ status: "ready" })] });
    expect(await clock.runUntil(waitForKeeper(acm, 176, "k", { clock }))).toBe("ready");
    expect(lines()).toEqual([path, path]);
  });

  test("gone, which ACM says with 400, fails as not found", async () => {
    const path = "/environment/176/keeper/k/status";
    const { acm, clock } = setUp({ [path]: [json({ error: 'keeper "k" not found' }, 400)] });
    const failure = await failureOf(clock.runUntil(waitForKeeper(acm, 176, "k", { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });
});
