import { getEventListeners } from "node:events";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { sleep } from "./sleep.ts";

describe("sleep()", () => {
  test("to its end, resolves then and leaves no listener", async () => {
    const clock = createFakeClock();
    const { signal } = new AbortController();
    const slept = sleep(clock, 1_000, signal).then(() => clock.now());
    await clock.advance(1_000);
    expect(await slept).toBe(1_000);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("that is aborted, rejects with the reason untouched and leaves no timer", async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const slept = sleep(clock, 1_000, controller.signal);
    controller.abort("enough");
    await expect(slept).rejects.toBe("enough");
    expect(clock.pendingTimers).toBe(0);
  });

  test("that is aborted before it begins, rejects and sets no timer", async () => {
    const clock = createFakeClock();
    await expect(sleep(clock, 1_000, AbortSignal.abort("enough"))).rejects.toBe("enough");
    expect(clock.pendingTimers).toBe(0);
  });
});
