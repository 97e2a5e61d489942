import { createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";
import { unwrap } from "./index.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const acm = createAcmClient({ apiKey: "honey-key", fetch });
  await acm.GET("/clusters");
  await failureOf(acm.GET("/clusters").then(unwrap));
});

const HOST = "https://acm.altinity.cloud/api";
const LAUNCH = { params: { path: { environment: 176 } }, body: { name: "api-test", shards: "1", replicas: "2" } };
const ROW = { id: "337", name: "api-test", shards: 1, replicas: 2 };
const locked = json({ data: null, error: "Another operation is in progress", code: 0 });
const lost = json({ error: "gateway" }, 502);

/** A client whose answers come in their order, on a clock of tests. */
function setUp(...answers: (() => Response)[]) {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const { fetch, sent } = createRecordingFetch(...answers);
  const acm = createAcmClient({ apiKey: "honey-key", fetch, clock });
  const lines = () => sent.map(({ line }) => line.replace(HOST, ""));
  const launch = () => clock.runUntil(acm.POST("/environment/{environment}/clusters/launch", LAUNCH).then(unwrap));
  return { acm, clock, lines, launch };
}

const POST = "POST /environment/176/clusters/launch";
const LIST = "GET /environment/176/clusters";

describe("a launch", () => {
  test("turned away by the lock of its environment, is sent again every 15 s, because nothing was done", async () => {
    const { clock, lines, launch } = setUp(locked, locked, json({ data: ROW }));
    expect(await launch()).toMatchObject({ id: "337" });
    expect(lines()).toEqual([POST, POST, POST]);
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
    expect(clock.now()).toBeLessThan(40_000);
  });

  test("turned away by a lock that does not open, ends as that refusal when its time is over", async () => {
    const { clock, launch } = setUp(locked);
    expect(await failureOf(launch())).toMatchObject({ vendorMessage: "Another operation is in progress" });
    expect(clock.now()).toBeLessThanOrEqual(300_000);
  });

  test("whose answer is lost, is found by its name and sent once", async () => {
    const { lines, launch } = setUp(lost, json({ data: [{ id: 5, name: "other" }, ROW] }));
    expect(await launch()).toMatchObject({ id: "337", name: "api-test" });
    expect(lines()).toEqual([POST, LIST]);
  });

  test("that is lost and in no list twice, 10 s apart, is sent once more", async () => {
    const { lines, launch, clock } = setUp(lost, json({ data: [] }), json({ data: [] }), json({ data: ROW }));
    expect(await launch()).toMatchObject({ id: "337" });
    expect(lines()).toEqual([POST, LIST, LIST, POST]);
    expect(clock.now()).toBeGreaterThanOrEqual(10_000);
  });

  test("that is lost while one of its name has another shape, is in doubt and says where to look", async () => {
    const { lines, launch } = setUp(lost, json({ data: [{ ...ROW, replicas: 3 }] }));
    const failure = await failureOf(launch());
    expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE", reconcile: expect.stringContaining(LIST.slice(0, 16)) });
    expect(lines()).toEqual([POST, LIST]);
  });

  test("turned away by a lock, slows no other call", async () => {
    const { acm, clock, lines } = setUp(locked, json({ data: [] }), json({ data: ROW }));
    const launching = acm.POST("/environment/{environment}/clusters/launch", LAUNCH);
    await clock.advance(1_000);
    await clock.runUntil(acm.GET("/clusters"));
    expect(clock.now()).toBeLessThan(10_000);
    await clock.runUntil(launching);
    expect(lines()).toEqual([POST, "GET /clusters", POST]);
  });
});

describe("a creation in ClickHouse", () => {
  test("of a user, lost while its row is there, is in doubt, because the row precedes the statement", async () => {
    const { acm, clock, lines } = setUp(lost, json({ data: [{ id: 5, login: "me" }] }));
    const init = { params: { path: { cluster: 337 } }, body: { login: "me" } };
    const failure = await failureOf(clock.runUntil(acm.POST("/cluster/{cluster}/users", init)));
    expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE" });
    expect(lines()).toEqual(["POST /cluster/337/users", "GET /cluster/337/users"]);
  });

  test("of a profile, lost, is in doubt at once", async () => {
    const { acm, clock, lines } = setUp(lost);
    const init = { params: { path: { cluster: 337 } }, body: { name: "p" } };
    expect(await failureOf(clock.runUntil(acm.POST("/cluster/{cluster}/profiles", init)))).toMatchObject({
      code: "AMBIGUOUS_WRITE",
      reconcile: "look for the change in GET /cluster/{id}/audit",
    });
    expect(lines()).toEqual(["POST /cluster/337/profiles"]);
  });
});

test("a list of backups, which is a POST that reads, is asked again", async () => {
  const { acm, clock, lines } = setUp(lost, json({ data: [] }));
  await clock.runUntil(acm.POST("/backups", { body: {} }).then(unwrap));
  expect(lines()).toEqual(["POST /backups", "POST /backups"]);
});

test("a restart, which starts work each time, is not sent again", async () => {
  const { acm, clock, lines } = setUp(lost);
  const failure = await failureOf(clock.runUntil(acm.PUT("/cluster/{id}/restart", { params: { path: { id: 337 } } })));
  expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE" });
  expect(lines()).toEqual(["PUT /cluster/337/restart"]);
});

test("a deletion that succeeded behind a lost answer, is done when ACM says with 400 that nothing is there", async () => {
  const { acm, clock, lines } = setUp(lost, json({ error: 'ClickHouse keeper "k" not found', code: 0 }, 400));
  const path = { environment: 176, name: "k" };
  const result = await clock.runUntil(acm.DELETE("/environment/{environment}/keeper/{name}", { params: { path } }));
  expect(result.error).toBeUndefined();
  expect(lines()).toHaveLength(2);
});
