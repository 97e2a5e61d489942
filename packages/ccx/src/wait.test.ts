import { unwrap } from "@vendor-clients/runtime";
import { createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createCcxClient } from "./client.ts";
import { readFirewallRules } from "./read-while-deploying.ts";
import { waitForDatastore, waitForDatastoreDeleted, waitForNodes } from "./wait.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", token: "honey-token", fetch });
  await ccx.GET("/api/deployment/v3/data-stores");
  await failureOf(ccx.GET("/api/deployment/v3/data-stores").then(unwrap));
});

const HOST = "https://ccx.example.com";
const STORE = "/api/deployment/v3/data-stores/9f3c";
const NODES = "/api/deployment/v2/data-stores/9f3c/nodes";
const RULES = "/api/firewall/api/v1/firewalls/9f3c";
const missing = json({ err: "not found" }, 404);

/** Answers each path with its answers in their order, the last one again and again. */
function setUp(answers: Record<string, readonly (() => Response)[]>) {
  const counts = new Map<string, number>();
  const { fetch, sent } = createRecordingFetch(({ url }) => {
    const path = url.replace(HOST, "");
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    const all = answers[path] ?? [];
    return all[Math.min(count, all.length - 1)]?.() ?? new Response(null, { status: 500 });
  });
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const ccx = createCcxClient({ baseUrl: HOST, token: "honey-token", fetch });
  return { ccx, clock, lines: () => sent.map(({ method, url }) => `${method} ${url.replace(HOST, "")}`) };
}

const store = (cluster_status: unknown, is_deploying = false) => json({ uuid: "9f3c", cluster_status, is_deploying });

