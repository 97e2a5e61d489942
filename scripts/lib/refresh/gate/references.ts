import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import { eachValue } from "./walk.ts";

// Rule: a reference names a part of the same document that a generator prints as a property access, and following
// references ends: after a bounded number of steps, and never at the schema that it started from.

/** Longest way through schemas that only refer to the next; generators follow it by recursion. */
export const MAX_CHAIN = 200;
const TARGET =
  /^#\/(definitions|parameters|responses|components\/(schemas|responses|parameters|examples|requestBodies|headers|securitySchemes|links|callbacks))\/[A-Za-z0-9._-]{1,200}$/u;
/** Places that hold text, addresses or code of elsewhere under a name that tools follow. */
const FOLLOWED: ReadonlySet<string> = new Set(["externalValue", "operationRef"]);

/** Refuses references that lead anywhere but to a named part, and ways that do not end. @throws RefreshError */
export function refuseReferences(document: JsonObject): void {
  for (const { value, key, parentKey, isInList, pointer } of eachValue(document)) {
    if (isInList) continue;
    if (key === "$ref" && !(isObject(value) && parentKey === "properties")) {
      if (typeof value !== "string" || !TARGET.test(value)) throw unsafe("local-reference", pointer());
    }
    if (FOLLOWED.has(key) && typeof value === "string" && !TARGET.test(value)) {
      throw unsafe("local-reference", pointer());
    }
    if (/^(\$id|\$anchor|\$dynamicRef|\$recursiveRef|\$schema)$/u.test(key) && typeof value === "string") {
      throw unsafe("no-schema-address", pointer());
    }
  }
  refuseChains(document);
}

function refuseChains(document: JsonObject): void {
  const schemas = schemasOf(document);
  for (const prefix of ["definitions", "components/schemas"]) {
    const names = Object.keys(schemas).filter((name) => name.startsWith(`${prefix}/`));
    const lengths = new Map<string, number>();
    for (const start of names) followChain(start, schemas, lengths);
  }
}

/** Longest way from a schema, by depth-first search with a stack of its own; a schema on the stack again is a cycle. */
function followChain(start: string, schemas: Readonly<Record<string, Json>>, lengths: Map<string, number>): void {
  if (lengths.has(start)) return;
  const path: { name: string; next: string[]; longest: number }[] = [];
  const onPath = new Set<string>();
  const enter = (name: string) => {
    path.push({ name, next: targetsOf(schemas[name] ?? null), longest: 0 });
    onPath.add(name);
  };
  enter(start);
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const target = at.next.pop();
    if (target === undefined) {
      path.pop();
      onPath.delete(at.name);
      lengths.set(at.name, at.longest + 1);
      const parent = path.at(-1);
      if (parent) parent.longest = Math.max(parent.longest, at.longest + 1);
      if (at.longest + 1 > MAX_CHAIN) throw tooLong(at.name);
    } else if (onPath.has(target)) throw unsafe("no-reference-cycle", toPointer(target.split("/")));
    else if (lengths.has(target)) at.longest = Math.max(at.longest, lengths.get(target) ?? 0);
    else if (Object.hasOwn(schemas, target)) enter(target);
  }
}

/** The schemas that a schema is made of, without going through a property or an element. */
function targetsOf(schema: Json): string[] {
  if (!isObject(schema)) return [];
  const { $ref } = schema;
  if (typeof $ref === "string") return [$ref.slice(2)];
  return ["allOf", "oneOf", "anyOf"].flatMap((key) => {
    const parts = schema[key];
    return Array.isArray(parts) ? parts.flatMap(targetsOf) : [];
  });
}

function schemasOf(document: JsonObject): Record<string, Json> {
  const { definitions, components } = document;
  const schemas = isObject(components) ? components["schemas"] : undefined;
  const named = (prefix: string, section: Json | undefined): [string, Json][] =>
    isObject(section) ? Object.entries(section).map(([name, schema]) => [`${prefix}/${name}`, schema]) : [];
  return Object.fromEntries([...named("definitions", definitions), ...named("components/schemas", schemas)]);
}

function tooLong(name: string): RefreshError {
  const pointer = toPointer(name.split("/"));
  return new RefreshError({ kind: "limit", rule: "max-reference-chain", pointer, hint: `the limit is ${MAX_CHAIN}` });
}

function unsafe(rule: string, pointer: string): RefreshError {
  return new RefreshError({ kind: "unsafe", rule, pointer });
}
