import { CALL_CLASSES, FAULTS, findFault } from "@vendor-clients/testing/faults";
import { describe, expect, test } from "vitest";
import type { Subject } from "../subject.ts";
import { toCall } from "../subjects/calls.ts";
import { SUBJECTS } from "../subjects/subjects.ts";
import { listCells, nameCell, runMatrix } from "./run-matrix.ts";

const FIRST_SEED = 20_261_121;
const LEAST_RUNS = 5_000;

describe("the fault matrix", () => {
  test(`run with the seeds from ${FIRST_SEED} on, finds no client guilty of anything`, async () => {
    const cells = listCells();
    const seeds = Math.ceil(LEAST_RUNS / cells.length);
    const { runs, failing } = await runMatrix({ cells, firstSeed: FIRST_SEED, seeds });
    expect(failing).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(LEAST_RUNS);
  }, 60_000);

  test("has every fault, at least five vendors in each class, and no two cells of one name", () => {
    const cells = listCells();
    expect(new Set(cells.map(nameCell)).size).toBe(cells.length);
    expect(new Set(cells.map(({ fault }) => fault.name)).size).toBe(FAULTS.length);
    const vendorsOf = (callClass: string) =>
      new Set(cells.filter((cell) => cell.callClass === callClass).map(({ subject }) => subject.vendor)).size;
    for (const callClass of CALL_CLASSES) {
      expect(vendorsOf(callClass), callClass).toBeGreaterThanOrEqual(5);
    }
  });
});

/** A vendor whose write is said to be what it is not. */
function mislabel(subject: Subject, operationClass: "idempotent" | "safe"): Subject {
  const { write = [] } = subject.calls;
  const send = (client: Parameters<(typeof write)[0]["send"]>[0], name: string, options: object) =>
    write[0]?.send(client, name, { ...options, operationClass }) ?? Promise.resolve();
  return { ...subject, calls: { write: write.map((call) => ({ ...call, send })) } };
}

describe("the judge", () => {
  const palette = SUBJECTS.find(({ vendor }) => vendor === "palette") as Subject;

  test("of a client that is told to send a creation again, finds duplicates", async () => {
    const cell = {
      subject: mislabel(palette, "idempotent"),
      callClass: "write",
      fault: findFault("reset-before-answer"),
    } as const;
    const { counts } = await runMatrix({ cells: [cell], firstSeed: 1, seeds: 40 });
    expect(counts["duplicated"]).toBeGreaterThan(5);
  });

  test("of a client that is told that a creation is a read, finds failures that took effect", async () => {
    const cell = {
      subject: mislabel(palette, "safe"),
      callClass: "write",
      fault: findFault("status-500-for-ever"),
    } as const;
    const { counts } = await runMatrix({ cells: [cell], firstSeed: 1, seeds: 40 });
    expect(counts["misreported"]).toBeGreaterThan(5);
  });

  test("of a client whose secret is a word of the answer, finds it shown", async () => {
    const subject = { ...palette, secrets: ["server answered"] };
    const cell = { subject, callClass: "write", fault: findFault("status-400") } as const;
    const { counts } = await runMatrix({ cells: [cell], firstSeed: 1, seeds: 10 });
    expect(counts["secret"]).toBeGreaterThan(5);
  });

  test("of a call to a path that the vendor does not have, finds the end unexpected", async () => {
    const subject = { ...palette, calls: { safe: [toCall({ method: "GET", path: "/v1/nope" })] } };
    const cell = { subject, callClass: "safe", fault: findFault("gzip") } as const;
    expect((await runMatrix({ cells: [cell], firstSeed: 1, seeds: 2 })).counts["unexpected"]).toBe(2);
  });
});
