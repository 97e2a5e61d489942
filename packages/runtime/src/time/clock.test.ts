import { describe, expect, onTestFinished, test, vi } from "vitest";
import { systemClock } from "./clock.ts";

const sleepMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("systemClock", () => {
  test("a timer, runs once and not before its time", async () => {
    const run = vi.fn();
    const startMs = systemClock.now();
    await new Promise<void>((resolve) => {
      systemClock.setTimer(() => {
        run(systemClock.now() - startMs);
        resolve();
      }, 20);
    });
    await sleepMs(30);
    expect(run).toHaveBeenCalledTimes(1);
    // Node.js rounds the moments of its timers.
    expect(run.mock.lastCall?.[0]).toBeGreaterThanOrEqual(15);
  });

  test("a timer that is cancelled, never runs", async () => {
    const run = vi.fn();
    systemClock.setTimer(run, 10)();
    await sleepMs(30);
    expect(run).not.toHaveBeenCalled();
  });

  test.each([
    2 ** 31 - 1,
    2 ** 31,
    9_999_999_999_000,
  ])("a timer of %i ms, does not run at once and warns of nothing", async (delayMs) => {
    const run = vi.fn();
    const warned: Error[] = [];
    const listen = (warning: Error) => warned.push(warning);
    process.on("warning", listen);
    onTestFinished(() => void process.off("warning", listen));
    const cancel = systemClock.setTimer(run, delayMs);
    await sleepMs(30);
    cancel();
    expect(run).not.toHaveBeenCalled();
    expect(warned).toEqual([]);
  });

  test("a timer of a time gone by, runs", async () => {
    await new Promise<void>((resolve) => systemClock.setTimer(resolve, -5));
  });
});
