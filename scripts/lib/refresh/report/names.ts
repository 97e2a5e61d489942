import type { Change, Fact } from "../../compare/change.ts";
import type { Name } from "./blocks.ts";

// Rule: names come from documents and from consumers' folders. None of their characters may end a code span, mention,
// link, close, switch the reading direction or reach a workflow, wherever the name is shown.

const MAX_LENGTH = 160;
/** Words that our comparison puts around a name. */
const KNOWN_WORDS =
  /^(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|TRACE|query|mutation|subscription|path|header|cookie|and|more|\d+)$/;
const NAME_LIKE = /^[A-Za-z0-9_.{}[\]$~/:*+!-]{1,160}$/;

/** A name with plain characters only, everything else a question mark, cut at a length. */
export function toPlain(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.{}[\]!$~/:#*+ -]|\$(?=\{)|::|#(?!\/|$)/gu, "?");
  return plain.length > MAX_LENGTH ? `${plain.slice(0, MAX_LENGTH)}...` : plain;
}

/** Whether a name is a name alone: the same when only plain characters are shown, and no sentence. */
export function isPlain(name: string): boolean {
  return toPlain(name) === name && (name === "#" || isNameLike(name.replace(/^#\//, "")));
}

/**
 * A fact of a change as it may be shown: names, numbers, types and our own words; of a text only how long it is.
 *
 * A default or an enumerated value may hold a sentence of the vendor, which is no fact.
 */
export function showFact(fact: Fact | undefined): (string | Name)[] {
  if (fact === undefined) return [];
  if (typeof fact === "object" && fact !== null) return fact.flatMap((one) => showFact(one));
  if (typeof fact !== "string") return [String(fact)];
  return [isNameLike(fact) ? { name: fact } : `a text of ${fact.length} characters`];
}

function isNameLike(text: string): boolean {
  const words = text.split(" ");
  const unknown = words.filter((word) => !KNOWN_WORDS.test(word));
  return (
    unknown.every((word) => NAME_LIKE.test(word)) && unknown.length <= 1 + words.filter((one) => one === "and").length
  );
}

/** All operations that a change touches. */
export function operationsOf({ operation, operations }: Pick<Change, "operation" | "operations">): readonly string[] {
  return operations ?? (operation === undefined ? [] : [operation]);
}

/** How many different operations changes touch. */
export function countOperationsOf(changes: Iterable<Pick<Change, "operation" | "operations">>): number {
  const found = new Set<string>();
  for (const change of changes) for (const operation of operationsOf(change)) found.add(operation);
  return found.size;
}

const MAX_NAMES = 3;

/** The first names, and in words how many more there are. */
export function showNames(names: readonly string[], most = MAX_NAMES): (string | Name)[] {
  const shown = names.slice(0, most).map((name) => ({ name }));
  const rest = names.length - shown.length;
  return rest === 0 ? shown : [...shown, `and ${rest} more`];
}
