import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import type { Result } from "../options.ts";
import { loadRecovery } from "../send/load-recovery.ts";
import { judgeState } from "./judge-state.ts";
import { waitFor } from "./wait-for.ts";

// It would take longer to load than the test's clock waits.
beforeAll(async () => {
  await loadRecovery();
});

interface Kite {
  readonly state: string;
}

const refuse = () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });
};

describe("a wait by a client that would send again by itself", () => {
  test.each<[string, () => Response]>([
    ["a vendor that answers 503", () => Response.json({}, { status: 503 })],
    ["a vendor that nobody reaches", refuse],
    ["a proxy that answers with a page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
  ])("three minutes of %s, are survived: there within a look of its end, with one request a look", async (_, fail) => {
    const clock = createFakeClock();
    const sentAtMs: number[] = [];
    const fetch = async () => {
      sentAtMs.push(clock.now());
      return clock.now() < 180_000 ? fail() : Response.json({ state: "Running" });
    };
    const client = createClient({ baseUrl: "https://acme.test", fetch, clock, maxAttempts: Number.POSITIVE_INFINITY });
    const waiting = waitFor<Kite, Kite>(
      {
        vendor: "acme",
        operation: "wait for kite",
        id: "kite-1",
        look: (call) =>
          client.GET("/kites/{id}", { params: { path: { id: "1" } }, ...call }) as Promise<Result<Kite, unknown>>,
        judge: (kite) => judgeState(kite.state, kite, { done: ["Running"], failed: [], waiting: [] }),
        defaults: { firstDelayMs: 0, intervalMs: 10_000, timeoutMs: 3_600_000 },
      },
      { clock },
    );
    expect(await clock.runUntil(waiting)).toEqual({ state: "Running" });
    expect(clock.now()).toBeLessThan(180_000 + 12_000);
    expect(sentAtMs.length).toBeLessThanOrEqual(19);
    expect(clock.pendingTimers).toBe(0);
  });
});
