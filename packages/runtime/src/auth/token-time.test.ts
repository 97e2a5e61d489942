import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTokenSource } from "./token-source.ts";

const LIFETIME_MS = 15 * 60_000;
const START_EPOCH_MS = Date.UTC(2026, 0, 1);

/**
 * A world with three clocks: the true time, by which the server judges its tokens; the monotonic clock, which stands still while the machine
 * sleeps; and the wall clock, which somebody sets.
 */
function createWorld(skewMs: number) {
  let trueMs = 0;
  let asleepMs = 0;
  let tokenCalls = 0;
  const tally = { sent: 0, expired: 0 };
  const endsAtMs = new Map<string, number>();
  const setWall = (offsetMs: number) => vi.setSystemTime(START_EPOCH_MS + trueMs + offsetMs);
  setWall(skewMs);
  const source = createTokenSource({
    vendor: "acme",
    operation: "POST /token",
    secrets: new Set(),
    clock: { now: () => trueMs - asleepMs },
    async obtain() {
      const value = `token-${++tokenCalls}`;
      endsAtMs.set(value, trueMs + LIFETIME_MS);
      return { value, lifetimeMs: LIFETIME_MS };
    },
  });
  return {
    tally,
    countTokenCalls: () => tokenCalls,
    setWall,
    pass(ms: number, isAsleep = false) {
      trueMs += ms;
      if (isAsleep) asleepMs += ms;
      vi.setSystemTime(Date.now() + ms);
    },
    async send() {
      const token = await source.get();
      tally.sent++;
      if (trueMs >= (endsAtMs.get(token) ?? 0)) tally.expired++;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a token of 15 minutes", () => {
  test.each([
    -3_600_000, -120_000, 0, 120_000, 3_600_000,
  ])("on a machine whose wall clock is wrong by %i ms, is never sent after its end in 2 hours of calls, and fetched as often as needed", async (skewMs) => {
    const world = createWorld(skewMs);
    for (let second = 0; second < 7_200; second += 7) {
      await world.send();
      world.pass(7_000);
    }
    expect(world.tally).toEqual({ sent: 1_029, expired: 0 });
    // Every 14 minutes.
    expect(world.countTokenCalls()).toBe(9);
  });

  test.each([
    ["forward", 3_600_000],
    ["back", -3_600_000],
  ])("when the wall clock jumps %s by an hour again and again, is never sent after its end", async (_, jumpMs) => {
    const world = createWorld(0);
    for (let minute = 0; minute < 120; minute++) {
      world.setWall(minute % 20 < 10 ? 0 : jumpMs);
      await world.send();
      world.pass(60_000);
    }
    expect(world.tally).toEqual({ sent: 120, expired: 0 });
    // Each jump forward looks as if the machine had slept, and costs one token more.
    expect(world.countTokenCalls()).toBeLessThanOrEqual(9 + 12);
  });

  test.each([1, 13, 14, 15, 30, 600])("after a sleep of %i minutes, is not sent after its end", async (minutes) => {
    const world = createWorld(0);
    await world.send();
    for (let round = 0; round < 5; round++) {
      world.pass(20_000);
      await world.send();
      world.pass(minutes * 60_000, true);
      for (let call = 0; call < 3; call++) await world.send();
    }
    expect(world.tally).toEqual({ sent: 21, expired: 0 });
  });

  test("with thousands of calls in a second, does not age by looking at two clocks", async () => {
    const world = createWorld(0);
    for (let call = 0; call < 20_000; call++) {
      await world.send();
      world.pass(call % 7 === 0 ? 1 : 0);
    }
    expect(world.countTokenCalls()).toBe(1);
  });
});
