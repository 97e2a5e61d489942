import type { AffectedFile } from "../../compare/affected.ts";
import { type Change, type Comparison, isAtLeast, LEVELS, type Level } from "../../compare/change.ts";
import type { DocumentCounts } from "../../import/import-document.ts";
import type { CompileProblem } from "../read-compile-problems.ts";
import { count } from "./blocks.ts";
import { countOperationsOf, operationsOf } from "./names.ts";

/** One revision as the history keeps it. */
export interface Revision extends DocumentCounts {
  readonly date: string;
  readonly sha256: string;
  readonly level: Level;
  /** Operations that came and went with it; absent where nothing was before. */
  readonly added?: number;
  readonly removed?: number;
}

/** What the contract tests of the vendor's package said of the new document. */
export interface Proof {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Titles of the tests that failed: our own, with names of operations in them. */
  readonly failures?: readonly string[];
}

/** A file that changes touch. */
export interface TouchedFile extends Omit<AffectedFile, "changes" | "linesOf"> {
  /** Places in the list of changes, each with the lines that it touches. */
  readonly changes: readonly { readonly at: number; readonly lines: readonly number[] }[];
}

/** Whom a refresh concerns. */
export interface Touched {
  /** What of it is this repository's. */
  readonly own: readonly string[];
  /** Everything that was looked through, touched or not. */
  readonly consumers: readonly string[];
  /** Hand-written files. */
  readonly files: readonly TouchedFile[];
  /** Files of a consumer that nobody could read: too big, or nested too deep. */
  readonly unread: readonly { readonly consumer: string; readonly file: string }[];
}

/** Everything that a report is written from: counts, names and hashes. */
export interface ReportFacts {
  readonly vendor: string;
  readonly title: string;
  readonly before: Revision;
  readonly after: Revision;
  readonly comparison: Pick<Comparison, "level" | "changes">;
  /** Absent where nobody looked. */
  readonly touched?: Touched | undefined;
  /** Whether the package's hand-written code compiles with the new types. */
  readonly compiles: boolean;
  /** Where it does not. */
  readonly problems?: readonly CompileProblem[];
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
  /** How many operations these changes touch. */
  readonly operations: number;
}

/** Changes of one rule and one level. */
export interface ChangeGroup {
  readonly level: Level;
  readonly rule: string;
  readonly changes: readonly Change[];
}

/** Changes by level and rule, the heaviest first. */
export function groupByRule(changes: readonly Change[]): ChangeGroup[] {
  const groups = Map.groupBy(changes, ({ level, rule }) => `${level} ${rule}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ level: first.level, rule: first.rule, changes: group }] : [];
    })
    .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || (a.rule < b.rule ? -1 : 1));
}

/** Counts of changes, the heaviest first. */
export function countChanges(changes: readonly Change[]): ChangeCount[] {
  return groupByRule(changes).map(({ level, rule, changes: group }) => ({
    level,
    rule,
    count: group.length,
    operations: countOperationsOf(group),
  }));
}

const REMOVED = /^operation-removed/;
const ROOT_FIELD = /^#\/(Query|Mutation|Subscription)\.[^.]+$/;

/** Operations that are new, and operations that are gone. */
export function countOperations(changes: readonly Change[]): { added: number; removed: number } {
  const isField = (rule: string, pointer: string, what: string) =>
    rule === `graphql-field-${what}` && ROOT_FIELD.test(pointer);
  return {
    added: changes.filter(({ rule, pointer }) => isAddition(rule) || isField(rule, pointer, "added")).length,
    removed: changes.filter(({ rule, pointer }) => REMOVED.test(rule) || isField(rule, pointer, "removed")).length,
  };
}

/** Whether a change is a new operation or a new field of GraphQL. */
export function isAddition(rule: string): boolean {
  return rule === "operation-added";
}

/** Rules about whom the client talks to and who may call. */
const SENSITIVE = /^(server|source-host|source-credentials|security-scheme|operation-security)/;
/** Words of operations that end, empty or overwrite what exists; what only reads does none of it, whatever it is called. */
const DESTRUCTIVE =
  /^(delet|remov|destroy|drop|purg|terminat|wip|reset|eras|truncat|clear|flush|kill|revok|rollback|uninstall|decommission|deprovision|shutdown|stop|evict|format)/;
const READING = /^(GET|HEAD|OPTIONS|query|subscription) /;
/** What a caller may send beyond what there was: a flag of a deletion is a change of what is deleted. */
const SENT = /^(request-|graphql-(field-argument|input-field)-)/;

/** What no machine may merge: a change of whom the client talks to, who may call, or what can be destroyed. */
export function listApprovals({ comparison, allowed, proof, compiles, touched }: ReportFacts): string[] {
  const { changes, level } = comparison;
  const sensitive = changes.filter(({ rule }) => SENSITIVE.test(rule)).length;
  const breaking = changes.filter((one) => one.level === "breaking").length;
  const risky = changes.filter((one) => one.level === "risky" && !SENSITIVE.test(one.rule)).length;
  const broken = touched?.files.filter((one) => one.level === "breaking").length ?? 0;
  const [added, changed] = [findDestructive(changes, true), findDestructive(changes, false)];
  return [
    ...allowed.map((flag) => `${flag} was given: what it lets pass is meant`),
    ...(sensitive > 0 ? [`${count(sensitive, "change")} of hosts or security`] : []),
    ...(added > 0 ? [`${count(added, "new operation")} that can destroy something`] : []),
    ...(changed > 0 ? [`${count(changed, "operation")} that can destroy something, changed in more than words`] : []),
    ...(level === "breaking" ? [`${count(breaking, "breaking change")}, so the next version is major`] : []),
    ...(level === "risky" && risky > 0
      ? [`${count(risky, "risky change")}: programs compile, and may be surprised`]
      : []),
    ...(broken > 0 ? [`${count(broken, "file names", "files name")} what breaks: look at each`] : []),
    ...(proof !== undefined && proof.failed > 0 ? [`${count(proof.failed, "contract test")} failed`] : []),
    ...(compiles ? [] : ["the package does not compile: its hand-written code has to follow"]),
    ...(proof === undefined && compiles ? ["the contract tests were left out"] : []),
  ];
}

function findDestructive(changes: readonly Change[], isNew: boolean): number {
  const isOfThem = ({ rule, level, pointer }: Change) => {
    const isAdded = isAddition(rule) || (rule === "graphql-field-added" && ROOT_FIELD.test(pointer));
    const isGone = REMOVED.test(rule) || (rule === "graphql-field-removed" && ROOT_FIELD.test(pointer));
    const isMeant = isAtLeast(level, "risky") || (level === "additive" && SENT.test(rule));
    return isNew ? isAdded : !isAdded && !isGone && isMeant;
  };
  const operations = new Set<string>();
  for (const change of changes.filter(isOfThem)) for (const one of operationsOf(change)) operations.add(one);
  return [...operations].filter(isDestructive).length;
}

/** By its method, or by a word of its path or name: `POST /envs/forceDelete`, `POST /envs/{id}/truncate-tables`. */
function isDestructive(operation: string): boolean {
  if (READING.test(operation)) return false;
  if (operation.startsWith("DELETE ")) return true;
  const words = operation.replace(/\{[^{}]*\}/g, " ").match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  return words.some((word) => DESTRUCTIVE.test(word.toLowerCase()));
}

/** The version step of a package; none where its users notice nothing. */
export function bumpOf(level: Level): "major" | "minor" | undefined {
  if (level === "breaking") return "major";
  return level === "additive" || level === "risky" ? "minor" : undefined;
}
