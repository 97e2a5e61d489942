import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { createRateLimiter } from "./in-process-limiter.ts";
import { RateLimiterFull } from "./rate-limiter.ts";

const KEY = "acme/kites";
const single = { key: KEY, intervalMs: 100, burst: 1 };
const bursting = { key: KEY, intervalMs: 100, burst: 5 };
const unlimited = { key: KEY, intervalMs: 0, burst: 1 };
const forever = { maxWaitMs: Number.POSITIVE_INFINITY };

function setUp() {
  const clock = createFakeClock(1000);
  return { clock, limiter: createRateLimiter({ clock }), turns: [] as string[] };
}

/** Takes a turn and notes when it came, such as `a at 100`, or why it did not. */
function join({ clock, limiter, turns }: ReturnType<typeof setUp>, name: string, limit = single, options = forever) {
  const startMs = 1000;
  const note = (what: string) => turns.push(`${name} ${what} ${Math.round(clock.now() - startMs)}`);
  const turn = limiter.take(limit, options);
  if (!turn) return note("at once at");
  turn.then(
    () => note("at"),
    (error) => note(error instanceof RateLimiterFull ? `full for ${Math.round(error.waitMs)} at` : `${error} at`),
  );
  return undefined;
}

describe("take()", () => {
  test("after a rest, is free at once for as many calls as the burst", () => {
    const { limiter } = setUp();
    const taken = Array.from({ length: 6 }, () => limiter.take(bursting, forever));
    expect(taken.slice(0, 5)).toEqual(Array(5).fill(undefined));
    expect(taken[5]).toBeInstanceOf(Promise);
  });

  test("asked for many turns, gives the first burst at once and then one in each interval", async () => {
    const line = setUp();
    for (const name of "abcdefg") join(line, name, bursting);
    await line.clock.advance(1000);
    expect(line.turns.slice(4)).toEqual(["e at once at 0", "f at 100", "g at 200"]);
    expect(line.clock.pendingTimers).toBe(0);
  });

  test("after a partial rest, gives back what the rest has saved up", async () => {
    const line = setUp();
    for (const name of "abcde") join(line, name, bursting);
    await line.clock.advance(250);
    for (const name of "fgh") join(line, name, bursting);
    await line.clock.advance(1000);
    expect(line.turns.slice(5)).toEqual(["f at once at 250", "g at once at 250", "h at 300"]);
  });

  test("after a long rest, gives no more than the burst", async () => {
    const line = setUp();
    await line.clock.advance(3_600_000);
    const taken = Array.from({ length: 20 }, () => line.limiter.take(bursting, forever));
    expect(taken.filter((turn) => turn === undefined)).toHaveLength(5);
  });

  test("asked by a thousand callers, gives the turns in the order in which they asked", async () => {
    const line = setUp();
    for (let index = 0; index < 1000; index++) join(line, `${index}`, { key: KEY, intervalMs: 1, burst: 3 });
    await line.clock.advance(2000);
    expect(line.turns.map((turn) => Number(turn.split(" ")[0]))).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  test("asked by a late caller while others wait, does not let it overtake", async () => {
    const line = setUp();
    for (const name of "abc") join(line, name);
    await line.clock.advance(150);
    join(line, "late");
    await line.clock.advance(1000);
    expect(line.turns).toEqual(["a at once at 0", "b at 100", "c at 200", "late at 300"]);
  });

  test("asked by a late caller while the timer of those who wait is overdue, does not let it overtake", async () => {
    const line = setUp();
    const clock = {
      ...line.clock,
      setTimer: (run: () => void, delayMs: number) => line.clock.setTimer(run, delayMs + 30),
    };
    const late = { ...line, clock: line.clock, limiter: createRateLimiter({ clock }) };
    join(late, "a");
    join(late, "b");
    await line.clock.advance(110);
    join(late, "c");
    await line.clock.advance(1000);
    expect(line.turns).toEqual(["a at once at 0", "b at 130", "c at 260"]);
  });

  test("while one key waits, gives another key its turns at once", () => {
    const { limiter } = setUp();
    for (let call = 0; call < 10; call++) limiter.take(single, forever);
    expect(limiter.take({ ...single, key: "acme/boats" }, { maxWaitMs: 0 })).toBeUndefined();
  });

  test("of a key with many callers, sets one timer", () => {
    const { limiter, clock } = setUp();
    for (let call = 0; call < 100; call++) limiter.take(single, forever);
    limiter.pause(KEY, 5000);
    expect(clock.pendingTimers).toBe(1);
  });

  test("without an interval, is always free and remembers nothing", () => {
    const { limiter } = setUp();
    const taken = Array.from({ length: 1000 }, () => limiter.take(unlimited, { maxWaitMs: 0 }));
    expect(taken.every((turn) => turn === undefined)).toBe(true);
    expect(limiter.keyCount).toBe(0);
  });

  test("after a timer that came late, keeps the interval from the turn as it was taken", async () => {
    const { limiter, clock } = setUp();
    let lateMs = 70;
    const late = { ...clock, setTimer: (run: () => void, delayMs: number) => clock.setTimer(run, delayMs + lateMs) };
    const slow = createRateLimiter({ clock: late });
    const seen: number[] = [];
    for (let call = 0; call < 3; call++) slow.take(single, forever)?.then(() => seen.push(clock.now()));
    await clock.advance(170);
    lateMs = 0;
    await clock.advance(1000);
    expect(seen).toEqual([1170, 1340]);
    expect(limiter.keyCount).toBe(0);
  });
});

describe("take() with a bound on the wait", () => {
  test.each([
    ["just long enough", 200, undefined],
    ["a little too short", 199, 200],
  ])("that is %s, waits or refuses at once", async (_, maxWaitMs, waitMs) => {
    const { limiter, clock } = setUp();
    limiter.take(single, forever);
    limiter.take(single, forever);
    const turn = Promise.resolve(limiter.take(single, { maxWaitMs })).catch((error: unknown) => error);
    if (waitMs === undefined) await clock.advance(200);
    const outcome = await turn;
    if (waitMs === undefined) expect(outcome).toBeUndefined();
    else expect(outcome).toMatchObject({ name: "RateLimiterFull", waitMs });
  });

  test("that is too short, takes no place in the line", async () => {
    const line = setUp();
    join(line, "a");
    for (let call = 0; call < 50; call++) join(line, "no", single, { maxWaitMs: 99 });
    join(line, "b");
    await line.clock.advance(1000);
    expect(line.turns.filter((turn) => !turn.startsWith("no"))).toEqual(["a at once at 0", "b at 100"]);
    expect(line.turns).toContain("no full for 100 at 0");
  });

  test("counts the pause of its key", async () => {
    const { limiter } = setUp();
    limiter.pause(KEY, 3000);
    await expect(limiter.take(bursting, { maxWaitMs: 2999 })).rejects.toMatchObject({ waitMs: 3000 });
  });

  test("that a pause makes too short for some of those who wait, refuses them at once and moves the others up", async () => {
    const line = setUp();
    join(line, "a");
    join(line, "short", single, { maxWaitMs: 500 });
    join(line, "b", single, { maxWaitMs: 5000 });
    line.limiter.pause(KEY, 2000);
    await line.clock.advance(0);
    expect(line.turns).toEqual(["a at once at 0", "short full for 2000 at 0"]);
    await line.clock.advance(5000);
    expect(line.turns.at(-1)).toBe("b at 2000");
  });

  test("that a process asleep has passed, refuses instead of giving a turn that is of no use", async () => {
    const line = setUp();
    const clock = { ...line.clock, setTimer: (run: () => void) => line.clock.setTimer(run, 60_000) };
    const limiter = createRateLimiter({ clock });
    limiter.take(single, forever);
    const turn = Promise.resolve(limiter.take(single, { maxWaitMs: 1000 }));
    turn.catch(() => {});
    await line.clock.advance(60_000);
    await expect(turn).rejects.toBeInstanceOf(RateLimiterFull);
  });
});

describe("take() with a signal", () => {
  test.each([0, 2, 4])("aborted for caller %i of five who wait, gives its turn to the next", async (aborted) => {
    const line = setUp();
    const { limiter, clock } = line;
    const controllers = Array.from({ length: 5 }, () => new AbortController());
    const reason = new Error("no longer needed");
    const seen: number[] = [];
    limiter.take(single, forever);
    const outcomes = controllers.map(({ signal }) =>
      Promise.resolve(limiter.take(single, { ...forever, signal })).then(
        () => seen.push(clock.now() - 1000),
        (error: unknown) => error,
      ),
    );
    await clock.advance(50);
    controllers[aborted]?.abort(reason);
    expect(await outcomes[aborted]).toBe(reason);
    expect(clock.now()).toBe(1050);
    await clock.advance(1000);
    expect(seen).toEqual([100, 200, 300, 400]);
    expect(controllers.map(({ signal }) => getEventListeners(signal, "abort").length)).toEqual([0, 0, 0, 0, 0]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("aborted for the last who waits, leaves no timer and no listener", async () => {
    const { limiter, clock } = setUp();
    const { signal, abort } = withAbort();
    limiter.take(single, forever);
    const turn = limiter.take(single, { ...forever, signal });
    expect(clock.pendingTimers).toBe(1);
    abort();
    expect(clock.pendingTimers).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await expect(turn).rejects.toBe(signal.reason);
  });

  test("aborted beforehand, rejects with its reason and takes no turn", async () => {
    const { limiter } = setUp();
    const { signal, abort } = withAbort();
    abort();
    await expect(limiter.take(single, { ...forever, signal })).rejects.toBe(signal.reason);
    expect(limiter.take(single, forever)).toBeUndefined();
  });

  test("that a thousand callers share, rejects all of them within 50 ms", async () => {
    const limiter = createRateLimiter();
    const { signal, abort } = withAbort();
    const turns = Array.from({ length: 1000 }, () =>
      limiter.take({ ...single, intervalMs: 10_000 }, { ...forever, signal }),
    );
    const startMs = performance.now();
    abort();
    const outcomes = await Promise.allSettled(turns);
    expect(performance.now() - startMs).toBeLessThan(50);
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(999);
  });
});

function withAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(new Error("stop")) };
}

describe("pause()", () => {
  test("while callers wait, holds all of them back in their order and one interval apart", async () => {
    const line = setUp();
    for (const name of "abcdefgh") join(line, name, bursting);
    line.limiter.pause(KEY, 1000);
    await line.clock.advance(999);
    expect(line.turns).toHaveLength(5);
    await line.clock.advance(1000);
    expect(line.turns.slice(5)).toEqual(["f at 1000", "g at 1100", "h at 1200"]);
  });

  test("over, gives no burst: the vendor has counted more than was known here", async () => {
    const line = setUp();
    line.limiter.pause(KEY, 60_000);
    await line.clock.advance(60_000);
    for (const name of "abc") join(line, name, bursting);
    await line.clock.advance(1000);
    expect(line.turns).toEqual(["a at once at 60000", "b at 60100", "c at 60200"]);
  });

  test.each([
    ["a shorter one", 500, 2000],
    ["a longer one", 3000, 3000],
  ])("followed by %s, ends with the later of the two", async (_, secondMs, endMs) => {
    const line = setUp();
    line.limiter.pause(KEY, 2000);
    line.limiter.pause(KEY, secondMs);
    join(line, "a");
    await line.clock.advance(10_000);
    expect(line.turns).toEqual([`a at ${endMs}`]);
  });

  test("of a key without an interval, holds its callers back and lets them go one soon after the other", async () => {
    const line = setUp();
    line.limiter.pause(KEY, 700);
    for (const name of "abc") join(line, name, unlimited);
    await line.clock.advance(700);
    join(line, "d", unlimited);
    await line.clock.advance(100);
    expect(line.turns).toEqual(["a at 700", "b at 720", "c at 740", "d at 760"]);
  });

  test("of a key without an interval, holds nobody back for good, however many come", async () => {
    const { clock, limiter } = setUp();
    limiter.pause(KEY, 100);
    let turns = 0;
    for (let ms = 0; ms < 6_000; ms += 10) {
      void Promise.resolve(limiter.take(unlimited, { maxWaitMs: 60_000 })).then(() => turns++);
      await clock.advance(10);
    }
    expect(turns).toBe(600);
  });

  test("of one key, leaves another alone", () => {
    const { limiter } = setUp();
    limiter.pause(KEY, 1000);
    expect(limiter.take({ ...single, key: "acme/boats" }, { maxWaitMs: 0 })).toBeUndefined();
  });

  test.each([0, -1, Number.NaN])("of %d ms, changes nothing", (delayMs) => {
    const { limiter } = setUp();
    limiter.pause(KEY, delayMs);
    expect(limiter.take(single, { maxWaitMs: 0 })).toBeUndefined();
  });

  test.each([Number.POSITIVE_INFINITY, 9_999_999_999_000])("of %d ms, ends after an hour", async (delayMs) => {
    const { limiter } = setUp();
    limiter.pause(KEY, delayMs);
    await expect(limiter.take(single, { maxWaitMs: 1000 })).rejects.toMatchObject({ waitMs: 3_600_000 });
  });
});

describe("keyCount", () => {
  test("after a hundred thousand keys of one call each, is a small number", async () => {
    const { limiter, clock } = setUp();
    let most = 0;
    for (let round = 0; round < 1000; round++) {
      for (let key = 0; key < 100; key++) limiter.take({ ...single, key: `${round} ${key}` }, forever);
      most = Math.max(most, limiter.keyCount);
      await clock.advance(100);
    }
    expect(most).toBeLessThanOrEqual(400);
  });

  test("while a key has not saved up its whole burst or somebody waits for an overdue timer, does not forget it", async () => {
    const line = setUp();
    const clock = { ...line.clock, setTimer: (run: () => void) => line.clock.setTimer(run, 5000) };
    const limiter = createRateLimiter({ clock });
    for (let call = 0; call < 3; call++) limiter.take({ ...bursting, key: "used" }, forever);
    const turns = [0, 1].map(() => limiter.take({ ...single, key: "waiting" }, forever));
    await line.clock.advance(150);
    for (let key = 0; key < 1000; key++) limiter.take({ ...single, key: `${key}` }, forever);
    const taken = [0, 1, 2, 3, 4].map(() => limiter.take({ ...bursting, key: "used" }, forever));
    expect(taken.filter((turn) => turn === undefined)).toHaveLength(3);
    expect(turns[1]).toBeInstanceOf(Promise);
    expect(limiter.take({ ...single, key: "waiting" }, forever)).toBeInstanceOf(Promise);
  });

  test("while keys are in use or paused, forgets none of them", async () => {
    const { limiter, clock } = setUp();
    limiter.pause("paused", 1000);
    for (let call = 0; call < 6; call++) limiter.take({ ...bursting, key: "used" }, forever);
    const waiting = limiter.take({ ...single, key: "waiting", intervalMs: 10 }, forever);
    const second = limiter.take({ ...single, key: "waiting", intervalMs: 10 }, forever);
    for (let key = 0; key < 1000; key++) limiter.take({ ...single, key: `${key}` }, forever);
    expect(waiting).toBeUndefined();
    await clock.advance(0);
    await expect(limiter.take({ ...single, key: "paused" }, { maxWaitMs: 0 })).rejects.toBeInstanceOf(RateLimiterFull);
    await expect(limiter.take({ ...bursting, key: "used" }, { maxWaitMs: 0 })).rejects.toBeInstanceOf(RateLimiterFull);
    await clock.advance(10);
    await expect(second).resolves.toBeUndefined();
  });
});
