import { createServer } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { listen } from "../../test-fixtures/start-server.ts";
import { createRateLimiter } from "./in-process-limiter.ts";
import { type RateLimit, RateLimiterFull } from "./rate-limiter.ts";

const KEY = "acme/kites";
const forever = { maxWaitMs: Number.POSITIVE_INFINITY };
/** The lateness that a limiter allows whoever it has let into its line, and what sums of fractions may differ by. */
const LATENESS_MS = 50;
const ROUNDING_MS = 0.01;

/** The earliest times at which calls asked for at some times may go, from the definition: burst + n calls in n intervals. */
function earliest(askedMs: readonly number[], { intervalMs, burst }: RateLimit): number[] {
  const turns: number[] = [];
  for (const [index, atMs] of askedMs.entries()) {
    const bounds = turns.map((turnMs, before) => turnMs + (index - before + 1 - burst) * intervalMs);
    turns.push(Math.max(atMs, ...turns.slice(-1), ...bounds));
  }
  return turns;
}

const limits = fc.record({
  key: fc.constant(KEY),
  intervalMs: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.5, max: 50, noNaN: true })),
  burst: fc.integer({ min: 1, max: 6 }),
});
const pauses = fc.integer({ min: 0, max: 400 });

test("take(), asked at any times, gives every turn at the earliest moment that the limit allows", async () => {
  const property = fc.asyncProperty(limits, fc.array(pauses, { maxLength: 30 }), async (limit, gapsMs) => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ clock });
    const asked: number[] = [];
    const turns: number[] = [];
    for (const gapMs of gapsMs) {
      await clock.advance(gapMs % 7 === 0 ? 0 : gapMs);
      asked.push(clock.now());
      const turn = limiter.take(limit, forever);
      if (turn) turn.then(() => turns.push(clock.now()));
      else turns.push(clock.now());
    }
    await clock.advance(31 * 300);
    const wanted = earliest(asked, limit);
    expect(turns).toHaveLength(wanted.length);
    for (const [index, turnMs] of turns.entries()) expect(Math.abs(turnMs - (wanted[index] ?? 0))).toBeLessThan(1);
  });
  await fc.assert(property, { numRuns: 60 });
});

type Step =
  | { readonly do: "take"; readonly maxWaitMs: number }
  | { readonly do: "abort"; readonly caller: number }
  | { readonly do: "pause"; readonly delayMs: number }
  | { readonly do: "go on"; readonly delayMs: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      arbitrary: fc.record({ do: fc.constant("take" as const), maxWaitMs: fc.integer({ min: 0, max: 3000 }) }),
      weight: 5,
    },
    { arbitrary: fc.record({ do: fc.constant("abort" as const), caller: fc.nat(40) }), weight: 2 },
    {
      arbitrary: fc.record({ do: fc.constant("pause" as const), delayMs: fc.integer({ min: -5, max: 1500 }) }),
      weight: 1,
    },
    { arbitrary: fc.record({ do: fc.constant("go on" as const), delayMs: pauses }), weight: 3 },
  ),
  { maxLength: 60 },
);

interface Caller {
  readonly askedMs: number;
  readonly maxWaitMs: number;
  readonly controller: AbortController;
  outcome?: { readonly atMs: number; readonly error?: unknown };
}

/** Lets callers come, abort and be paused as the steps say, until everything is settled. */
async function play(limit: RateLimit, all: readonly Step[]) {
  const clock = createFakeClock();
  const limiter = createRateLimiter({ clock });
  const callers: Caller[] = [];
  const inOrder: Caller[] = [];
  const paused: { fromMs: number; untilMs: number }[] = [];
  for (const step of all) {
    if (step.do === "go on") await clock.advance(step.delayMs);
    if (step.do === "abort") callers[step.caller]?.controller.abort(step);
    if (step.do === "pause") {
      limiter.pause(KEY, step.delayMs);
      paused.push({ fromMs: clock.now(), untilMs: clock.now() + step.delayMs });
    }
    if (step.do !== "take") continue;
    const caller: Caller = { askedMs: clock.now(), maxWaitMs: step.maxWaitMs, controller: new AbortController() };
    callers.push(caller);
    const settle = (error?: unknown) => {
      caller.outcome = { atMs: clock.now(), error };
      if (error === undefined) inOrder.push(caller);
    };
    const turn = limiter.take(limit, { maxWaitMs: step.maxWaitMs, signal: caller.controller.signal });
    if (turn) turn.then(() => settle(), settle);
    else settle();
  }
  await clock.advance(60_000);
  return { clock, callers, inOrder, paused };
}

