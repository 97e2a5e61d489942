import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { noteSuccess, takeRetry } from "./retry-budget.ts";

const ORIGIN = "https://api.example.com";

/** Takes retries until one has to wait. */
function drain(clock: ReturnType<typeof createFakeClock>, origin = ORIGIN): number {
  for (let count = 0; ; count++) {
    const ticket = takeRetry(origin, clock, 1_000_000);
    if (ticket !== true) return count;
  }
}

describe("takeRetry()", () => {
  test("three times, answers at once; then one call after the other is let through, ever more seldom", async () => {
    const clock = createFakeClock();
    const atMs: number[] = [];
    for (let index = 0; index < 3; index++) expect(takeRetry(ORIGIN, clock, 1_000_000)).toBe(true);
    for (let index = 0; index < 8; index++) {
      void Promise.resolve(takeRetry(ORIGIN, clock, 1_000_000)).then(() => atMs.push(clock.now()));
    }
    await clock.advance(100_000);
    expect(atMs).toEqual([1_000, 3_000, 7_000, 15_000, 30_000, 45_000, 60_000, 75_000]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("whose time ends before its turn, answers false and leaves the line", async () => {
    const clock = createFakeClock();
    drain(clock);
    const ticket = takeRetry(ORIGIN, clock, 500);
    await clock.advance(500);
    expect(await ticket).toBe(false);
  });

  test("whose caller aborts, rejects with the reason and leaves no timer", async () => {
    const clock = createFakeClock();
    for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000);
    const controller = new AbortController();
    const ticket = takeRetry(ORIGIN, clock, 1_000_000, controller.signal);
    controller.abort("enough");
    await expect(ticket).rejects.toBe("enough");
    expect(clock.pendingTimers).toBe(0);
    await expect(takeRetry(ORIGIN, clock, 1_000, controller.signal)).rejects.toBe("enough");
  });

  test("at another origin, has retries of its own", () => {
    const clock = createFakeClock();
    expect(drain(clock)).toBe(3);
    expect(drain(clock, "https://other.example.com")).toBe(3);
  });

  test("after successes, has some again and never more than at first", () => {
    const clock = createFakeClock();
    drain(clock);
    const other = createFakeClock();
    for (let index = 0; index < 3; index++) takeRetry(ORIGIN, other, 1_000);
    for (let index = 0; index < 4; index++) noteSuccess(ORIGIN, other);
    expect(drain(other)).toBe(2);
    const third = createFakeClock();
    takeRetry(ORIGIN, third, 1_000);
    for (let index = 0; index < 100; index++) noteSuccess(ORIGIN, third);
    expect(drain(third)).toBe(3);
  });
});

describe("noteSuccess()", () => {
  test("while calls wait, lets all of them go on within five seconds", async () => {
    const clock = createFakeClock();
    for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000);
    const wentOn: number[] = [];
    for (let index = 0; index < 1_000; index++) {
      void Promise.resolve(takeRetry(ORIGIN, clock, 1_000_000)).then(() => wentOn.push(clock.now()));
    }
    await clock.advance(500);
    noteSuccess(ORIGIN, clock);
    await clock.advance(5_000);
    expect(wentOn).toHaveLength(1_000);
    expect(new Set(wentOn).size).toBeGreaterThan(500);
    expect(clock.pendingTimers).toBe(0);
  });
});

test("an origin that fails again right after it came back, is not asked at the pace of the release", async () => {
  const clock = createFakeClock();
  for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000);
  let attempts = 0;
  const keepFailing = async (): Promise<void> => {
    for (;;) {
      await takeRetry(ORIGIN, clock, 1_000_000);
      attempts++;
    }
  };
  for (let index = 0; index < 20; index++) void keepFailing();
  await clock.advance(100);
  noteSuccess(ORIGIN, clock);
  await clock.advance(60_000);
  expect(attempts).toBeGreaterThanOrEqual(20);
  expect(attempts).toBeLessThanOrEqual(20 + 9);
});

test("an operation that is broken beside one that works, is asked once a second at most", async () => {
  const clock = createFakeClock();
  for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000, undefined, "GET /broken");
  let attempts = 0;
  let isOver = false;
  const keepFailing = async (): Promise<void> => {
    while (!isOver && (await takeRetry(ORIGIN, clock, 1_000_000, undefined, "GET /broken"))) attempts++;
  };
  for (let index = 0; index < 100; index++) void keepFailing();
  for (let second = 0; second < 60; second += 0.2) {
    noteSuccess(ORIGIN, clock, "GET /sound");
    await clock.advance(200);
  }
  isOver = true;
  expect(attempts).toBeGreaterThan(30);
  expect(attempts).toBeLessThanOrEqual(125);
});

