import { startFaultServer } from "@vendor-clients/testing/faults";
import { describe, expect, test } from "vitest";
import { createEchoServer, readEnd, spoilFetch } from "./run-case.ts";
import { findHits, formsOf, listCases } from "./run-sweep.ts";
import { readCall, readError, type SinkText } from "./sinks.ts";
import { startSpies } from "./spies.ts";

/** How much faster time passes for client and server than for the machine. */
const SPEED = 500;
const SEED = 11;
/** What takes as long as the machine does cannot be sped up. */
const SLOW = /bomb|too-large|member-very-deep|drops|for-ever|outage|flapping/;

function createFastClock() {
  const startMs = performance.now();
  return {
    now: () => (performance.now() - startMs) * SPEED,
    random: () => 0.5,
    setTimer(run: () => void, delayMs: number) {
      const timer = setTimeout(run, Math.max(0, delayMs / SPEED));
      return () => clearTimeout(timer);
    },
  };
}

// Each fault once, with another credential, shape and target.
const CASES = (() => {
  const all = listCases({ seed: SEED, scenes: ["read"] }).filter(({ fault }) => !SLOW.test(fault.name));
  const names = [...new Set(all.map(({ fault }) => fault.name))];
  return names.flatMap((name, index) => {
    const own = all.filter(({ fault }) => fault.name === name);
    const one = own[(index * 7) % own.length];
    return one ? [one] : [];
  });
})();

describe("the secret sweep over real sockets", { timeout: 60_000, retry: 1 }, () => {
  test(`one credential before every fault, seed ${SEED}, shows no secret anywhere`, async () => {
    const spies = startSpies();
    const found: string[] = [];
    try {
      for (const one of CASES) {
        const { fault, world, isTarget, read } = createEchoServer(one);
        const server = await startFaultServer({ fault, world, isTarget, speed: SPEED, seed: SEED });
        const [events, steps, urls]: [unknown[], unknown[], string[]] = [[], [], []];
        const fetch = spoilFetch(server.fetch, read, urls);
        const setup = {
          ...{ origin: server.url, fetch, clock: createFastClock(), maxBodyBytes: 2 ** 20 },
          onEvent: (event: unknown) => void events.push(event),
          onProgress: (step: unknown) => void steps.push(step),
        };
        const { errors, reports } = await readEnd(one.subject, async () => one.subject.scenes.read?.(setup));
        await server.close();
        const texts: SinkText[] = [...errors.flatMap(readError), ...readCall({ events, steps, reports, urls })];
        texts.push(...spies.take().filter(([sink, text]) => sink !== "diagnostics" || !/undici|net:|http/.test(text)));
        const { vendor, credential } = one.subject;
        for (const { sink, encoding } of findHits(texts, formsOf(one.subject)))
          found.push(`${vendor} ${credential} ${one.target} ${one.fault.name}: ${sink} as ${encoding}`);
      }
    } finally {
      spies.stop();
    }
    expect(found).toEqual([]);
    expect(CASES.length).toBeGreaterThan(50);
  });
});
