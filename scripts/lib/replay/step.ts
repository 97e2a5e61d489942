import type { Level } from "../compare/change.ts";
import type { Proof } from "../refresh/report/facts.ts";
import type { StepCounts } from "./count-step.ts";

/** `base`: from what is committed to the oldest revision. `again`: the same bytes once more. `view`: a part of a revision, to be refused. */
export type StepKind = "base" | "next" | "again" | "view";

/** How one run of the refresh ended. */
export interface Run {
  readonly status: number;
  readonly output: string;
  readonly seconds: number;
  /** Processor time of all its processes; absent where the system does not tell. */
  readonly cpuSeconds?: number | undefined;
  /** Most memory of all its processes together; absent where the system does not tell. */
  readonly peakMiB?: number | undefined;
}

/** One revision that was refreshed to. */
export interface Step {
  readonly vendor: string;
  readonly kind: StepKind;
  /** The revision, with its view. */
  readonly revision: string;
  /** Flags that had to be given. */
  readonly flags: readonly string[];
  /** Exit code of the refresh, with the contract tests where they were run. */
  readonly status: number;
  /** Without the contract tests, one after the other. */
  readonly runs: readonly Run[];
  readonly proved?: Run | undefined;
  /** Absent where nothing changed. */
  readonly level?: Level | undefined;
  readonly counts?: StepCounts | undefined;
  /** Absent when the contract tests were not run. */
  readonly proof?: Pick<Proof, "passed" | "failed"> | undefined;
  /** Files of the project that the refresh changed. */
  readonly files: number;
  /** Processes that wanted a core while it ran, on average over a minute. */
  readonly load: number;
}

/** The exit code that a step has to end with. */
export function expectedStatus(kind: StepKind): number {
  return kind === "view" ? 14 : 0;
}
