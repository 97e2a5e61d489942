import { CALL_CLASSES, type CallClass, FAULTS, type Fault } from "@vendor-clients/testing/faults";
import type { Subject } from "../subject.ts";
import { SUBJECTS } from "../subjects/subjects.ts";
import { findCalls, runTrial, type TrialReport } from "./run-trial.ts";

/** One place of the matrix. */
export interface Cell {
  readonly subject: Subject;
  readonly callClass: CallClass;
  readonly fault: Fault;
}

/** Every place of the matrix where a vendor has a call of the class. */
export function listCells(): Cell[] {
  return SUBJECTS.flatMap((subject) =>
    CALL_CLASSES.filter((callClass) => findCalls(subject, callClass).length > 0).flatMap((callClass) =>
      FAULTS.map((fault) => ({ subject, callClass, fault })),
    ),
  );
}

/** How a place of the matrix is named, such as `palette/write/flapping`. */
export function nameCell({ subject, callClass, fault }: Cell): string {
  return `${subject.vendor}/${callClass}/${fault.name}`;
}

/** A run that did not end as it must, and how to repeat it. */
export interface Failing {
  readonly cell: string;
  readonly seed: number;
  readonly kind: string;
  readonly text: string;
}

/** What many runs add up to. */
export interface Tally {
  readonly runs: number;
  /** Runs of calls that write. */
  readonly writes: number;
  /** Runs whose call met the fault's end or none at all and succeeded. */
  readonly successes: number;
  /** Findings by their kind; those that were never made are absent. */
  readonly counts: Readonly<Record<string, number>>;
  /** The first of them. */
  readonly failing: readonly Failing[];
  /** How late calls ended, in milliseconds; those in time are left out. */
  readonly overrunsMs: readonly number[];
}

/** Which runs to make. */
export interface MatrixOptions {
  readonly cells: readonly Cell[];
  readonly firstSeed: number;
  readonly seeds: number;
  /** Of so many processes that share the runs, this is the one of that number, from 0. */
  readonly shard?: { readonly index: number; readonly of: number };
}

const MOST_FAILING = 40;

/** Runs every cell with every seed, one after the other. */
export async function runMatrix({
  cells,
  firstSeed,
  seeds,
  shard = { index: 0, of: 1 },
}: MatrixOptions): Promise<Tally> {
  await warmUp(cells);
  const counts: Record<string, number> = {};
  const failing: Failing[] = [];
  const overrunsMs: number[] = [];
  const sums = { runs: 0, writes: 0, successes: 0 };
  for (const [index, cell] of cells.entries()) {
    if (index % shard.of !== shard.index) continue;
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
      const { end, findings, overrunMs } = await runTrial({ ...cell, seed });
      sums.runs++;
      if (/write|idempotent/.test(cell.callClass)) sums.writes++;
      if (end.outcome === "success") sums.successes++;
      if (overrunMs > 0) overrunsMs.push(overrunMs);
      for (const { kind, text } of findings) {
        counts[kind] = (counts[kind] ?? 0) + 1;
        if (failing.length < MOST_FAILING) failing.push({ cell: nameCell(cell), seed, kind, text });
      }
    }
  }
  return { ...sums, counts, failing, overrunsMs };
}

/** Adds up what several processes found. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const counts: Record<string, number> = {};
  for (const tally of tallies) {
    for (const [kind, count] of Object.entries(tally.counts)) counts[kind] = (counts[kind] ?? 0) + count;
  }
  const sum = (key: "runs" | "writes" | "successes") => tallies.reduce((total, one) => total + one[key], 0);
  return {
    ...{ runs: sum("runs"), writes: sum("writes"), successes: sum("successes"), counts },
    failing: tallies.flatMap(({ failing }) => failing),
    overrunsMs: tallies.flatMap(({ overrunsMs }) => overrunsMs),
  };
}

/**
 * Loads what clients load when they first need it, such as rules for sending again: a clock that jumps from timer to timer would be at the
 * end of the call before a file is read.
 */
async function warmUp(cells: readonly Cell[]): Promise<void> {
  const seen = new Set<string>();
  for (const cell of cells) {
    const kind = `${cell.subject.vendor}/${cell.callClass}`;
    const isTelling =
      /^(reset-before-answer|status-500-for-ever|unauthorized-once|no-http|image-in-place-of-json)$/.test(
        cell.fault.name,
      );
    if (isTelling || !seen.has(kind)) {
      seen.add(kind);
      await repeat(3, () => runTrial({ ...cell, seed: 1 }));
    }
  }
}

async function repeat(times: number, run: () => Promise<TrialReport>): Promise<void> {
  for (let count = 0; count < times; count++) {
    await run();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
