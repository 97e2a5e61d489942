import { expectedStatus, type Step, type StepKind } from "./step.ts";

/** One row of a table. */
type Row = Readonly<Record<string, string | number>>;

/** A figure, and the limit that it has to keep. */
export interface ReplayGoal {
  readonly figure: string;
  readonly value: number;
  readonly bound: "<=" | ">=";
  readonly limit: number;
}

const KINDS: Readonly<Record<StepKind, string>> = {
  base: "base",
  next: "next",
  again: "again, unchanged",
  view: "a part, to be refused",
};
/** The vendor whose document is the largest by far, so that goals of time and memory are set for it. */
const LARGEST = "palette";

/** What each step changed, and whether it went through by itself. */
export function toChangeRows(steps: readonly Step[]): Row[] {
  return steps.map((step) => {
    const { counts, proof } = step;
    return {
      ...{ vendor: step.vendor, revision: step.revision, step: KINDS[step.kind], exit: step.status },
      flags: step.flags.join(" ") || "none",
      operations: counts ? `${counts.before} -> ${counts.after}` : "",
      ...{ added: counts?.added ?? "", removed: counts?.removed ?? "", changed: counts?.changed ?? "" },
      level: step.level ?? "",
      ...{ breaking: counts?.breaking ?? "", risky: counts?.risky ?? "", additive: counts?.additive ?? "" },
      "contract tests": proof ? `${proof.passed} passed, ${proof.failed} failed` : "",
      files: step.files,
    };
  });
}

/** How long each step took, and how much memory all of its processes held together. */
export function toTimeRows(steps: readonly Step[]): Row[] {
  return steps.map((step) => ({
    ...{ vendor: step.vendor, revision: step.revision, step: KINDS[step.kind] },
    "s, median": round(medianOf(step.runs.map(({ seconds }) => seconds)), 1),
    "s, least": round(Math.min(...step.runs.map(({ seconds }) => seconds)), 1),
    "s of processor": leastOf(step.runs.map(({ cpuSeconds }) => cpuSeconds)) ?? "",
    "peak MiB": peakOf(step.runs.map(({ peakMiB }) => peakMiB)) ?? "",
    "s with contract tests": step.proved ? round(step.proved.seconds, 1) : "",
    "peak MiB with them": step.proved?.peakMiB ?? "",
    load: round(step.load, 1),
  }));
}

/** The steps in few columns, for people who want to know whether a refresh can be trusted. */
export function toSummaryRows(steps: readonly Step[]): Row[] {
  return steps
    .filter(({ kind }) => kind !== "again")
    .map((step) => {
      const { counts, proof } = step;
      return {
        ...{ vendor: step.vendor, revision: step.revision, exit: step.status },
        operations: counts ? `${counts.before} -> ${counts.after}` : "refused",
        added: counts?.added ?? "",
        removed: counts?.removed ?? "",
        changed: counts?.changed ?? "",
        "breaking changes": counts?.breaking ?? "",
        "contract tests": proof ? `${proof.passed} of ${proof.passed + proof.failed}` : "",
        seconds: round(medianOf(step.runs.map(({ seconds }) => seconds)), 1),
        "peak MiB": peakOf(step.runs.map(({ peakMiB }) => peakMiB)) ?? "",
      };
    });
}

/** What has to hold: promises for every vendor, times and memory for the largest document. */
export function toGoals(steps: readonly Step[]): ReplayGoal[] {
  const refreshed = steps.filter(({ kind }) => kind === "base" || kind === "next");
  const ofLargest = steps.filter(({ vendor }) => vendor === LARGEST);
  const largest = ofLargest.filter((step) => refreshed.includes(step));
  const again = ofLargest.filter(({ kind }) => kind === "again");
  const seconds = (some: readonly Step[]) => some.map(({ runs }) => medianOf(runs.map((run) => run.seconds)));
  const peaks = largest.flatMap(({ runs }) => runs.map(({ peakMiB }) => peakMiB));
  const peak = peakOf(peaks);
  return [
    ...listPromises(steps, refreshed),
    ...(largest.length > 0
      ? [most("Palette, slowest step without contract tests, median s", round(Math.max(...seconds(largest)), 1), 12)]
      : []),
    ...(peak === undefined ? [] : [most("Palette, peak memory of all processes of a step, MiB", peak, 1024)]),
    ...(again.length > 0
      ? [most("Palette, unchanged document, median s", round(Math.max(...seconds(again)), 2), 1)]
      : []),
  ];
}

function listPromises(steps: readonly Step[], refreshed: readonly Step[]): ReplayGoal[] {
  const late = refreshed.filter(({ kind }) => kind === "next");
  return [
    most("steps that end with another exit code than they have to", steps.filter(isUnexpected).length, 0),
    most("steps that need a flag, but for the oldest revision", late.filter(({ flags }) => flags.length > 0).length, 0),
    most("steps whose contract tests were not run", refreshed.filter(({ proof }) => !proof?.passed).length, 0),
    most(
      "contract tests that fail",
      refreshed.reduce((sum, { proof }) => sum + (proof?.failed ?? 0), 0),
      0,
    ),
  ];
}

/** Whether a step did not end as it has to. */
export function isUnexpected({ kind, status, runs }: Step): boolean {
  return [status, ...runs.map((run) => run.status)].some((one) => one !== expectedStatus(kind));
}

/** The middle of the values, the lower one of two. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

function peakOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

function leastOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : round(Math.min(...known), 1);
}

function most(figure: string, value: number, limit: number): ReplayGoal {
  return { figure, value, bound: "<=", limit };
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
