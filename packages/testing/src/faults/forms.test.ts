import { describe, expect, test } from "vitest";
import { createFakeClock } from "../clock/fake-clock.ts";
import { FAULTS } from "./catalogue/catalogue.ts";
import type { Fault } from "./fault.ts";
import { createFaultFetch } from "./fault-fetch.ts";
import { startFaultServer } from "./fault-server.ts";
import { createLedger } from "./ledger.ts";
import { createThings } from "./world.ts";

/** What a caller of `fetch` sees: what it threw, or the status, type and length of what it read. */
async function look(sent: Promise<Response>): Promise<unknown> {
  try {
    const response = await sent;
    const location = hideHost(response.headers.get("location"));
    const head = { status: response.status, type: response.headers.get("content-type"), location };
    const body = await response.text().then(
      (text) => hideLength(text.trim()),
      (error) => describeError(error),
    );
    return { ...head, body };
  } catch (error) {
    return describeError(error);
  }
}

const WHOLE = '{"name":"red","serial":1}';

/** What is left of a body that broke off may differ, large ones are told by their length. */
function hideLength(text: string): unknown {
  if (text.length > 200_000) return text.length;
  return text !== "" && WHOLE.startsWith(text) && text !== WHOLE ? "a beginning" : text;
}

function hideHost(location: string | null): string | undefined {
  return location
    ?.replace(/(127\.0\.0\.1|api\.example\.test):?\d*/, "HOST")
    .replace(/localhost:\d+|(?<=^|:)https?:(?=\/\/HOST\/things)/, "HERE");
}

// Texts differ in details, such as ports; who reads an error goes by names and codes.
function describeError(error: unknown): unknown {
  const { name, message, cause } = error as Error;
  return { name, message, code: (cause as { code?: unknown } | undefined)?.code };
}

const INIT = { method: "POST", body: '{"name":"red"}', redirect: "manual", headers: { ApiKey: "key" } } as const;
const SPEED = 500;
const LIMIT_MS = 130_000;

async function onSocket(fault: Fault, seed: number) {
  const server = await startFaultServer({ fault, speed: SPEED, seed });
  try {
    // Large bodies take their own time.
    const signal = fault.row === "too-large" ? null : AbortSignal.timeout(LIMIT_MS / SPEED);
    const seen = await look(server.fetch(`${server.url}/things`, { ...INIT, signal }));
    const { effects, foreignBytes, unsent } = server.ledger;
    return { seen, effects, foreignBytes, unsent };
  } finally {
    await server.close();
  }
}

async function asFetch(fault: Fault, seed: number) {
  const clock = createFakeClock();
  const ledger = createLedger();
  const origin = "https://api.example.test";
  const fetch = createFaultFetch({ fault, ledger, seed, clock, world: createThings(), origins: [origin] });
  const stop = new AbortController();
  clock.setTimer(
    () => stop.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
    LIMIT_MS,
  );
  const seen = await clock.runUntil(look(fetch(`${origin}/things`, { ...INIT, signal: stop.signal })));
  const { effects, foreignBytes, unsent } = ledger;
  return { seen, effects, foreignBytes, unsent };
}

// The machine may be busy with something else for as long as the fault's seconds are.
describe("a fault", { retry: 2 }, () => {
  test.concurrent.each(
    FAULTS.map((fault) => [fault.name, fault] as const),
  )("%s, looks alike on a socket and in the place of fetch", async (_, fault) => {
    expect(await asFetch(fault, 3)).toEqual(await onSocket(fault, 3));
  });
});
