import { parsePointer } from "../json.ts";
import { type Change, highestLevel, type Level } from "./change.ts";
import { findUsers, isPackage } from "./find-users.ts";
import { type ChangeIndex, indexChanges } from "./index-changes.ts";
import { type FileUses, readUses, type Use } from "./read-uses.ts";

/** Sources that may use one vendor's client. */
export interface Consumer {
  /** What a report calls it: a package's name, a folder's. */
  readonly name: string;
  readonly vendor: string;
  /** Texts by path, with `/`, below the consumer's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Sources that were left out, because they are too big. */
  readonly unread?: readonly string[];
  /** Whether the files are this repository's: they name operations without importing a client, and in regular expressions. */
  readonly isOurs?: boolean;
}

/** Why a file is touched. */
export type Reason = "call" | "type" | "path" | "rule" | "override" | "generated";

/** A file that a change touches. */
export interface AffectedFile {
  readonly consumer: string;
  readonly file: string;
  /** The gravest of the changes. */
  readonly level: Level;
  readonly reasons: readonly Reason[];
  /** Operations, paths and types by which the file is touched, sorted; for rules the operations that they match. */
  readonly names: readonly string[];
  /** Lines that name them, sorted. */
  readonly lines: readonly number[];
  readonly changes: readonly Change[];
  /** Lines by which each change touches the file, sorted. */
  readonly linesOf: ReadonlyMap<Change, readonly number[]>;
}

interface Hit {
  readonly reason: Reason;
  readonly use: Use;
  readonly changes: Iterable<Change>;
  /** What the use means, where its text does not say it. */
  readonly names?: readonly string[];
}

/** What no rule about operations means: a pattern that takes one of these is about something else. */
const ANYTHING = ["GET /~", "~", ""];

const NO_USES: FileUses = { imports: [], names: [], calls: [], ids: [], texts: [], patterns: [] };

const SOURCE = /\.[cm]?[jt]sx?$/;

/**
 * Which files use what changed, gravest first; found in imports and calls, without executing anything.
 *
 * @param onUnread - told of every file that no parser gets to the end of
 */
export function affected(
  changes: readonly Change[],
  consumers: readonly Consumer[],
  onUnread: (consumer: string, file: string) => void = () => {},
): AffectedFile[] {
  if (changes.length === 0) return [];
  const index = indexChanges(changes);
  return consumers
    .flatMap((consumer) => {
      const hits = findHits(consumer, changes, index, (file) => onUnread(consumer.name, file));
      return [...hits].map(([file, found]) => toRow(consumer, file, found));
    })
    .sort((a, b) => (highestLevel([a, b]) === a.level ? 0 : 1) - (highestLevel([a, b]) === b.level ? 0 : 1));
}

function findHits(
  consumer: Consumer,
  changes: readonly Change[],
  index: ChangeIndex,
  onUnread: (file: string) => void,
): Map<string, Hit[]> {
  const sources = [...consumer.files].filter(([file]) => SOURCE.test(file));
  const mayUse = consumer.isOurs || sources.some(([, text]) => text.includes(`@vendor-clients/${consumer.vendor}`));
  if (!mayUse) return new Map();
  const generated = sources.filter(([file]) => consumer.isOurs && file.includes("/generated/"));
  const uses = new Map(
    sources.filter((one) => !generated.includes(one)).map(([file, text]) => [file, readFileUses(file, text, onUnread)]),
  );
  const found = new Map<string, Hit[]>();
  for (const [file] of generated) {
    const isStyle = file.endsWith("/query-style.ts");
    const hits = changes.filter(({ level, rule }) =>
      isStyle ? rule === "request-parameter-serialization-changed" : level !== "documentation",
    );
    if (hits.length > 0) found.set(file, [{ reason: "generated", use: { name: "", line: 1 }, changes: hits }]);
  }
  const users = consumer.isOurs ? new Set(uses.keys()) : findUsers(consumer, uses);
  for (const file of users) {
    const own = uses.get(file);
    const hits = own
      ? [...hitsOf(own, index, consumer), ...(consumer.isOurs ? ownHits(file, own, changes, index) : [])]
      : [];
    if (hits.length > 0) found.set(file, hits);
  }
  return found;
}

