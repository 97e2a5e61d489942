import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "./fake-clock.ts";

const sleep = (clock: ReturnType<typeof createFakeClock>, ms: number) =>
  new Promise<void>((resolve) => clock.setTimer(resolve, ms));

describe("createFakeClock()", () => {
  test("advanced past timers, runs them in order at their own time", async () => {
    const clock = createFakeClock();
    const seen: number[] = [];
    for (const ms of [30, 10, 20]) clock.setTimer(() => seen.push(clock.now()), ms);
    await clock.advance(25);
    expect(seen).toEqual([10, 20]);
    expect(clock.now()).toBe(25);
    expect(clock.pendingTimers).toBe(1);
  });

  test("a timer set by what a timer woke, runs in the same advance", async () => {
    const clock = createFakeClock();
    let woken = 0;
    void (async () => {
      for (; woken < 5; woken++) await sleep(clock, 10);
    })();
    await clock.advance(50);
    expect(woken).toBe(5);
  });

  test("a cancelled timer, never runs", async () => {
    const clock = createFakeClock();
    const seen: string[] = [];
    clock.setTimer(() => seen.push("run"), 10)();
    await clock.advance(100);
    expect(seen).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("run until a promise is settled, goes on as far as it needs", async () => {
    const clock = createFakeClock(5);
    const slept = (async () => {
      await sleep(clock, 1000);
      await sleep(clock, 234);
      return "done";
    })();
    expect(await clock.runUntil(slept)).toBe("done");
    expect(clock.now()).toBe(1239);
  });

  test("run while a server's answer is on its way, stands still and lets the answer be read first", async () => {
    const server = createServer((_, reply) => setTimeout(() => reply.end("late"), 50)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const clock = createFakeClock();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const answered = clock.fetch(url).then(async (answer) => [await answer.text(), answer.url, clock.now()]);
    const timedOut = sleep(clock, 10).then(() => "timed out");
    expect(await clock.runUntil(Promise.race([answered, timedOut]))).toEqual(["late", url, 0]);
    server.close();
  });

  test("run until a promise that nothing settles, fails", async () => {
    await expect(createFakeClock().runUntil(new Promise(() => {}))).rejects.toThrow("no timer is left");
  });
});
