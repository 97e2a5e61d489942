import { inspect } from "node:util";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import type { Result } from "../options.ts";
import { judgeState } from "./judge-state.ts";
import { waitFor } from "./wait-for.ts";

const SECRET = "Zq7pPaw9-a-key-of-mine";
const MEANING = { done: ["Running"], failed: ["Error"], waiting: [] };

test("a vendor that writes the client's secret into a state, finds it in no error, event or progress of a wait", async () => {
  const clock = createFakeClock();
  const fetch = async () => Response.json({ state: `key ${SECRET} refused` });
  const client = createClient({ baseUrl: "https://acme.test", fetch, clock, secrets: new Set([SECRET]) });
  const told: unknown[] = [];
  const onEvent = (event: unknown) => void told.push(event);
  const waiting = waitFor<{ state?: string }, unknown>(
    {
      ...{ vendor: "acme", operation: "wait for kite", id: "kite-1" },
      look: (call) => client.GET("/kite", call) as Promise<Result<{ state?: string }, unknown>>,
      judge: (kite) => judgeState(kite.state, kite, MEANING),
      defaults: { firstDelayMs: 0, intervalMs: 1_000, timeoutMs: 5_000 },
    },
    { clock, onEvent, onProgress: onEvent },
  );
  const error: unknown = await clock.runUntil(waiting).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "WAIT_TIMEOUT", lastState: "key [redacted] refused" });
  expect(told.length).toBeGreaterThan(4);
  expect(inspect([error, told], { depth: 12, showHidden: true })).not.toContain("Zq7p");
});
