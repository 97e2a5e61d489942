import { toCanonicalJson } from "../canonical.ts";
import { countDocument } from "../import/import-document.ts";
import { type JsonObject, readPointer } from "../json.ts";
import { type Change, type ComparedSide, type Comparison, highestLevel, LEVELS, withFacts } from "./change.ts";
import { compareComponents, findAnswered, findReached } from "./compare-components.ts";
import { compareOperations, type DocumentPair } from "./compare-operations.ts";
import { createSchemaComparer } from "./compare-schemas.ts";
import { compareSecuritySchemes } from "./compare-security.ts";
import { compareServers, compareSources } from "./compare-servers.ts";
import { matchOperations } from "./match-operations.ts";
import { readOperationViews } from "./read-operations.ts";
import { OPERATION_RULES, type OperationRule } from "./rules.ts";
import { collectChanges } from "./unit.ts";

/** A comparison that would say nothing, because one of its sides is empty. */
export class EmptyComparisonError extends Error {
  override readonly name = "EmptyComparisonError";
}

/** Documents of one vendor, and what `source.json` says of each where that is compared, too. */
export interface CompareOptions {
  readonly sources?: { readonly before: JsonObject; readonly after: JsonObject };
}

/**
 * What changed between two canonical OpenAPI 3.0.3 documents for those who use our clients.
 *
 * The level is `none` only for documents with the same canonical text; the result does not depend on the order of keys.
 *
 * @throws EmptyComparisonError when a side has no operation.
 */
export function compareDocuments(before: JsonObject, after: JsonObject, { sources }: CompareOptions = {}): Comparison {
  const documents = { before, after };
  const compared = { before: countSide("older", before), after: countSide("newer", after) };
  const changes = [...compareRoots(documents), ...compareAllOperations(documents)];
  if (sources) changes.push(...compareSources(sources.before, sources.after));
  if (changes.length === 0 && toCanonicalJson(before) !== toCanonicalJson(after)) {
    changes.push(changeOf("document-changed", "#"));
  }
  return { level: highestLevel(changes), changes: changes.sort(byGravity), compared };
}

/** @throws EmptyComparisonError when there is nothing to compare. */
export function refuseEmpty(side: string, counts: ComparedSide): ComparedSide {
  if (counts.operations > 0) return counts;
  throw new EmptyComparisonError(`Cannot compare: the ${side} document has no operation`);
}

function countSide(side: string, document: JsonObject): ComparedSide {
  const { operations, schemas } = countDocument(document);
  return refuseEmpty(side, { operations, schemas });
}

function changeOf(rule: OperationRule, pointer: string, from?: unknown, to?: unknown): Change {
  return withFacts({ rule, level: OPERATION_RULES[rule], pointer }, from, to);
}

function compareRoots({ before, after }: DocumentPair): Change[] {
  const changes: Change[] = [];
  const [from, to] = [before, after].map((one) => readPointer(one, "#/info/version"));
  if (from !== to) changes.push(changeOf("version-changed", "#/info/version", from, to));
  if (readPointer(before, "#/info/title") !== readPointer(after, "#/info/title")) {
    changes.push(changeOf("title-changed", "#/info/title"));
  }
  changes.push(...compareServers(before["servers"], after["servers"], "#/servers"));
  return [...changes, ...compareSecuritySchemes(before, after)];
}

function compareAllOperations(documents: DocumentPair): Change[] {
  const { before, after } = documents;
  const matched = matchOperations(readOperationViews(before), readOperationViews(after));
  const schemas = createSchemaComparer(
    { document: before, answered: findAnswered(before) },
    { document: after, answered: findAnswered(after) },
  );
  const changes = collectChanges(compareOperations(matched, documents, schemas));
  const [old, now] = [findReached(before), findReached(after)];
  return [...changes, ...compareComponents(before, after, (name) => old.has(name) && now.has(name))];
}

/** Gravest first, then by rule and place, so that the same documents give the same list. */
export function byGravity(a: Change, b: Change): number {
  const keys = [a, b].map(
    (one) => `${one.rule} ${one.pointer} ${one.operation ?? ""} ${JSON.stringify([one.from, one.to])}`,
  );
  const order = (keys[0] ?? "") < (keys[1] ?? "") ? -1 : keys[0] === keys[1] ? 0 : 1;
  return LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || order;
}
