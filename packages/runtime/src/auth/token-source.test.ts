import { describe, expect, test } from "vitest";
import { CONTEXT, createCounting, createManual } from "../../test-fixtures/token-sources.ts";
import { createTokenSource } from "./token-source.ts";

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
