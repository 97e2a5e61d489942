import { inlineComponents } from "../generate/inline-components.ts";
import { assignTypeNames } from "../generate/names.ts";
import { mapMedia, mapOperations, schemaName, schemasOf } from "../generate/schema-walk.ts";
import { isObject, type Json, type JsonObject, toPointer } from "../json.ts";
import { type Change, withFacts } from "./change.ts";
import { OPERATION_RULES, type OperationRule } from "./rules.ts";

function found(rule: OperationRule, name: string, from?: unknown, to?: unknown): Change {
  const pointer = toPointer(["components", "schemas", name]);
  return withFacts({ rule, level: OPERATION_RULES[rule], pointer }, from, to);
}

/** Component schemas that answers can hold: what our generator opens the enumerations of. */
export function findAnswered(document: JsonObject): ReadonlySet<string> {
  const answers: Json[] = [];
  mapOperations(inlineComponents(document), (operation) =>
    mapMedia(operation, (media, _type, direction) => {
      if (direction === "response") answers.push(media["schema"] ?? {});
      return media;
    }),
  );
  return reach(document, answers);
}

/**
 * Compares which schemas exist: each is a type that callers import by its name.
 *
 * One that is gone while exactly one new schema says the same counts as renamed; one whose type keeps its name, as only spelt otherwise. A
 * schema that keeps its own name loses that of its type where another one comes that has the better claim to it.
 */
export function compareComponents(
  before: JsonObject,
  after: JsonObject,
  isReached: (name: string) => boolean,
): Change[] {
  const [old, now] = [schemasOf(before), schemasOf(after)];
  const [oldTypes, nowTypes] = [assignTypeNames(Object.keys(old)), assignTypeNames(Object.keys(now))];
  const renamed = findRenamed(old, now, oldTypes, nowTypes);
  const come = new Set(renamed.values());
  const kept = Object.keys(now).filter((name) => Object.hasOwn(old, name));
  return [
    ...Object.keys(old)
      .filter((name) => !Object.hasOwn(now, name) && !renamed.has(name))
      .map((name) => found("schema-removed", name, name)),
    ...Object.keys(now)
      .filter((name) => !Object.hasOwn(old, name) && !come.has(name))
      .map((name) => found("schema-added", name, undefined, name)),
    ...[...renamed].map(([from, to]) => {
      const isSameType = oldTypes.get(from) === nowTypes.get(to);
      return found(isSameType ? "schema-spelled-otherwise" : "schema-renamed", to, from, to);
    }),
    ...kept
      .filter((name) => oldTypes.get(name) !== nowTypes.get(name))
      .map((name) => found("schema-type-renamed", name, oldTypes.get(name), nowTypes.get(name))),
    ...kept
      .filter((name) => !isReached(name) && JSON.stringify(old[name]) !== JSON.stringify(now[name]))
      .map((name) => found("unused-schema-changed", name, name, name)),
  ];
}

type TypeNames = ReadonlyMap<string, string>;

function findRenamed(old: JsonObject, now: JsonObject, oldTypes: TypeNames, nowTypes: TypeNames): Map<string, string> {
  const removed = Object.keys(old).filter((name) => !Object.hasOwn(now, name));
  const added = Object.keys(now).filter((name) => !Object.hasOwn(old, name));
  const byType = new Map(added.map((name) => [nowTypes.get(name), name]));
  const renamed = new Map<string, string>();
  for (const name of removed) {
    const other = byType.get(oldTypes.get(name));
    if (other !== undefined) renamed.set(name, other);
  }
  const come = byContent(now, added);
  for (const [content, name] of byContent(old, removed)) {
    const other = come.get(content);
    if (name !== undefined && other !== undefined && !renamed.has(name)) renamed.set(name, other);
  }
  return renamed;
}

/** Names by what the schema says; `undefined` for what several say, or for what says next to nothing. */
function byContent(schemas: JsonObject, names: readonly string[]): Map<string, string | undefined> {
  const unique = new Map<string, string | undefined>();
  for (const name of names) {
    const schema = schemas[name];
    const content = JSON.stringify(schema);
    unique.set(content, isTelling(schema) && !unique.has(content) ? name : undefined);
  }
  return unique;
}

/** A pair of an id and a name is found in many places; what has less than three members of its own is not recognised. */
function isTelling(schema: Json | undefined): boolean {
  if (!isObject(schema)) return false;
  const members = [schema["properties"], schema["enum"], schema["allOf"]].map((one) =>
    one ? Object.keys(one).length : 0,
  );
  return Math.max(...members) >= 3;
}

/** Component schemas that some operation refers to, in a request or in an answer. */
export function findReached(document: JsonObject): ReadonlySet<string> {
  return reach(document, [inlineComponents(document)["paths"] ?? {}]);
}

/** Without recursion: references may form a chain as long as the document. */
function reach(document: JsonObject, start: readonly Json[]): Set<string> {
  const schemas = schemasOf(document);
  const reached = new Set<string>();
  const open = [...start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== "object" || at === null) continue;
    const name = isObject(at) ? schemaName(at["$ref"]) : undefined;
    if (name !== undefined && !reached.has(name)) {
      reached.add(name);
      open.push(schemas[name] ?? {});
    }
    for (const value of Object.values(at)) open.push(value);
  }
  return reached;
}
