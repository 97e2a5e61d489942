import { getEventListeners } from "node:events";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { within } from "./within.ts";

const never = new Promise<never>(() => {});

describe("within()", () => {
  test("given what comes in time, gives it and leaves no timer and no listener", async () => {
    const clock = createFakeClock();
    const { signal } = new AbortController();
    expect(await within(Promise.resolve("in time"), clock, 1_000, signal)).toBe("in time");
    expect(clock.pendingTimers).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("given what never comes, throws when the time is over", async () => {
    const clock = createFakeClock();
    const waiting = within(never, clock, 1_000);
    const ended = expect(waiting).rejects.toThrow("the time was over");
    await clock.advance(1_000);
    await ended;
  });

  test("given an abort, throws its reason and leaves no timer", async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const waiting = within(never, clock, 1_000, controller.signal);
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect(clock.pendingTimers).toBe(0);
  });

  test("given an abort that came before, throws its reason", async () => {
    await expect(within(never, createFakeClock(), 1_000, AbortSignal.abort("enough"))).rejects.toBe("enough");
  });

  test("given what fails, throws that", async () => {
    const clock = createFakeClock();
    await expect(within(Promise.reject("no"), clock, 1_000)).rejects.toBe("no");
    expect(clock.pendingTimers).toBe(0);
  });
});
