import { type Change, isAtLeast, LEVELS, type Level } from "../../compare/change.ts";
import { readSunset } from "../../sunset.ts";
import {
  type Cell,
  count,
  MOST_GRAVE_ROWS,
  MOST_ROWS,
  type Name,
  type Row,
  type Table,
  table,
  wholeTable,
} from "./blocks.ts";
import { countChanges, groupByRule, type Touched } from "./facts.ts";
import { operationsOf, showFact, showNames } from "./names.ts";

/** Rules by which an operation is the same by another name. */
const RENAMES: ReadonlyMap<string, string> = new Map([
  ["operation-moved", "another place"],
  ["operation-renamed", "another place and another name"],
  ["operation-path-parameter-renamed", "another parameter in the path"],
  ["operation-id-changed", "another name"],
]);

/** Operations that are the same by another name or at another place: one row each, with both names. */
export function tableRenames(changes: readonly Change[]): Table[] {
  const renames = changes.filter(({ rule }) => RENAMES.has(rule));
  return table("Operations by another name or at another place", renames, ({ rule, from, to }) => ({
    was: showFact(from),
    is: showFact(to),
    differs: RENAMES.get(rule) ?? "",
  }));
}

/** How many operations came and went below each first word of the paths, so that many of them can be taken in. */
export function tableAreas(changes: readonly Change[]): Table[] {
  const areas = new Map<string, { added: number; removed: number }>();
  for (const { rule, operation = "" } of changes) {
    const key = rule === "operation-added" ? "added" : rule.startsWith("operation-removed") ? "removed" : undefined;
    if (key === undefined) continue;
    const area = areaOf(operation);
    const counts = areas.get(area) ?? { added: 0, removed: 0 };
    counts[key] += 1;
    areas.set(area, counts);
  }
  if (areas.size < 2) return [];
  const all = [...areas].sort(([a], [b]) => (a < b ? -1 : 1));
  const listed = heaviestFirst(all, MOST_ROWS, ([, { removed }]) => removed);
  const caption = "Operations that came and went, by the first words of the path";
  return table(caption, listed, ([name, counts]) => ({ path: { name }, ...counts }));
}

/** As they are; where not all of them are listed, the heaviest first. */
function heaviestFirst<T>(items: readonly T[], mostRows: number, weigh: (item: T) => number): readonly T[] {
  return items.length <= mostRows ? items : items.toSorted((a, b) => weigh(b) - weigh(a));
}

/** `/v1/clusters` of `GET /v1/clusters/{id}/nodes`: up to the first word that is no version. */
function areaOf(operation: string): string {
  const segments = operation
    .slice(operation.indexOf(" ") + 1)
    .split("/")
    .filter(Boolean);
  const end = segments.findIndex((segment) => !/^(v\d+\w*|api|\d[\d.]*)$/i.test(segment));
  return `/${segments.slice(0, end < 0 ? segments.length : end + 1).join("/")}`;
}

const MEMBER = /^(.*-property|graphql-(?:input-)?field|graphql-enum-value)-(removed|added)$/;

/** One name gone and one new at the same place: perhaps the same by another name, which only the vendor can say. */
export function tablePossibleRenames(changes: readonly Change[]): Table[] {
  const places = new Map<string, { removed: Set<string>; added: Set<string> }>();
  for (const { rule, pointer } of changes) {
    const [, kind = "", what] = MEMBER.exec(rule) ?? [];
    if (what !== "removed" && what !== "added") continue;
    const end = Math.max(pointer.lastIndexOf("/"), kind.startsWith("graphql") ? pointer.lastIndexOf(".") : 0);
    const names = places.get(pointer.slice(0, end)) ?? { removed: new Set(), added: new Set() };
    // Two names are as many as a thousand: not one.
    if (names[what].size < 2) names[what].add(pointer.slice(end + 1));
    places.set(pointer.slice(0, end), names);
  }
  const pairs = [...places].flatMap(([place, { removed, added }]) => {
    const [[was], [is]] = [removed, added];
    if (removed.size !== 1 || added.size !== 1 || was === undefined || is === undefined) return [];
    return [{ place, was, is }];
  });
  return table("One name gone and one new at the same place: perhaps renamed", pairs, ({ place, was, is }) => ({
    place: { name: place.replace(/\/properties$/, "") },
    gone: { name: was },
    new: { name: is },
  }));
}

const DAY_MS = 86_400_000;

/** Operations that are gone after the vendor had said so, and how the day that it had told compares with today. */
export function tableAnnounced(changes: readonly Change[], date: string): Table[] {
  const gone = changes.filter(({ rule }) => rule === "operation-removed-after-deprecation");
  return table("Operations gone as the vendor had announced", gone, (change) => {
    const day = Array.isArray(change.from) ? readSunset(change.from[1]) : undefined;
    return { operation: showOperations(change), announced: describeDay(day, date) };
  });
}

function describeDay(day: string | undefined, date: string): string {
  if (day === undefined) return "deprecated, without a day";
  const days = Math.round((Date.parse(date) - Date.parse(day)) / DAY_MS);
  return days >= 0 ? `for ${day}, ${count(days, "day")} ago` : `for ${day}, and gone ${count(-days, "day")} early`;
}

