import { createRandom, FAULTS, type Fault, judge, startFaultServer } from "@vendor-clients/testing/faults";
import { describe, expect, test } from "vitest";
import type { Subject } from "../subject.ts";
import { SUBJECTS } from "../subjects/subjects.ts";
import { isAllowed } from "./is-allowed.ts";
import { readEnd } from "./read-end.ts";

/** How much faster time passes for client and server than for the machine. */
const SPEED = 200;
const SEED = 7;

/** A clock that runs faster than the machine's. */
function createFastClock() {
  const startMs = performance.now();
  const random = createRandom(SEED);
  return {
    now: () => (performance.now() - startMs) * SPEED,
    random: random.next,
    setTimer(run: () => void, delayMs: number) {
      const timer = setTimeout(run, Math.max(0, delayMs / SPEED));
      return () => clearTimeout(timer);
    },
  };
}

// Every fault once, each with another vendor and class, so that the whole catalogue meets real sockets and still takes seconds.
const CLASSES = ["safe", "write", "idempotent"] as const;
const VENDORS = SUBJECTS.filter(({ calls }) => CLASSES.every((callClass) => calls[callClass]));

/** What takes as long as the machine does cannot be sped up. */
const isQuick = ({ name }: Fault) => !/bomb|too-large|member-very-deep/.test(name);

// The machine may be busy with something else for as long as the fault's seconds are.
describe("a call over a real socket", { retry: 2, timeout: 20_000 }, () => {
  test.concurrent.each(
    FAULTS.filter(isQuick).map((fault, index) => {
      const subject = VENDORS[index % VENDORS.length] as Subject;
      const callClass = CLASSES[Math.floor(index / VENDORS.length) % CLASSES.length] ?? "safe";
      return [fault.name, subject.vendor, callClass, subject, fault] as const;
    }),
  )("before %s, by %s, %s, ends as the matrix demands", async (_, vendor, callClass, subject, fault) => {
    const [call] = subject.calls[callClass] ?? [];
    const name = `thing-${SEED}`;
    const { world } = subject.createWorld(call?.needsExisting ? [name] : []);
    const isTarget = (request: Parameters<Subject["isTokenRequest"]>[0]) => !subject.isTokenRequest(request);
    const server = await startFaultServer({ fault, world, isTarget, speed: SPEED, seed: SEED });
    try {
      const clock = createFastClock();
      const client = subject.createClient({
        ...{ origin: server.url, fetch: server.fetch, clock, onEvent: () => {}, maxBodyBytes: 2 ** 20 },
      });
      const end = await readEnd(() => call?.send(client, name, { clock }) ?? Promise.resolve(), undefined);
      const { ledger } = server;
      const found = judge({ fault, callClass, subject: name, ledger, end }).filter(
        ({ kind }) => kind !== "unexpected" || !call || !isAllowed(end, { subject, call, callClass, fault, ledger }),
      );
      expect({ vendor, end: end.outcome, found }).toEqual({ vendor, end: end.outcome, found: [] });
    } finally {
      await server.close();
    }
  });
});
