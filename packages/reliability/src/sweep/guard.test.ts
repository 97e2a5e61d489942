import { channel } from "node:diagnostics_channel";
import { inspect } from "node:util";
import { answerJson, findFault } from "@vendor-clients/testing/faults";
import { describe, expect, test } from "vitest";
import { formatSweep } from "./format-sweep.ts";
import { ENCODINGS, encodeSecret } from "./forms.ts";
import { EXCEPTIONS, runSweep } from "./run-sweep.ts";
import { SINKS, type Sink } from "./sinks.ts";
import type { SweepSetup, SweepSubject } from "./sweep-subject.ts";

const SECRET = `Xx5yGua1/h+o n"e\\y'=&g<1>é-tail`;

/** A client that does nothing but show a secret, in one way. */
function createLeak(act: (setup: SweepSetup, shown: string) => unknown, shown: string): SweepSubject {
  return {
    ...{ vendor: "leak", credential: "secret", given: [SECRET] },
    isLogin: () => false,
    answerLogin: () => answerJson({}),
    answer: () => answerJson({}),
    refuse: () => ({}),
    unwrap: (result) => result,
    scenes: { read: async (setup) => act(setup, shown) },
  };
}

function fail(members: object): never {
  throw Object.assign(new Error("quiet"), members);
}

const LEAKS: Readonly<Record<Sink, (setup: SweepSetup, shown: string) => unknown>> = {
  message: (_, shown) => {
    throw new Error(shown);
  },
  stack: (_, shown) => fail({ stack: `Error: quiet\n at ${shown}` }),
  cause: (_, shown) => {
    throw new Error("quiet", { cause: new Error("inner", { cause: Object.assign(new Error("x"), { data: shown }) }) });
  },
  string: (_, shown) => fail({ toString: () => shown }),
  json: (_, shown) => fail({ toJSON: () => ({ deep: { shown } }) }),
  "to-json": (_, shown) => fail({ toJSON: () => Object.defineProperty({}, "hidden", { value: shown }) }),
  inspect: (_, shown) => fail({ [inspect.custom]: () => shown }),
  reconcile: (_, shown) => fail({ reconcile: shown }),
  history: (_, shown) => fail({ history: [{ state: shown }] }),
  cursor: (_, shown) => fail({ cursor: shown }),
  "events-json": ({ onEvent }, shown) => tell(onEvent, { toJSON: () => shown }),
  "events-inspect": ({ onEvent }, shown) => tell(onEvent, Object.defineProperty({}, "hidden", { value: shown })),
  progress: ({ onProgress }, shown) => onProgress({ state: shown, elapsedMs: 0, attempt: 1 }),
  report: (_, shown) => ({ report: { checks: [] }, text: shown }),
  url: ({ fetch, origin }, shown) => fetch(`${origin}/?key=${encodeURIComponent(shown)}`, { redirect: "manual" }),
  console: (_, shown) => console.debug("sent with", { headers: { shown } }),
  stdout: (_, shown) => process.stdout.write(`${shown}\n`),
  stderr: (_, shown) => process.stderr.write(`${shown}\n`),
  warning: (_, shown) => process.emitWarning(shown),
  rejection: (_, shown) => void Promise.reject(new Error(shown)),
  diagnostics: (_, shown) => channel("leak").publish({ shown }),
};

function tell(listen: SweepSetup["onEvent"], attributes: object): void {
  listen({ type: "attempt", vendor: "leak", operation: "GET /", attributes: attributes as Record<string, string> });
}

async function findLeaks(act: (setup: SweepSetup, shown: string) => unknown, shown: string) {
  const { hits } = await runSweep({ subjects: [createLeak(act, shown)], faults: [findFault("gzip")], seed: 1 });
  return hits;
}

describe("the sweep of a client that leaks", () => {
  test.each(SINKS.filter((sink) => sink !== "rejection"))("into %s, finds it there", async (sink) => {
    const hits = await findLeaks(LEAKS[sink], SECRET);
    expect(hits.map((hit) => hit.sink)).toContain(sink);
    expect(hits[0]).toMatchObject({ vendor: "leak", credential: "secret", fault: "gzip", scene: "read" });
  });

  test("into a rejection that nobody handles, finds it there", async () => {
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    try {
      expect((await findLeaks(LEAKS.rejection, SECRET)).map(({ sink }) => sink)).toContain("rejection");
    } finally {
      for (const other of others) process.on("unhandledRejection", other);
    }
  });

  test.each(ENCODINGS)("%s, finds it", async (encoding) => {
    const hits = await findLeaks(LEAKS.message, `key ${encodeSecret(SECRET, encoding)} refused`);
    // Forms that look the same count as the first of them.
    const wanted = encoding.startsWith("base64") ? /^base64/ : new RegExp(`^${encoding}$`);
    expect(hits.map((hit) => hit.encoding).filter((found) => wanted.test(found))).not.toEqual([]);
  });

  test("some of its middle, finds it", async () => {
    expect((await findLeaks(LEAKS.message, SECRET.slice(12, 26))).map(({ encoding }) => encoding)).toContain("part");
  });

  test("tells where, and never the secret", async () => {
    const tally = await runSweep({
      subjects: [createLeak(LEAKS.message, SECRET)],
      faults: [findFault("gzip")],
      seed: 1,
    });
    const text = formatSweep(tally);
    expect(text).toContain("leak secret, read before calls, secret 0");
    expect(text).toContain("message as plain");
    for (const encoding of ENCODINGS) expect(text).not.toContain(encodeSecret(SECRET, encoding));
  });

  test("nothing, finds nothing", async () => {
    expect(await findLeaks(() => fail({ code: "X" }), SECRET)).toEqual([]);
  });
});

test("exceptions, have reasons", () => {
  for (const { reason } of EXCEPTIONS) expect(reason.length).toBeGreaterThan(20);
});
