import { describe, expect, test } from "vitest";
import { createFakeClock } from "../clock/fake-clock.ts";
import { FAULTS, findFault } from "./catalogue/catalogue.ts";
import { CALL_CLASSES, type CallClass, type Fault } from "./fault.ts";
import { createFaultFetch } from "./fault-fetch.ts";
import { type CallEnd, type Finding, judge } from "./judge.ts";
import { createLedger, type LedgerBook } from "./ledger.ts";
import { findDemand } from "./matrix.ts";
import { createThings } from "./world.ts";

const ORIGIN = "https://api.example.test";

/** A client as many are: sends everything again, three times, whatever it is and whatever happened, and follows redirects. */
async function createNaively(fetch: typeof globalThis.fetch, name: string): Promise<CallEnd> {
  for (let attempt = 1; ; attempt++) {
    try {
      const headers = { ApiKey: "key" };
      const response = await fetch(`${ORIGIN}/things`, { method: "POST", body: JSON.stringify({ name }), headers });
      if (response.ok) return { outcome: "success", returnedName: JSON.parse(await response.text()).name };
      if (attempt === 3) return { outcome: "http" };
    } catch {
      if (attempt === 3) return { outcome: "network" };
    }
  }
}

async function tryNaively(fault: Fault, seed: number): Promise<readonly Finding[]> {
  const clock = createFakeClock();
  const ledger = createLedger();
  const fetch = createFaultFetch({ fault, ledger, seed, clock, world: createThings(), origins: [ORIGIN] });
  const end = await clock.runUntil(createNaively(fetch, "red"));
  return judge({ fault, callClass: "write", subject: "red", ledger, end });
}

async function countNaively(names: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) {
    for (let seed = 1; seed <= 40; seed++) {
      for (const { kind } of await tryNaively(findFault(name), seed)) counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return counts;
}

describe("a client that sends writes again blindly", () => {
  test("before lost answers, is found to duplicate", async () => {
    expect((await countNaively(["reset-before-answer"]))["duplicated"]).toBeGreaterThan(5);
  });

  test("before a server that fails for ever, is found to report what happened as failed", async () => {
    expect((await countNaively(["status-500-for-ever"]))["misreported"]).toBeGreaterThan(30);
  });

  test("sent to another host, is found to go there", async () => {
    expect((await countNaively(["redirect-307-to-another-host"]))["off-origin"]).toBe(40);
  });

  test("before a healthy though odd server, is not found guilty", async () => {
    expect(await countNaively(["gzip", "chunked", "slow-body"])).toEqual({});
  });
});

describe("judge()", () => {
  const told = (
    end: CallEnd,
    callClass: CallClass = "write",
    change: (ledger: LedgerBook) => void = () => {},
    fault = "no-http",
  ) => {
    const ledger = createLedger();
    change(ledger);
    const trial = { fault: findFault(fault), callClass, subject: "red", ledger, end };
    return judge(trial).map(({ kind }) => kind);
  };
  const created = (ledger: LedgerBook) => void ledger.addEffect("create", "red");

  test.each<[string, readonly string[], string[]]>([
    ["an ambiguous write that took effect, says nothing", told({ outcome: "ambiguous" }, "write", created), []],
    ["an ambiguous write that did not, says nothing", told({ outcome: "ambiguous" }), []],
    [
      "one said to be applied that was not, says misreported",
      told({ outcome: "ambiguous", applied: "yes" }),
      ["misreported"],
    ],
    ["a plain failure of a write in doubt, says misreported", told({ outcome: "network" }), ["misreported"]],
    [
      "a plain failure of a write that took effect, says misreported twice",
      told({ outcome: "http" }, "write", created),
      ["misreported", "misreported"],
    ],
    ["a success that never happened, says lost", told({ outcome: "success" }, "write-with-lookup"), ["lost"]],
    [
      "another thing than was created, says misreported",
      told({ outcome: "success", returnedName: "blue" }, "write-with-lookup", created),
      ["misreported"],
    ],
    ["an error of no family, says untyped", told({ outcome: "untyped" }, "safe"), ["untyped", "unexpected"]],
    [
      "a failure where the matrix wants a success, says unexpected",
      told({ outcome: "network" }, "safe"),
      ["unexpected"],
    ],
    ["a deletion that never happened, says lost", told({ outcome: "success" }, "idempotent"), ["lost"]],
  ])("told of %s", (_, found, want) => {
    expect(found).toEqual(want);
  });
});

test("judge() of a call that is sent again before a delay of a month is over, says unexpected", async () => {
  expect((await tryNaively(findFault("limited-for-a-month"), 1)).map(({ text }) => text)).toEqual([
    "sent 3 times, against a delay beyond its time",
  ]);
});

describe("the catalogue", () => {
  test("has at least 48 faults with names of their own", () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    expect(FAULTS.length).toBeGreaterThanOrEqual(48);
  });

  test("in every row, has a fault, and a demand for every class", () => {
    for (const fault of FAULTS) {
      for (const callClass of CALL_CLASSES) {
        expect(findDemand(fault, callClass), `${fault.name} ${callClass}`).not.toContain("untyped");
      }
    }
    expect(new Set(FAULTS.map(({ row }) => row)).size).toBe(17);
  });

  test("asked for a name that it does not have, says which it has", () => {
    expect(() => findFault("nope")).toThrow("refused-then-up");
  });

  // A body that is the healthy one, cut or coded, exists only when the request was served.
  test("where an answer is made of the healthy one, lets the request take effect", () => {
    const made = FAULTS.filter(({ strike }) => strike.kind === "answer" && strike.answer.body === undefined);
    expect(made.filter(({ effect }) => effect !== "always")).toEqual([]);
  });
});
