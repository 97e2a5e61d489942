import type { Level } from "../../compare/change.ts";
import { listApprovals, type ReportFacts } from "../report/facts.ts";

/** What the third job says of a change. */
export interface Verdict {
  readonly level: Level;
  /** What a person has to say yes to. */
  readonly approvals: readonly string[];
  /** Of the pull request. */
  readonly labels: readonly string[];
  readonly mayAutoMerge: boolean;
  /** Whether hand-written code compiles and contract tests, where they were run, passed. */
  readonly isProven: boolean;
}

/** Levels that a machine may merge when nothing asks for a person. */
const HARMLESS: ReadonlySet<Level> = new Set(["documentation", "additive"]);

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^--/, "flag"],
  [/hosts or security/, "host or security"],
  [/destroy|delete/, "destructive operation"],
  [/break/, "breaking"],
  [/risky/, "risky"],
  [/contract test|compile/, "tests"],
];

/** Label of a pull request that needs nobody. */
export const NO_APPROVAL = "refresh: no approval needed";

/** Labels that are ours: those of an earlier state of the same pull request go. */
export const OUR_LABELS = /^(refresh|approval): /;

/** What the facts of a refresh mean for its pull request. */
export function toVerdict(facts: ReportFacts): Verdict {
  const { comparison, compiles, proof } = facts;
  const judged = judge(comparison.level, listApprovals(facts));
  return { ...judged, isProven: compiles && (proof?.failed ?? 0) === 0 };
}

/** Whether a machine may merge, and who else. The same level and approvals always give the same answer. */
export function judge(level: Level, approvals: readonly string[]): Omit<Verdict, "isProven"> {
  const mayAutoMerge = approvals.length === 0 && HARMLESS.has(level);
  const kinds = approvals.map((text) => KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? "other");
  const needed = approvals.length === 0 && !mayAutoMerge ? ["risky"] : kinds;
  const labels = mayAutoMerge ? [NO_APPROVAL] : [...new Set(needed)].map((kind) => `approval: ${kind}`);
  return { level, approvals, labels, mayAutoMerge };
}
