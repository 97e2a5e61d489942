import type { Deviation } from "./deviation.ts";

/** An operation that was not sent, and why. */
export interface NotTried {
  readonly operation: string;
  readonly reason: string;
}

/** How a vendor's answers differ from its document; holds no value of any answer. */
export interface DriftReport {
  readonly vendor: string;
  /** `drift`: a rule is broken. `infrastructure`: nothing is known. */
  readonly outcome: "ok" | "drift" | "infrastructure";
  /** Why nothing is known; `undefined` else. */
  readonly problem: string | undefined;
  /** Whether it was ended before everything was tried. */
  readonly isInterrupted: boolean;
  /** Operations that could be sent: every GET, or query, and the writes that were allowed. */
  readonly operations: number;
  /** How many requests were sent. */
  readonly tried: number;
  /** How many answers there were, by status. */
  readonly answers: Readonly<Record<string, number>>;
  /** Requests without an answer, by code. */
  readonly failures: Readonly<Record<string, number>>;
  readonly notTried: readonly NotTried[];
  /** Rules that answers broke. */
  readonly deviations: readonly Deviation[];
  /** What the document does not know; breaks no rule. */
  readonly undocumented: readonly Deviation[];
}

/** What a run saw. */
export interface DriftRun extends Omit<DriftReport, "outcome" | "problem" | "deviations" | "undocumented"> {
  readonly seen: readonly Deviation[];
}

/** Judges a run. */
export function toReport({ seen, ...run }: DriftRun): DriftReport {
  const deviations = seen.filter(({ kind }) => kind !== "undocumented");
  const undocumented = seen.filter(({ kind }) => kind === "undocumented");
  const problem = findProblem(run);
  const outcome = problem !== undefined ? "infrastructure" : deviations.length > 0 ? "drift" : "ok";
  return { ...run, outcome, problem, deviations, undocumented };
}

function findProblem(run: Omit<DriftRun, "seen">): string | undefined {
  const statuses = Object.keys(run.answers);
  const codes = Object.keys(run.failures);
  if (run.tried === 0) {
    if (run.isInterrupted) return undefined;
    const [first] = run.notTried;
    return `Nothing could be tried${first === undefined ? "" : `: ${first.operation} ${first.reason}`}`;
  }
  if (statuses.length === 0) return codes.length === 0 ? undefined : `No request was answered: ${codes.join(", ")}`;
  if (statuses.every((status) => status === "401" || status === "403")) {
    return `Every request was refused with ${statuses.join(" or ")}: are the credentials good, and for this installation?`;
  }
  return undefined;
}
