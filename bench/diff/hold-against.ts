import { type Change, isAtLeast, type Level } from "../../scripts/lib/compare/change.ts";
import { indexChanges } from "../../scripts/lib/compare/index-changes.ts";
import type { Finding } from "./oasdiff.ts";
import { isSameDirection, isSameKind } from "./same-kind.ts";

/** How a finding of oasdiff stands to our changes of the same operation. */
export type Verdict = "found" | "as another kind" | "laxer" | "missed";

/** One finding with its verdict, and our gravest change of the same kind, or of the operation where there is none. */
export interface Judged extends Finding {
  readonly verdict: Verdict;
  readonly rule: string | undefined;
  readonly level: Level;
}

/** Findings and changes of one pair of documents. */
export interface HeldAgainst {
  readonly judged: readonly Judged[];
  /** Rules of our breaking changes, once for each operation that oasdiff has no error of the kind for. */
  readonly oursOnly: readonly string[];
}

/** Holds the judge's findings against our changes, by operation and kind; an error has to be breaking, a warning at least risky. */
export function holdAgainst(findings: readonly Finding[], changes: readonly Change[]): HeldAgainst {
  const { byOperation } = indexChanges(changes);
  const general = changes.filter(({ operation, operations }) => !operation && !operations);
  const about = (operation: string | undefined) =>
    operation === undefined ? changes : [...(byOperation.get(operation) ?? []), ...general];
  const errors = Map.groupBy(
    findings.filter(({ isError }) => isError),
    ({ operation }) => operation,
  );
  const isOursOnly = (operation: string | undefined, rule: string) =>
    !errors.get(operation)?.some(({ check }) => isSameKind(check, rule));
  return {
    judged: findings.map((finding) => judge(finding, about(finding.operation))),
    oursOnly: changes
      .filter(({ level }) => level === "breaking")
      .flatMap(({ rule, operation, operations = [operation] }) =>
        operations.filter((one) => isOursOnly(one, rule)).map(() => rule),
      ),
  };
}

function judge(finding: Finding, changes: readonly Change[]): Judged {
  const need: Level = finding.isError ? "breaking" : "risky";
  const same = gravest(changes.filter(({ rule }) => isSameKind(finding.check, rule)));
  const near = gravest(changes.filter(({ rule }) => isSameDirection(finding.check, rule)));
  const known = same ?? near ?? gravest(changes);
  const isFound = same !== undefined && isAtLeast(same.level, need);
  const isFoundElse = near !== undefined && isAtLeast(near.level, need);
  const verdict = isFound ? "found" : isFoundElse ? "as another kind" : known ? "laxer" : "missed";
  const shown = verdict === "as another kind" ? near : known;
  return { ...finding, verdict, rule: shown?.rule, level: shown?.level ?? "none" };
}

function gravest(changes: readonly Change[]): Change | undefined {
  return changes.reduce<Change | undefined>(
    (top, one) => (top && isAtLeast(top.level, one.level) ? top : one),
    undefined,
  );
}