const ENDINGS = /deprecat|sunset/;

/** Deprecations and days of removal that came, moved or went. */
export function tableEndings(changes: readonly Change[]): Table[] {
  const endings = changes.filter(({ rule }) => ENDINGS.test(rule) && !rule.startsWith("operation-removed"));
  return table("Deprecations and days of removal", endings, (change) => ({ what: change.rule, ...showChange(change) }));
}

/** How many changes of each rule. */
export function tableRules(caption: string, changes: readonly Change[]): Table[] {
  return wholeTable(caption, countChanges(changes), ({ level, rule, count: many, operations }) => ({
    level,
    rule,
    changes: many,
    operations,
  }));
}

/** Rows of all tables of changes together; beyond them each has its first rows only. */
const MOST_CHANGES = 3 * MOST_GRAVE_ROWS;
const FIRST_ROWS = 10;

/** The changes with their places, one table for each rule; its caption counts those that are not listed, too. */
export function tablesOfChanges(all: readonly Change[], levels: readonly Level[], touched?: Touched): Table[] {
  let left = MOST_CHANGES;
  const groups = groupByRule(all.filter(({ level }) => levels.includes(level))).map((group) => {
    const mostRows = Math.max(FIRST_ROWS, Math.min(left, mostRowsOf(group.level)));
    left -= Math.min(mostRows, group.changes.length);
    return { ...group, mostRows };
  });
  const listed = new Set(groups.flatMap(({ changes, mostRows }) => changes.slice(0, mostRows)));
  const files = filesByChange(all, listed, touched);
  return groups.flatMap(({ level, rule, changes, mostRows }) => {
    const toRow = (change: Change) => ({ ...showChange(change), files: files.get(change) ?? [] });
    return table(`${level}: ${rule}`, changes, toRow, mostRows).map((one) => ({
      ...one,
      rows: dropEmptyColumns(one.rows),
    }));
  });
}

function mostRowsOf(level: Level): number {
  return isAtLeast(level, "breaking") ? MOST_GRAVE_ROWS : MOST_ROWS;
}

const MOST_RULES = 30;

/** What happens to each operation, so that whoever calls one finds it. */
export function tableOperations(changes: readonly Change[], levels: readonly Level[]): Table[] {
  const found = new Map<string, { weight: number; rules: [rule: string, many: number][] }>();
  for (const { level, rule, changes: group } of groupByRule(changes.filter(({ level }) => levels.includes(level)))) {
    for (const [operation, many] of countByOperation(group)) {
      const known = found.get(operation);
      if (known) known.rules.push([rule, many]);
      else found.set(operation, { weight: LEVELS.indexOf(level), rules: [[rule, many]] });
    }
  }
  const all = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const mostRows = Math.max(...levels.map(mostRowsOf));
  const toRow = ([operation, { weight, rules }]: (typeof all)[number]) => ({
    operation: { name: operation },
    level: LEVELS[weight] ?? "none",
    rules: showRules(rules),
  });
  const listed = heaviestFirst(all, mostRows, ([, { weight }]) => weight);
  return table(`By operation: ${levels.join(" and ")}`, listed, toRow, mostRows);
}

function countByOperation(changes: readonly Change[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const change of changes) {
    for (const operation of operationsOf(change)) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return counts;
}

function showRules(rules: readonly (readonly [rule: string, many: number])[]): string {
  const shown = rules.slice(0, MOST_RULES).map(([rule, many]) => (many === 1 ? rule : `${rule} (${many})`));
  return [...shown, ...(rules.length > shown.length ? [`and ${rules.length - shown.length} more`] : [])].join(", ");
}

function showOperations(change: Change): (string | Name)[] {
  return showNames(operationsOf(change));
}

function showChange(change: Change): { readonly [column: string]: Cell } {
  return {
    operations: showOperations(change),
    place: { name: change.pointer },
    before: showFact(change.from),
    after: showFact(change.to),
  };
}

/** More do not fit into what is shown of a name. */
const MOST_LINES = 80;

/** The files of the changes that are listed. */
function filesByChange(
  all: readonly Change[],
  listed: ReadonlySet<Change>,
  touched: Touched | undefined,
): Map<Change, (string | Name)[]> {
  const files = new Map<Change, string[]>();
  for (const { consumer, file, changes } of touched?.files ?? []) {
    const name = touched?.own.includes(consumer) ? file : `${consumer}/${file}`;
    for (const { at, lines } of changes) {
      const change = all[at];
      if (change === undefined || !listed.has(change)) continue;
      const names = files.get(change);
      const shown = `${name}:${lines.slice(0, MOST_LINES).join(" ")}`;
      if (names) names.push(shown);
      else files.set(change, [shown]);
    }
  }
  return new Map([...files].map(([change, names]) => [change, showNames(names)]));
}

function dropEmptyColumns(rows: readonly Row[]): Row[] {
  const isFilled = (key: string) => rows.some((row) => !Array.isArray(row[key]) || row[key].length > 0);
  const keys = Object.keys(rows[0] ?? {}).filter(isFilled);
  return rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key] ?? ""])));
}

/** Levels at or above one. */
export function levelsFrom(least: Level): Level[] {
  return LEVELS.filter((level) => isAtLeast(level, least)).reverse();
}
