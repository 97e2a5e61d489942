import { createRateLimiter, type RateLimit } from "@vendor-clients/runtime";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createInstaclustrClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { limitOf } from "./limits.ts";

const forever = { maxWaitMs: Number.POSITIVE_INFINITY };
const V1 = "GET /provisioning/v1/{clusterId}";
const V2 = "GET /cluster-management/v2/data-sources/clusters/v2";

describe("limitOf()", () => {
  test("of every operation, is that of its API", () => {
    const keys = Object.values(operations).map(([method, path]) => {
      const { key } = limitOf(`${method} ${path}`);
      expect(path.startsWith(`${key}/`)).toBe(true);
      return key;
    });
    expect(new Set(keys)).toEqual(new Set(["/provisioning/v1", "/cluster-management/v2"]));
  });
});

/** When calls leave that ask for their turns as fast as they can, by a clock whose timers are late by up to some milliseconds. */
async function collectTurns(operations: readonly string[], count: number, latestMs: number) {
  const clock = createFakeClock();
  let timers = 0;
  const setTimer = (run: () => void, delayMs: number) => {
    timers = (timers * 31 + 17) % 101;
    return clock.setTimer(run, delayMs + (timers / 101) * latestMs);
  };
  const limiter = createRateLimiter({ clock: { now: clock.now, setTimer } });
  const call = async (operation: string) => {
    const turns: number[] = [];
    for (let index = 0; index < count; index++) {
      const turn = limiter.take(limitOf(operation), forever);
      if (turn) await turn;
      turns.push(clock.now());
    }
    return turns;
  };
  return clock.runUntil(Promise.all(operations.map(call)));
}

const secondsOf = (turns: readonly number[]) => ((turns.at(-1) ?? 0) - (turns[0] ?? 0)) / 1000;

/** The most that arrive in any second, where each takes between 0 and some milliseconds to arrive. */
function mostInASecond(turns: readonly number[], jitterMs: number): number {
  let most = 0;
  let end = 0;
  for (let start = 0; start < turns.length; start++) {
    while (end < turns.length && (turns[end] ?? 0) - (turns[start] ?? 0) <= 1000 + jitterMs) end++;
    most = Math.max(most, end - start);
  }
  return most;
}

describe("the limiter, with timers that are late by up to 3 ms", () => {
  test("for v1, leaves 2.6 s between requests and 3.1 s after the first, and uses 95 % of one in 2.5 s", async () => {
    const [turns = []] = await collectTurns([V1], 1000, 3);
    const gaps = turns.slice(1).map((atMs, index) => atMs - (turns[index] ?? 0));
    expect(gaps[0]).toBeGreaterThanOrEqual(3100);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2600 - 0.01);
    expect((999 * 2.5) / secondsOf(turns)).toBeGreaterThanOrEqual(0.95);
  });

  test("for v2, sends no more than 35 in any second, and uses 95 % of it", async () => {
    const [turns = []] = await collectTurns([V2], 10_000, 3);
    expect(mostInASecond(turns, 15)).toBeLessThanOrEqual(35);
    expect(10_000 / secondsOf(turns) / 35).toBeGreaterThanOrEqual(0.95);
  });

  test("for both at once, lets neither wait for the other", async () => {
    const [v1 = [], v2 = []] = await collectTurns([V1, V2], 100, 0);
    expect([[v1], [v2]]).toEqual([await collectTurns([V1], 100, 0), await collectTurns([V2], 100, 0)]);
  });
});

test("createInstaclustrClient(), calling both APIs, counts each call against its own", async () => {
  const { fetch } = createRecordingFetch(json({}), json([]));
  const keys: string[] = [];
  const rateLimiter = { take: ({ key }: RateLimit) => void keys.push(key), pause: () => {} };
  const instaclustr = createInstaclustrClient({ username: "me", apiKey: "k", fetch, rateLimiter });
  await instaclustr.GET("/provisioning/v1/{clusterId}", { params: { path: { clusterId: "c" } } });
  await instaclustr.GET("/cluster-management/v2/data-sources/clusters/v2");
  const address = "instaclustr https://api.instaclustr.com";
  expect(keys).toEqual([`${address} /provisioning/v1`, `${address} /cluster-management/v2`]);
});
