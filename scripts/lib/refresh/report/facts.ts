import { type Change, type Comparison, LEVELS, type Level } from "../../compare/change.ts";
import type { DocumentCounts } from "../../import/import-document.ts";
import { toPlainName } from "../refusal.ts";

/** One revision as the history keeps it. */
export interface Revision extends DocumentCounts {
  readonly date: string;
  readonly sha256: string;
  readonly level: Level;
}

/** What the contract tests of the vendor's package said of the new document. */
export interface Proof {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Everything that a report is written from: counts, names and hashes. */
export interface ReportFacts {
  readonly vendor: string;
  readonly title: string;
  readonly before: Revision;
  readonly after: Revision;
  readonly comparison: Pick<Comparison, "level" | "changes">;
  /** Whether the package's hand-written code compiles with the new types. */
  readonly compiles: boolean;
  /** Absent when the contract tests were left out, or could not run because the package does not compile. */
  readonly proof?: Proof | undefined;
  /** Flags that let something pass which is refused without. */
  readonly allowed: readonly string[];
  /** Files that change, from the root of the project. */
  readonly files: readonly string[];
}

/** One row of the table of changes by level and rule. */
export interface ChangeCount {
  readonly level: Level;
  readonly rule: string;
  readonly count: number;
}

/** Counts of changes, the heaviest first. */
export function countChanges(changes: readonly Change[]): ChangeCount[] {
  const counts = new Map<string, ChangeCount>();
  for (const { level, rule } of changes) {
    const key = `${level} ${rule}`;
    counts.set(key, { level, rule, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || (a.rule < b.rule ? -1 : 1),
  );
}

/** Rules about whom the client talks to and who may call. */
const SENSITIVE = /^(server|source-host|source-credentials|security-scheme|operation-security)/;

/** What no machine may merge: a change of whom the client talks to, who may call, or what can be destroyed. */
export function listApprovals({ comparison, allowed, proof, compiles }: ReportFacts): string[] {
  const isNewDelete = ({ rule, operation = "" }: Change) => /added/.test(rule) && /^(DELETE |delete)/.test(operation);
  const deletions = comparison.changes.filter(isNewDelete).length;
  const sensitive = comparison.changes.filter(({ rule }) => SENSITIVE.test(rule)).length;
  return [
    ...allowed.map((flag) => `${flag} was given`),
    ...(sensitive > 0 ? [`${sensitive} changes of hosts or security`] : []),
    ...(deletions > 0 ? [`${deletions} new operations that delete`] : []),
    ...(comparison.level === "breaking" ? ["the change is breaking"] : []),
    ...(proof !== undefined && proof.failed > 0 ? [`${proof.failed} contract tests fail`] : []),
    ...(compiles ? [] : ["the package does not compile: its hand-written code has to follow"]),
    ...(proof === undefined && compiles ? ["the contract tests were left out"] : []),
  ];
}

/** The version step of a package; none where its users notice nothing. */
export function bumpOf(level: Level): "major" | "minor" | undefined {
  if (level === "breaking") return "major";
  return level === "additive" || level === "risky" ? "minor" : undefined;
}

/** A name of the document in a code span: no character of it can end the span, mention, link or close anything. */
export function code(name: string): string {
  return `\`${toPlainName(name, 160)}\``;
}
