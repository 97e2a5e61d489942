import { describe, expect, test, vi } from "vitest";
import { AuthError } from "../errors/client-error.ts";
import type { ClientEvent } from "../events/client-event.ts";
import { createTokenSource, type Token, type TokenSourceOptions } from "./token-source.ts";

const CONTEXT = { vendor: "acme", operation: "POST /token" };

/** A source whose tokens are obtained by hand, with a clock that stands still until it is set. */
function createManual(options: Partial<TokenSourceOptions> = {}) {
  const flights: { resolve: (token: Token) => void; reject: (error: unknown) => void }[] = [];
  const clock = { nowMs: 1_000, now: () => clock.nowMs };
  const source = createTokenSource({
    ...CONTEXT,
    obtain: () => new Promise((resolve, reject) => flights.push({ resolve, reject })),
    secrets: new Set(),
    clock,
    ...options,
  });
  return { source, flights, clock };
}

/** A source that obtains token 1, 2, 3 and so on at once, all with one lifetime. */
function createCounting(lifetimeMs: number | undefined, options: Partial<TokenSourceOptions> = {}) {
  let count = 0;
  const clock = { nowMs: 1_000, now: () => clock.nowMs };
  const obtain = async () => ({ value: `token-${++count}`, lifetimeMs });
  const secrets = new Set<string>();
  return { source: createTokenSource({ ...CONTEXT, obtain, secrets, clock, ...options }), secrets, clock };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("one flight", () => {
  test("1000 callers at once, share one token call", async () => {
    const { source, flights } = createManual();
    const callers = Array.from({ length: 1000 }, () => source.get());
    flights[0]?.resolve({ value: "t", lifetimeMs: 600_000 });
    expect(new Set(await Promise.all(callers))).toEqual(new Set(["t"]));
    expect(flights.length).toBe(1);
  });

  test("1000 callers at expiry, share one renewal", async () => {
    const { source, flights, clock } = createManual();
    const first = source.get();
    flights[0]?.resolve({ value: "t1", lifetimeMs: 600_000 });
    await first;
    clock.nowMs += 600_000;
    const callers = Array.from({ length: 1000 }, () => source.get());
    flights[1]?.resolve({ value: "t2", lifetimeMs: 600_000 });
    expect(new Set(await Promise.all(callers))).toEqual(new Set(["t2"]));
    expect(flights.length).toBe(2);
  });

  test("a valid token, is there without waiting", async () => {
    const { source } = createCounting(600_000);
    await source.get();
    expect(source.get()).toBe("token-1");
  });
});

describe("renewal", () => {
  test.each([
    ["a minute before the end", 900_000, undefined, 840_000],
    ["as long before the end as the options say", 900_000, 100_000, 800_000],
    ["at half of a short lifetime", 60_000, undefined, 30_000],
    ["at half of a lifetime shorter than the lead", 10_000, 600_000, 5_000],
  ])("%s, is due", async (_, lifetimeMs, renewBeforeMs, dueMs) => {
    const { source, clock } = createCounting(lifetimeMs, renewBeforeMs === undefined ? {} : { renewBeforeMs });
    await source.get();
    clock.nowMs = 1_000 + dueMs - 1;
    expect(await source.get()).toBe("token-1");
    clock.nowMs = 1_000 + dueMs;
    // Goes on with the old one while the new one is fetched.
    expect(source.get()).toBe("token-1");
    await nextTurn();
    expect(source.get()).toBe("token-2");
    clock.nowMs = 1_000 + 2 * dueMs - 1;
    source.get();
    await nextTurn();
    expect(source.get()).toBe("token-2");
  });

  test("a lifetime, counts from when the token was asked for, not from when it came", async () => {
    const { source, flights, clock } = createManual();
    const first = source.get();
    clock.nowMs += 50_000;
    flights[0]?.resolve({ value: "t1", lifetimeMs: 120_000 });
    await first;
    clock.nowMs = 1_000 + 60_000;
    source.get();
    expect(flights.length).toBe(2);
  });

  test("no lifetime, never renews", async () => {
    const { source, clock } = createCounting(undefined);
    await source.get();
    clock.nowMs = Number.MAX_SAFE_INTEGER;
    expect(await source.get()).toBe("token-1");
  });

  test.each([
    0,
    -1,
    -900_000,
    Number.NaN,
  ])("lifetime %d, is used once and asked for again by the next call", async (lifetimeMs) => {
    const { source } = createCounting(lifetimeMs);
    expect(await source.get()).toBe("token-1");
    expect(await source.get()).toBe("token-2");
    expect(await Promise.all([source.get(), source.get()])).toEqual(["token-3", "token-3"]);
  });

  test("without a clock in the options, uses the time since the start", async () => {
    const obtain = async () => ({ value: "t", lifetimeMs: 600_000 });
    const source = createTokenSource({ ...CONTEXT, obtain, secrets: new Set() });
    await source.get();
    expect(source.get()).toBe("t");
  });
});

describe("secrets", () => {
  test("after many renewals, are the last two tokens and what was there before", async () => {
    const secrets = new Set(["password"]);
    const { source } = createCounting(0, { secrets });
    const kept: string[][] = [];
    for (let round = 1; round <= 4; round++) {
      await source.get();
      kept.push([...secrets]);
    }
    expect(kept).toEqual([
      ["password", "token-1"],
      ["password", "token-1", "token-2"],
      ["password", "token-2", "token-3"],
      ["password", "token-3", "token-4"],
    ]);
  });

  test("a token that comes again, is not forgotten", async () => {
    const secrets = new Set<string>();
    const values = ["a", "a", "a", "b", "a", "c"];
    const kept: string[] = [];
    const source = createTokenSource({
      ...CONTEXT,
      secrets,
      obtain: async () => ({ value: values.shift() ?? "", lifetimeMs: 0 }),
    });
    while (values.length > 0) {
      await source.get();
      kept.push([...secrets].sort().join());
    }
    expect(kept).toEqual(["a", "a", "a", "a,b", "a,b", "a,c"]);
  });

  test("a token call that fails, changes none", async () => {
    const secrets = new Set<string>();
    const { source, flights } = createManual({ secrets });
    const first = source.get();
    flights[0]?.resolve({ value: "t", lifetimeMs: 0 });
    await first;
    const second = source.get();
    flights[1]?.reject(new Error("refused"));
    await expect(second).rejects.toThrow("refused");
    expect([...secrets]).toEqual(["t"]);
  });
});

describe("a token call that fails", () => {
  test("rejects every caller with its error; the next call tries again", async () => {
    const { source, flights } = createManual();
    const callers = Array.from({ length: 3 }, () => source.get());
    const failure = new Error("refused");
    flights[0]?.reject(failure);
    for (const { reason } of (await Promise.allSettled(callers)) as PromiseRejectedResult[])
      expect(reason).toBe(failure);
    const next = source.get();
    flights[1]?.resolve({ value: "t", lifetimeMs: 600_000 });
    expect(await next).toBe("t");
    expect(flights.length).toBe(2);
  });

  test("by an exception before any promise, rejects too", async () => {
    const source = createTokenSource({
      ...CONTEXT,
      secrets: new Set(),
      obtain: () => {
        throw new Error("refused");
      },
    });
    await expect(source.get()).rejects.toThrow("refused");
  });
});

describe("a caller that aborts", () => {
  test("ends its own wait with its reason; the others get the token of the same flight", async () => {
    const { source, flights } = createManual();
    const controller = new AbortController();
    const stays = source.get();
    const leaves = source.get(controller.signal);
    const waits = source.get(new AbortController().signal);
    controller.abort("enough");
    await expect(leaves).rejects.toBe("enough");
    flights[0]?.resolve({ value: "t", lifetimeMs: 600_000 });
    expect(await Promise.all([stays, waits])).toEqual(["t", "t"]);
    expect(flights.length).toBe(1);
  });

  test("alone, before a call that fails, causes no unhandled rejection", async () => {
    const { source, flights } = createManual();
    const controller = new AbortController();
    const call = source.get(controller.signal);
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    flights[0]?.reject(new Error("refused"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    source.get(new AbortController().signal);
    expect(flights.length).toBe(2);
  });

  test("before it asks, gets its reason and starts no token call", async () => {
    const { source, flights } = createManual();
    await expect(source.get(AbortSignal.abort("enough"))).rejects.toBe("enough");
    expect(flights.length).toBe(0);
  });

  test("before it asks while others wait for a call that fails, causes no unhandled rejection", async () => {
    const { source, flights } = createManual();
    const waits = source.get();
    await expect(source.get(AbortSignal.abort("enough"))).rejects.toBe("enough");
    flights[0]?.reject(new Error("refused"));
    await expect(waits).rejects.toThrow("refused");
  });

  test("1000 callers with one signal, leave no listener on it", async () => {
    const { source, flights } = createManual();
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    const callers = Array.from({ length: 1000 }, () => source.get(signal));
    expect(listeners).toBe(1000);
    flights[0]?.resolve({ value: "t", lifetimeMs: 600_000 });
    await Promise.all(callers);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(listeners).toBe(0);
  });
});

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
