import { createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";
import { createDespiteRace, isAcmTransient } from "./create-race.ts";
import { AmbiguousWriteError, HttpError, unwrap } from "./index.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const acm = createAcmClient({ apiKey: "honey-key", fetch });
  await acm.GET("/clusters");
  await failureOf(acm.GET("/clusters").then(unwrap));
});

const RACE = "Code: 511. DB::Exception: There is no role `me` (UNKNOWN_ROLE)";

/** Creates a user against some answers; says what was sent, what came of it, and when. */
async function createUser(answers: (() => Response)[], options: { maxAttempts?: number; signal?: AbortSignal } = {}) {
  const clock = createFakeClock();
  const { fetch, sent } = createRecordingFetch(...answers);
  const acm = createAcmClient({ apiKey: "honey-key", fetch });
  const init = { params: { path: { cluster: 1 } }, body: { login: "me" } };
  const delays: unknown[] = [];
  const creation = createDespiteRace(async () => unwrap(await acm.POST("/cluster/{cluster}/users", init)), {
    ...options,
    clock,
    onEvent: ({ type, attributes }) => delays.push([type, attributes["delay_ms"]]),
  });
  const settled = clock.runUntil(creation);
  const failure = await failureOf(settled);
  return { sent, delays, nowMs: clock.now(), failure, user: failure ? undefined : await settled };
}

describe("createDespiteRace()", () => {
  test("while the role has not arrived everywhere, asks again in growing steps", async () => {
    const refused = json({ error: RACE, code: 0 });
    const made = json({ data: { id: 7, login: "me" } });
    const { sent, user, delays } = await createUser([refused, json({ data: false }), json({ data: { id: 0 } }), made]);
    expect(sent.map(({ line }) => line)).toEqual(Array(4).fill("POST https://acm.altinity.cloud/api/cluster/1/users"));
    expect(user).toEqual({ id: 7, login: "me" });
    expect(delays).toEqual([5_000, 10_000, 20_000].map((delayMs) => ["retry", delayMs]));
  });

  test("of a race that does not end, gives up after 12 attempts and about nine minutes with the last refusal", async () => {
    const { sent, failure, nowMs } = await createUser([json({ error: RACE, code: 0 })]);
    expect(sent).toHaveLength(12);
    expect(nowMs).toBe(5_000 + 10_000 + 20_000 + 40_000 + 7 * 60_000);
    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({ vendorMessage: RACE });
  });

  test("of a row that never gets an id, ends in an error that says so", async () => {
    const { sent, failure } = await createUser([json({ data: { id: "0" } })], { maxAttempts: 2 });
    expect(sent).toHaveLength(2);
    expect(failure).toMatchObject({ code: "RESPONSE_FORMAT", message: expect.stringContaining("no id") });
  });

  test("refused for another reason, does not ask again", async () => {
    const { sent, failure } = await createUser([json({ error: "Code: 620. Other", code: 0 })]);
    expect(sent).toHaveLength(1);
    expect(failure).toMatchObject({ vendorMessage: "Code: 620. Other" });
  });

  test("of a profile that was answered 500 with the words of a race, does not create again what may be there", async () => {
    const { fetch, sent } = createRecordingFetch(json({ error: RACE, code: 0 }, 500));
    const clock = createFakeClock();
    const acm = createAcmClient({ apiKey: "honey-key", fetch, clock });
    const init = { params: { path: { cluster: 1 } }, body: { name: "me" } };
    const create = async () => unwrap(await acm.POST("/cluster/{cluster}/profiles", init));
    const failure = await failureOf(clock.runUntil(createDespiteRace(create, { clock })));
    expect(sent).toHaveLength(1);
    expect(failure).toBeInstanceOf(AmbiguousWriteError);
    expect(failure).toMatchObject({ vendorMessage: RACE });
    expect(isAcmTransient(failure)).toBe(false);
  });

  test("ended by its caller, rethrows the reason", async () => {
    const reason = new Error("enough");
    const { failure } = await createUser([json({ error: RACE })], { signal: AbortSignal.abort(reason) });
    expect(failure).toBe(reason);
  });
});

describe("isAcmTransient()", () => {
  test.each<[string, unknown, boolean]>([
    ["the code 62 in an envelope", { error: "code: 62. Syntax error" }, true],
    ["the code 180", { error: "Code: 180. There is no profile" }, true],
    ["the code 192", { error: "Code: 192. Unknown user" }, true],
    ["a statement that failed", { data: false }, true],
    ["the id 0 in text", { id: "0" }, true],
    ["another code", { error: "Code: 60. Unknown table" }, false],
    ["a lock", { error: "Another operation is in progress" }, false],
    ["something created", { id: 5 }, false],
    ["success without content", true, false],
    ["nothing", null, false],
  ])("given %s, tells whether to try again", (_, found, want) => {
    expect(isAcmTransient(found)).toBe(want);
  });
});