/** What nests too deep for the parser's stack is told, and stops nothing. */
function readFileUses(file: string, text: string, onUnread: (file: string) => void): FileUses {
  try {
    return readUses(file, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    onUnread(file);
    return NO_USES;
  }
}

function hitsOf(uses: FileUses, index: ChangeIndex, { vendor, isOurs }: Consumer): Hit[] {
  const toHits = (reason: Reason, list: readonly Use[], names: ReadonlyMap<string, Iterable<Change>>) =>
    list.flatMap((use): Hit[] => {
      const changes = names.get(use.name);
      return changes ? [{ reason, use, changes }] : [];
    });
  const types = uses.names.filter(
    ({ module }) => isPackage(module, vendor) || (isOurs && module.includes("/generated/")),
  );
  const called = new Set(uses.calls.map(({ name, line }) => `${name.slice(name.indexOf(" ") + 1)} ${line}`));
  const paths = uses.texts.filter(({ name, line }) => name.startsWith("/") && !called.has(`${name} ${line}`));
  return [
    ...toHits("call", uses.calls, index.byOperation),
    ...toHits("call", uses.ids, index.byId),
    ...toHits("type", types, index.byType),
    ...toHits("path", paths, index.byPath),
    ...toHits("path", uses.texts, index.byOperation),
  ];
}

/** Our own files also name operations in rules, and places of the document in overrides. */
function ownHits(file: string, uses: FileUses, changes: readonly Change[], index: ChangeIndex): Hit[] {
  if (file.includes("overrides/")) return overrideHits(uses, changes, index);
  if (/\.test(-d)?\.ts$/.test(file)) return [];
  return uses.patterns.flatMap((use): Hit[] => {
    const pattern = new RegExp(use.name, use.flags.replace(/[gy]/g, ""));
    const touched = [...index.byOperation].filter(([operation]) => pattern.test(operation));
    if (ANYTHING.some((text) => pattern.test(text))) return [];
    return touched.length === 0
      ? []
      : [
          {
            reason: "rule",
            use,
            changes: new Set(touched.flatMap(([, found]) => [...found])),
            names: touched.map(([operation]) => operation),
          },
        ];
  });
}

function overrideHits(uses: FileUses, changes: readonly Change[], index: ChangeIndex): Hit[] {
  return uses.texts.flatMap((use): Hit[] => {
    const byName = [...(index.bySchema.get(use.name) ?? []), ...(index.byPath.get(toPath(use.name)) ?? [])];
    const byPlace = use.name.startsWith("#/") ? changes.filter(({ pointer }) => overlap(pointer, use.name)) : [];
    const touched = new Set([...byName, ...byPlace]);
    return touched.size === 0 ? [] : [{ reason: "override", use, changes: touched }];
  });
}

function toPath(text: string): string {
  return text.startsWith("~1") ? text.replaceAll("~1", "/").replaceAll("~0", "~") : text;
}

/** Whether one place lies in the other; the roots of a document lie in none. */
function overlap(pointer: string, written: string): boolean {
  const shorter = written.length < pointer.length ? written : pointer;
  const longer = shorter === written ? pointer : written;
  const trimmed = shorter.replace(/\/$/, "");
  return parsePointer(trimmed).length >= 3 && (longer === trimmed || longer.startsWith(`${trimmed}/`));
}

function toRow(consumer: Consumer, file: string, hits: readonly Hit[]): AffectedFile {
  const linesOf = new Map<Change, number[]>();
  for (const { use, changes: found } of hits) {
    for (const change of found) linesOf.set(change, sortLines([...(linesOf.get(change) ?? []), use.line]));
  }
  const changes = [...linesOf.keys()];
  const names = new Set(hits.flatMap(({ use, names: meant }) => meant ?? [use.name]).filter((name) => name !== ""));
  return {
    consumer: consumer.name,
    file,
    level: highestLevel(changes),
    reasons: [...new Set(hits.map(({ reason }) => reason))].sort(),
    names: [...names].sort(),
    lines: sortLines(hits.map(({ use }) => use.line)),
    changes,
    linesOf,
  };
}

function sortLines(lines: readonly number[]): number[] {
  return [...new Set(lines)].sort((a, b) => a - b);
}