test("an origin that is back, is tried by one call of each operation at once", async () => {
  const clock = createFakeClock();
  for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000);
  const went: string[] = [];
  for (const operation of ["GET /a", "GET /a", "GET /b", "GET /b", "GET /c"]) {
    void Promise.resolve(takeRetry(ORIGIN, clock, 1_000_000, undefined, operation)).then(() => went.push(operation));
  }
  noteSuccess(ORIGIN, clock, "GET /a");
  await clock.advance(500);
  expect(went).toEqual(["GET /a", "GET /a", "GET /b", "GET /c"]);
});

test("calls that named no operation, go on with the success of any", async () => {
  const clock = createFakeClock();
  for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000);
  let went = 0;
  for (let index = 0; index < 50; index++) {
    void Promise.resolve(takeRetry(ORIGIN, clock, 1_000_000)).then(() => went++);
  }
  noteSuccess(ORIGIN, clock, "GET /any");
  await clock.advance(1_000);
  expect(went).toBe(50);
});

test("an operation that is broken, does not keep another one of its origin from being tried", async () => {
  const clock = createFakeClock();
  for (let index = 0; index < 3; index++) takeRetry(ORIGIN, clock, 1_000_000);
  let isOver = false;
  const keepFailing = async (): Promise<void> => {
    while (!isOver) await takeRetry(ORIGIN, clock, 1_000_000, undefined, "GET /broken");
  };
  for (let index = 0; index < 20; index++) void keepFailing();
  const other = Promise.resolve(takeRetry(ORIGIN, clock, 1_000_000, undefined, "GET /sound")).then(() => clock.now());
  await clock.advance(10_000);
  isOver = true;
  expect(await other).toBeLessThanOrEqual(3_000);
});

describe("an outage of three minutes", () => {
  const OUTAGE_MS = 180_000;

  /** Lets callers meet an outage that began just before them. */
  async function run(callers: number, fail: () => Response) {
    const clock = createFakeClock();
    const sentAtMs: number[] = [];
    const endedAtMs: number[] = [];
    const client = createClient({
      baseUrl: ORIGIN,
      clock,
      maxAttempts: 1_000,
      fetch: async () => {
        sentAtMs.push(clock.now());
        return clock.now() < OUTAGE_MS ? fail() : Response.json({});
      },
    });
    const calls = Array.from({ length: callers }, async () => {
      const { response } = await client.GET("/v1/x");
      endedAtMs.push(clock.now());
      return response.status;
    });
    const statuses = await clock.runUntil(Promise.all(calls));
    return { statuses, sentAtMs, endedAtMs, clock };
  }

  test.each<[string, () => Response]>([
    ["503", () => Response.json({}, { status: 503 })],
    [
      "refused connections",
      () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });
      },
    ],
  ])("of %s, met by 100 callers, fails none, is asked at most 1.2 times by each, and is over 30 s after its end", async (_, fail) => {
    const { statuses, sentAtMs, endedAtMs, clock } = await run(100, fail);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(sentAtMs.filter((atMs) => atMs < OUTAGE_MS).length / 100).toBeLessThanOrEqual(1.2);
    expect(Math.max(...endedAtMs)).toBeLessThanOrEqual(OUTAGE_MS + 30_000);
    expect(clock.pendingTimers).toBe(0);
  });

  test("met by one caller, fails it not", async () => {
    const { statuses, endedAtMs } = await run(1, () => Response.json({}, { status: 503 }));
    expect(statuses).toEqual([200]);
    expect(endedAtMs[0]).toBeLessThanOrEqual(OUTAGE_MS + 30_000);
  });

  test("that comes and goes every second, fails nobody", async () => {
    const clock = createFakeClock();
    const client = createClient({
      baseUrl: ORIGIN,
      clock,
      maxAttempts: 1_000,
      fetch: async () => Response.json({}, { status: Math.floor(clock.now() / 1_000) % 2 === 0 ? 503 : 200 }),
    });
    const call = async (startMs: number) => {
      await new Promise<void>((resolve) => clock.setTimer(resolve, startMs));
      return (await client.GET("/v1/x")).response.status;
    };
    const statuses = await clock.runUntil(Promise.all(Array.from({ length: 60 }, (_, index) => call(index * 1_000))));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
