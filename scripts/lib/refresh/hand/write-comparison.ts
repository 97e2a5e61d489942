import { type Change, type Comparison, isAtLeast, LEVELS } from "../../compare/change.ts";
import { formatTable } from "../../table.ts";
import { toPlainName } from "../refusal.ts";

// Rule: as in every report, counts and names only. Nothing that the vendor wrote for people appears.

const MAX_NAMES = 200;

/** What differs between a document that is written by hand and the vendor's own: counts by rule, operations by name. */
export function writeComparison(title: string, { level, changes, compared }: Comparison): string {
  const rows = (["operations", "schemas"] as const).map((count) => ({
    count,
    "written here": compared.before[count],
    "the vendor's": compared.after[count],
  }));
  return [
    `# ${title}: the vendor's document beside the one that is written here: ${level}`,
    formatTable(rows),
    ...(changes.length === 0 ? ["Both say the same."] : [formatTable(countRules(changes))]),
    ...listNames("Only in the vendor's document", changes, /^operation-added/u),
    ...listNames("Only in the document that is written here", changes, /^operation-removed/u),
    ...listNames(
      "In both, with differences that break a caller",
      changes.filter(isGrave),
      /^(?!operation-(added|removed))/u,
    ),
  ].join("\n\n");
}

const isGrave = ({ level }: Change) => isAtLeast(level, "breaking");

function countRules(changes: readonly Change[]) {
  const counts = new Map<string, { level: Change["level"]; rule: string; count: number }>();
  for (const { level, rule } of changes) {
    const key = `${LEVELS.length - LEVELS.indexOf(level)} ${rule}`;
    counts.set(key, { level, rule, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function listNames(heading: string, changes: readonly Change[], rule: RegExp): string[] {
  const found = changes.filter((one) => rule.test(one.rule));
  const names = [
    ...new Set(found.flatMap(({ operation, operations }) => operations ?? (operation ? [operation] : []))),
  ];
  if (names.length === 0) return [];
  const shown = names
    .sort()
    .slice(0, MAX_NAMES)
    .map((name) => `- ${toPlainName(name, 160)}`);
  const more = names.length > MAX_NAMES ? [`- and ${names.length - MAX_NAMES} more`] : [];
  return [`## ${heading}: ${names.length}`, [...shown, ...more].join("\n")];
}