test("take() and pause(), in any order and with any aborts, keep the limit, the order, the pauses and every bound", async () => {
  const property = fc.asyncProperty(limits, steps, async (limit, all) => {
    const { clock, callers, inOrder, paused } = await play(limit, all);
    expect(clock.pendingTimers).toBe(0);
    const turns = inOrder.map(({ outcome }) => outcome?.atMs ?? Number.NaN);
    for (const [later, turnMs] of turns.entries()) {
      for (let before = 0; before < later; before++) {
        const leastMs = (later - before + 1 - limit.burst) * limit.intervalMs - ROUNDING_MS;
        expect(turnMs - (turns[before] ?? 0)).toBeGreaterThanOrEqual(leastMs);
      }
      for (const { fromMs, untilMs } of paused) {
        const isWithin = turnMs > fromMs && turnMs < untilMs - ROUNDING_MS;
        expect(isWithin).toBe(false);
      }
    }
    expect(inOrder).toEqual(callers.filter((caller) => inOrder.includes(caller)));
    for (const { askedMs, maxWaitMs, controller, outcome } of callers) {
      expect(outcome).toBeDefined();
      const waitedMs = (outcome?.atMs ?? Number.NaN) - askedMs;
      expect(waitedMs).toBeLessThanOrEqual(maxWaitMs + LATENESS_MS);
      const isExpected = outcome?.error === undefined || outcome.error instanceof RateLimiterFull;
      expect(isExpected || outcome?.error === controller.signal.reason).toBe(true);
    }
  });
  await fc.assert(property, { numRuns: 150 });
});

/** Numbers from 0 to 1 that are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** When 10,000 requests of 20 callers arrive: their turns, each delayed by its own way through the network. */
async function collectArrivals(limit: RateLimit, jitterMs: number): Promise<number[]> {
  const clock = createFakeClock();
  const limiter = createRateLimiter({ clock });
  const random = createRandom(7);
  const arrivals: number[] = [];
  const call = async () => {
    for (let index = 0; index < 500; index++) {
      const turn = limiter.take(limit, forever);
      if (turn) await turn;
      arrivals.push(clock.now() + random() * jitterMs);
    }
  };
  await clock.runUntil(Promise.all(Array.from({ length: 20 }, call)));
  return arrivals.sort((a, b) => a - b);
}

describe("10,000 requests of 20 callers that travel for 0 to 99 ms", () => {
  test("a turn every 2.6 s, arrive no less than 2.5 s apart and use 95 % of what one in 2.5 s allows", async () => {
    const arrivals = await collectArrivals({ key: KEY, intervalMs: 2600, burst: 1 }, 99);
    const gaps = arrivals.slice(1).map((atMs, index) => atMs - (arrivals[index] ?? 0));
    expect(gaps).toHaveLength(9999);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2500);
    expect((9999 * 2500) / ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0))).toBeGreaterThanOrEqual(0.95);
  }, 20_000);
});

test("a connection that takes 400 ms to make, before the first request, does not bring the second one closer", async () => {
  const clock = createFakeClock();
  const limiter = createRateLimiter({ clock });
  const limit = { key: KEY, intervalMs: 2600, burst: 1, afterRestMs: 500 };
  const turns: number[] = [];
  for (const restMs of [0, 0, 0, 10_000, 0]) {
    await clock.advance(restMs);
    const turn = limiter.take(limit, forever);
    if (turn) await clock.runUntil(turn);
    turns.push(clock.now());
  }
  const [first, second, third, fourth, fifth] = turns as [number, number, number, number, number];
  expect([second - first, third - second, fifth - fourth]).toEqual([3100, 2600, 3100]);
});

test("three clients with one limiter, calling a real server, arrive one interval apart and in the middle of no other", async () => {
  const arrivals: number[] = [];
  const server = createServer((_, response) => {
    arrivals.push(performance.now());
    response.end();
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const limiter = createRateLimiter();
  const call = async () => {
    for (let index = 0; index < 12; index++) {
      const turn = limiter.take({ key: KEY, intervalMs: 20, burst: 1 }, forever);
      if (turn) await turn;
      await (await fetch(url)).text();
    }
  };
  await Promise.all([call(), call(), call()]);
  const gaps = arrivals.slice(1).map((atMs, index) => atMs - (arrivals[index] ?? 0));
  const median = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  expect(arrivals).toHaveLength(36);
  // A busy machine delays single requests, never the line as a whole.
  expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(35 * 20 - 100);
  expect(median).toBeGreaterThan(15);
});
