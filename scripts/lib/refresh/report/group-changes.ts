import { type Change, isAtLeast, LEVELS, type Level } from "../../compare/change.ts";
import { readSunset } from "../../sunset.ts";
import { type Cell, count, type Table, table } from "./blocks.ts";
import { countChanges, type Touched } from "./facts.ts";
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
  const rows = changes
    .filter(({ rule }) => RENAMES.has(rule))
    .map(({ rule, from, to }) => ({ was: showFact(from), is: showFact(to), differs: RENAMES.get(rule) ?? "" }));
  return table("Operations by another name or at another place", rows);
}

/** How many operations came and went below each first word of the paths, so that many of them can be taken in. */
export function tableAreas(changes: readonly Change[]): Table[] {
  const areas = new Map<string, { added: number; removed: number }>();
  for (const { rule, operation = "" } of changes) {
    const key = rule === "operation-added" ? "added" : rule.startsWith("operation-removed") ? "removed" : undefined;
    if (key === undefined) continue;
    const area = areaOf(operation);
    const counts = areas.get(area) ?? { added: 0, removed: 0 };
    areas.set(area, { ...counts, [key]: counts[key] + 1 });
  }
  const rows = [...areas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => ({ path: { name }, ...counts }));
  return rows.length < 2 ? [] : table("Operations that came and went, by the first words of the path", rows);
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
  const places = new Map<string, { removed: string[]; added: string[] }>();
  for (const { rule, pointer } of changes) {
    const [, kind = "", what] = MEMBER.exec(rule) ?? [];
    if (what !== "removed" && what !== "added") continue;
    const end = Math.max(pointer.lastIndexOf("/"), kind.startsWith("graphql") ? pointer.lastIndexOf(".") : 0);
    const names = places.get(pointer.slice(0, end)) ?? { removed: [], added: [] };
    if (!names[what].includes(pointer.slice(end + 1))) names[what].push(pointer.slice(end + 1));
    places.set(pointer.slice(0, end), names);
  }
  const rows = [...places].flatMap(([place, { removed, added }]) => {
    const [was, is] = [removed[0], added[0]];
    if (removed.length !== 1 || added.length !== 1 || was === undefined || is === undefined) return [];
    return [{ place: { name: place.replace(/\/properties$/, "") }, gone: { name: was }, new: { name: is } }];
  });
  return table("One name gone and one new at the same place: perhaps renamed", rows);
}

const DAY_MS = 86_400_000;

/** Operations that are gone after the vendor had said so, and how the day that it had told compares with today. */
export function tableAnnounced(changes: readonly Change[], date: string): Table[] {
  const rows = changes
    .filter(({ rule }) => rule === "operation-removed-after-deprecation")
    .map((change) => {
      const day = Array.isArray(change.from) ? readSunset(change.from[1]) : undefined;
      return { operation: showNames(operationsOf(change)), announced: describeDay(day, date) };
    });
  return table("Operations gone as the vendor had announced", rows);
}

function describeDay(day: string | undefined, date: string): string {
  if (day === undefined) return "deprecated, without a day";
  const days = Math.round((Date.parse(date) - Date.parse(day)) / DAY_MS);
  return days >= 0 ? `for ${day}, ${count(days, "day")} ago` : `for ${day}, and gone ${count(-days, "day")} early`;
}

const ENDINGS = /deprecat|sunset/;

/** Deprecations and days of removal that came, moved or went. */
export function tableEndings(changes: readonly Change[]): Table[] {
  const rows = changes
    .filter(({ rule }) => ENDINGS.test(rule) && !rule.startsWith("operation-removed"))
    .map((change) => ({
      what: change.rule,
      operations: showOperations(change),
      place: { name: change.pointer },
      before: showFact(change.from),
      after: showFact(change.to),
    }));
  return table("Deprecations and days of removal", rows);
}

/** How many changes of each rule. */
export function tableRules(caption: string, changes: readonly Change[]): Table[] {
  const rows = countChanges(changes).map(({ level, rule, count: many, operations }) => ({
    level,
    rule,
    changes: many,
    operations,
  }));
  return table(caption, rows);
}

/** Every change with its place, one table for each rule. */
export function tablesOfChanges(all: readonly Change[], levels: readonly Level[], touched?: Touched): Table[] {
  const chosen = all.filter(({ level }) => levels.includes(level));
  const groups = Map.groupBy(chosen, ({ level, rule }) => `${level}: ${rule}`);
  const files = filesByChange(touched);
  const places = new Map(all.map((change, index) => [change, index]));
  return countChanges(chosen).flatMap(({ level, rule }) => {
    const rows = (groups.get(`${level}: ${rule}`) ?? []).map((change) => ({
      operations: showOperations(change),
      place: { name: change.pointer },
      before: showFact(change.from),
      after: showFact(change.to),
      files: showNames(files.get(places.get(change) ?? -1) ?? []),
    }));
    return table(`${level}: ${rule}`, dropEmptyColumns(rows));
  });
}

/** What happens to each operation, so that whoever calls one finds it. */
export function tableOperations(changes: readonly Change[], levels: readonly Level[]): Table[] {
  const found = new Map<string, Change[]>();
  for (const change of changes.filter(({ level }) => levels.includes(level))) {
    for (const operation of operationsOf(change)) {
      const known = found.get(operation);
      if (known) known.push(change);
      else found.set(operation, [change]);
    }
  }
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, own]) => ({
      operation: { name: operation },
      level: LEVELS.findLast((level) => own.some((one) => one.level === level)) ?? "none",
      rules: countChanges(own)
        .map(({ rule, count: many }) => (many === 1 ? rule : `${rule} (${many})`))
        .join(", "),
    }));
  return table(`By operation: ${levels.join(" and ")}`, rows);
}

function showOperations(change: Change): Cell {
  return showNames(operationsOf(change));
}

function filesByChange(touched: Touched | undefined): Map<number, string[]> {
  const files = new Map<number, string[]>();
  for (const { consumer, file, changes } of touched?.files ?? []) {
    const name = touched?.own.includes(consumer) ? file : `${consumer}/${file}`;
    for (const { at, lines } of changes) files.set(at, [...(files.get(at) ?? []), `${name}:${lines.join(" ")}`]);
  }
  return files;
}

function dropEmptyColumns(rows: readonly Readonly<Record<string, Cell>>[]): Readonly<Record<string, Cell>>[] {
  const isFilled = (key: string) => rows.some((row) => !Array.isArray(row[key]) || row[key].length > 0);
  const keys = Object.keys(rows[0] ?? {}).filter(isFilled);
  return rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key] ?? ""])));
}

/** Levels at or above one. */
export function levelsFrom(least: Level): Level[] {
  return LEVELS.filter((level) => isAtLeast(level, least)).reverse();
}
