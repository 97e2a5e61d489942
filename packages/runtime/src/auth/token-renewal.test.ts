import { describe, expect, test, vi } from "vitest";
import { CONTEXT, createCounting, createManual } from "../../test-fixtures/token-sources.ts";
import { AuthError } from "../errors/client-error.ts";
import type { ClientEvent } from "../events/client-event.ts";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("renewal in the background", () => {
  /** A source whose first token of 15 minutes is there, at a moment of its life. */
  async function createRunning(passedMs: number) {
    const events: ClientEvent[] = [];
    const manual = createManual({ onEvent: (event) => events.push(event) });
    const first = manual.source.get();
    manual.flights[0]?.resolve({ value: "t1", lifetimeMs: 900_000 });
    await first;
    manual.clock.nowMs += passedMs;
    return { ...manual, events };
  }

  test("in the last minute, 1000 calls, go on with the old token while one flight fetches the new one", async () => {
    const { source, flights } = await createRunning(840_000);
    const tokens = Array.from({ length: 1000 }, () => source.get());
    expect(new Set(tokens)).toEqual(new Set(["t1"]));
    expect(flights).toHaveLength(2);
    flights[1]?.resolve({ value: "t2", lifetimeMs: 900_000 });
    await nextTurn();
    expect(source.get()).toBe("t2");
    expect(flights).toHaveLength(2);
  });

  test("ten seconds before the end, a call, waits for the flight that goes on", async () => {
    const { source, flights, clock } = await createRunning(840_000);
    source.get();
    clock.nowMs += 49_999;
    expect(source.get()).toBe("t1");
    clock.nowMs += 1;
    const waiting = source.get();
    flights[1]?.resolve({ value: "t2", lifetimeMs: 900_000 });
    expect(await waiting).toBe("t2");
    expect(flights).toHaveLength(2);
  });

  test("failed, with the old token alive, is tried again after three seconds, not by every call", async () => {
    const { source, flights, clock } = await createRunning(840_000);
    expect(source.get()).toBe("t1");
    flights[1]?.reject(new Error("down"));
    await nextTurn();
    clock.nowMs += 2_999;
    for (let call = 0; call < 100; call++) expect(source.get()).toBe("t1");
    expect(flights).toHaveLength(2);
    clock.nowMs += 1;
    expect(source.get()).toBe("t1");
    expect(flights).toHaveLength(3);
  });

  test("failed until the end, calls after it, wait for a new flight each time and get its error", async () => {
    const { source, flights, clock } = await createRunning(889_999);
    expect(source.get()).toBe("t1");
    flights[1]?.reject(new Error("down"));
    await nextTurn();
    clock.nowMs += 1;
    for (const round of [2, 3]) {
      const callers = [source.get(), source.get()];
      flights[round]?.reject(new Error(`down ${round}`));
      for (const caller of callers) await expect(caller).rejects.toThrow(`down ${round}`);
      expect(flights).toHaveLength(round + 1);
    }
  });

  test("succeeded and failed, is told as an event without the token", async () => {
    const { source, flights, events } = await createRunning(840_000);
    source.get();
    flights[1]?.reject(new AuthError("no", CONTEXT));
    await nextTurn();
    const told = { type: "credentials", ...CONTEXT };
    expect(events).toEqual([
      { ...told, attributes: { "credentials.state": "renewed" } },
      { ...told, attributes: { "credentials.state": "renewal_failed", "error.type": "AUTH_FAILED" } },
    ]);
  });
});

describe("a token that was refused", () => {
  test("by 1000 calls, is replaced by one flight", async () => {
    const { source, flights } = createManual();
    const first = source.get();
    flights[0]?.resolve({ value: "t1" });
    await first;
    const callers = Array.from({ length: 500 }, () => {
      source.refuse("t1");
      return source.get();
    });
    flights[1]?.resolve({ value: "t2" });
    expect(new Set(await Promise.all(callers))).toEqual(new Set(["t2"]));
    // Answers to requests with the old token that come late say nothing about the new one.
    for (let late = 0; late < 500; late++) source.refuse("t1");
    expect(source.get()).toBe("t2");
    expect(flights).toHaveLength(2);
  });

  test("during a renewal in the background, makes calls wait for it", async () => {
    const { source, flights, clock } = createManual();
    const first = source.get();
    flights[0]?.resolve({ value: "t1", lifetimeMs: 900_000 });
    await first;
    clock.nowMs += 850_000;
    expect(source.get()).toBe("t1");
    source.refuse("t1");
    const waiting = source.get();
    flights[1]?.resolve({ value: "t2", lifetimeMs: 900_000 });
    expect(await waiting).toBe("t2");
    expect(flights).toHaveLength(2);
  });
});

describe("replace()", () => {
  test("of the current token, hands out the new one, which is a secret, for its own lifetime", async () => {
    const { source, secrets, clock } = createCounting(600_000);
    await source.get();
    source.replace("token-1", { value: "sent", lifetimeMs: 100_000 });
    expect(source.get()).toBe("sent");
    expect([...secrets]).toEqual(["token-1", "sent"]);
    clock.nowMs += 100_000;
    expect(await source.get()).toBe("token-2");
  });

  test("of an older token, changes nothing", async () => {
    const { source, secrets } = createCounting(600_000);
    await source.get();
    source.replace("token-0", { value: "late" });
    expect(source.get()).toBe("token-1");
    expect([...secrets]).toEqual(["token-1"]);
  });
});

describe("expiresAt", () => {
  test("before the first token, of a token without end and of a refused one, is undefined", async () => {
    const { source } = createCounting(600_000);
    expect(source.expiresAt).toBeUndefined();
    await source.get();
    expect(source.expiresAt).toBeInstanceOf(Date);
    source.refuse("token-1");
    expect(source.expiresAt).toBeUndefined();
    const endless = createCounting(undefined).source;
    await endless.get();
    expect(endless.expiresAt).toBeUndefined();
  });

  test("of a token, is the wall clock's time of its end, also after the wall clock was corrected", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    try {
      const { source, clock } = createCounting(600_000);
      await source.get();
      expect(source.expiresAt?.getTime()).toBe(1_600_000);
      clock.nowMs += 100_000;
      vi.setSystemTime(900_000);
      expect(source.expiresAt?.getTime()).toBe(1_400_000);
    } finally {
      vi.useRealTimers();
    }
  });
});