describe("waitForDatastore()", () => {
  test("started and nothing deployed in it, resolves with it", async () => {
    const { ccx, clock, lines } = setUp({
      [STORE]: [store("DEPLOYING", true), store("STARTED", true), store("STARTED")],
    });
    expect(await clock.runUntil(waitForDatastore(ccx, "9f3c", { clock }))).toMatchObject({ cluster_status: "STARTED" });
    expect(lines()).toEqual(Array(3).fill(`GET ${STORE}`));
    expect(clock.now()).toBe(90_000);
  });

  test.each(["DEPLOY_FAILED", "DELETING", "DELETE_FAILED", "DELETED"])("in the state %s, fails", async (state) => {
    const { ccx, clock } = setUp({ [STORE]: [store(state)] });
    const failure = await failureOf(clock.runUntil(waitForDatastore(ccx, "9f3c", { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", resourceId: "9f3c", lastState: state });
  });

  test("in a state that nobody knows, or in none, goes on for 60 min and marks it", async () => {
    const { ccx, clock } = setUp({ [STORE]: [store(null), store("UNREACHABLE"), store("Available")] });
    const failure = await failureOf(clock.runUntil(waitForDatastore(ccx, "9f3c", { clock, intervalMs: 60_000 })));
    expect(failure).toMatchObject({
      code: "WAIT_TIMEOUT",
      history: [{ state: "no state" }, { state: "UNREACHABLE" }, { state: "Available", isUnknown: true }],
    });
    expect(clock.now()).toBeGreaterThan(3_590_000);
  });

  test("not found for a moment after its creation, goes on", async () => {
    const { ccx, clock } = setUp({ [STORE]: [missing, store("STARTED")] });
    expect(await clock.runUntil(waitForDatastore(ccx, "9f3c", { clock }))).toMatchObject({ uuid: "9f3c" });
  });
});

describe("waitForDatastore() after many sights", () => {
  test("not found for a moment, goes on", async () => {
    const sights = Array.from({ length: 5 }, () => store("DEPLOYING"));
    const { ccx, clock, lines } = setUp({ [STORE]: [missing, ...sights, missing, store("STARTED")] });
    await clock.runUntil(waitForDatastore(ccx, "9f3c", { clock }));
    expect(lines()).toHaveLength(8);
  });
});

describe("waitForDatastoreDeleted()", () => {
  test.each([
    ["not found", missing],
    ["deleted", store("DELETED")],
  ])("%s, resolves", async (_, last) => {
    const { ccx, clock, lines } = setUp({ [STORE]: [store("STARTED"), store("DELETING"), last] });
    expect(await clock.runUntil(waitForDatastoreDeleted(ccx, "9f3c", { clock }))).toBe("deleted");
    expect(lines()).toEqual(Array(3).fill(`GET ${STORE}`));
  });

  test.each([
    [
      "a page",
      () =>
        new Response("<html>default backend - 404</html>", { status: 404, headers: { "content-type": "text/html" } }),
    ],
    ["another object", json({ message: "no Route matched" }, 404)],
  ])("shown a 404 of a proxy, with %s, does not resolve", async (_, proxy) => {
    const { ccx, clock, lines } = setUp({ [STORE]: [proxy, proxy, store("DELETING"), missing] });
    await clock.runUntil(waitForDatastoreDeleted(ccx, "9f3c", { clock }));
    expect(lines()).toHaveLength(4);
  });

  test("shown a 404 without a body, resolves when the next look agrees", async () => {
    const empty = () => new Response(null, { status: 404 });
    const { ccx, clock, lines } = setUp({ [STORE]: [empty, store("DELETING"), empty, empty] });
    await clock.runUntil(waitForDatastoreDeleted(ccx, "9f3c", { clock }));
    expect(lines()).toHaveLength(4);
  });

  test("of a deletion that failed, fails", async () => {
    const { ccx, clock } = setUp({ [STORE]: [store("DELETE_FAILED")] });
    const failure = await failureOf(clock.runUntil(waitForDatastoreDeleted(ccx, "9f3c", { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "DELETE_FAILED" });
  });
});

describe("waitForNodes()", () => {
  const nodes = (...ports: (number | string)[]) =>
    json({ database_nodes: ports.map((port) => ({ host_uuid: "h", port })) });

  test("while nodes are not found but the datastore is, or have no port, goes on", async () => {
    const { ccx, clock, lines } = setUp({
      [NODES]: [missing, nodes(), nodes(3306, 0), nodes(3306, "3306")],
      [STORE]: [store("DEPLOYING")],
    });
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    expect(await clock.runUntil(waitForNodes(ccx, "9f3c", { clock, onProgress }))).toHaveLength(2);
    expect(states).toEqual(["no nodes", "no nodes", "1 of 2 nodes", "2 nodes"]);
    expect(lines().slice(0, 3)).toEqual([`GET ${NODES}`, `GET ${STORE}`, `GET ${NODES}`]);
    expect(clock.now()).toBe(120_000);
  });

  test("while the datastore is not found either, fails after a minute", async () => {
    const { ccx, clock } = setUp({ [NODES]: [missing], [STORE]: [missing] });
    const failure = await failureOf(clock.runUntil(waitForNodes(ccx, "9f3c", { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });
});

describe("readFirewallRules()", () => {
  test("of a datastore that has none yet, which CCX says with 404, is empty", async () => {
    const { ccx, lines } = setUp({ [RULES]: [missing], [STORE]: [store("STARTED")] });
    expect((await readFirewallRules(ccx, "9f3c")).data).toEqual([]);
    expect(lines()).toEqual([`GET ${RULES}`, `GET ${STORE}`]);
  });

  test("of a datastore that is not there, is a failure", async () => {
    const { ccx } = setUp({ [RULES]: [missing], [STORE]: [missing] });
    expect((await readFirewallRules(ccx, "9f3c")).error).toEqual({ err: "not found" });
  });

  test("refused for another reason, asks nothing else", async () => {
    const { ccx, lines } = setUp({ [RULES]: [json({ err: "no" }, 403)] });
    expect((await readFirewallRules(ccx, "9f3c")).error).toEqual({ err: "no" });
    expect(lines()).toEqual([`GET ${RULES}`]);
  });

  test("given rules, hands them out", async () => {
    const { ccx } = setUp({ [RULES]: [json([{ source: "10.0.0.0/8" }])] });
    expect((await readFirewallRules(ccx, "9f3c")).data).toEqual([{ source: "10.0.0.0/8" }]);
  });
});
