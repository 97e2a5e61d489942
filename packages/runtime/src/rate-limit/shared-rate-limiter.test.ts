import { afterEach, expect, test, vi } from "vitest";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { systemClock } from "../time/clock.ts";
import { RateLimiterFull } from "./rate-limiter.ts";
import { findRateLimiter, sharedRateLimiter } from "./shared-rate-limiter.ts";

const once = { key: "shared-rate-limiter.test", intervalMs: 60_000, burst: 1 };
const now = { maxWaitMs: 0 };

/** The modules as a second copy of this package in the same process has them. */
async function loadCopy() {
  vi.resetModules();
  return {
    ...(await import("./shared-rate-limiter.ts")),
    ...(await import("./rate-limiter.ts")),
  };
}

afterEach(() => vi.resetModules());

test("sharedRateLimiter, in two copies of this package, is one limiter", async () => {
  const copy = await loadCopy();
  expect(copy.findRateLimiter).not.toBe(findRateLimiter);
  expect(copy.sharedRateLimiter).toBe(sharedRateLimiter);
});

test("sharedRateLimiter, full for a caller of another copy, rejects with what both copies know", async () => {
  const copy = await loadCopy();
  sharedRateLimiter.take(once, now);
  const error = await Promise.resolve(copy.sharedRateLimiter.take(once, now)).catch((reason: unknown) => reason);
  expect(copy.RateLimiterFull).not.toBe(RateLimiterFull);
  expect(error).toBeInstanceOf(RateLimiterFull);
  expect(error).toBeInstanceOf(copy.RateLimiterFull);
  expect(new Error("the next turn comes in 1 ms")).not.toBeInstanceOf(RateLimiterFull);
  expect({ name: "RateLimiterFull" }).not.toBeInstanceOf(RateLimiterFull);
});

test("sharedRateLimiter, on the global object, cannot be seen by whoever lists it, nor replaced", () => {
  const name = Symbol.for("vendor-clients.rate-limiter.1");
  expect(Object.getOwnPropertyDescriptor(globalThis, name)).toEqual({
    value: sharedRateLimiter,
    configurable: false,
    enumerable: false,
    writable: false,
  });
});

test("findRateLimiter(), given the machine's clock, is the shared one", () => {
  expect(findRateLimiter(systemClock)).toBe(sharedRateLimiter);
});

test("findRateLimiter(), given the clock of a test, is one per clock and waits on that clock", async () => {
  const clock = createFakeClock();
  const limiter = findRateLimiter(clock);
  expect(findRateLimiter(clock)).toBe(limiter);
  expect(findRateLimiter(createFakeClock())).not.toBe(limiter);
  limiter.take(once, now);
  const turn = limiter.take(once, { maxWaitMs: 60_000 });
  await clock.advance(60_000);
  await expect(turn).resolves.toBeUndefined();
});
