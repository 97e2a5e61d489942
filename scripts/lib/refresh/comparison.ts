import { isObject, type Json, type JsonObject, toPointer } from "../json.ts";
import { eachOperation } from "../override.ts";

/** How much a change asks of those who use the client, from nothing to work. */
export type ChangeLevel = "none" | "documentation" | "additive" | "risky" | "breaking";

/** Levels from the least to the most. */
export const LEVELS: readonly ChangeLevel[] = ["none", "documentation", "additive", "risky", "breaking"];

/** One difference of two documents. */
export interface Change {
  readonly level: ChangeLevel;
  /** Name of the rule that found it, `kebab-case`. */
  readonly rule: string;
  /** Method and path, or the name of a GraphQL operation; absent where no operation is concerned. */
  readonly operation?: string;
  readonly pointer: string;
}

/** What two documents differ in. */
export interface Comparison {
  readonly level: ChangeLevel;
  readonly changes: readonly Change[];
}

/** The highest of some levels. */
export function highestLevel(changes: readonly Change[]): ChangeLevel {
  return LEVELS.findLast((level) => changes.some((change) => change.level === level)) ?? "none";
}

/** Compares two canonical documents operation by operation; what changed inside of one that stays counts as risky. */
export function compareOperations(before: JsonObject, after: JsonObject): Comparison {
  const old = operationsOf(before);
  const now = operationsOf(after);
  const changes: Change[] = [];
  for (const [operation, { pointer, text }] of old) {
    const next = now.get(operation);
    if (next === undefined) changes.push({ level: "breaking", rule: "operation-removed", operation, pointer });
    else if (next.text !== text) changes.push({ level: "risky", rule: "operation-changed", operation, pointer });
  }
  for (const [operation, { pointer }] of now) {
    if (!old.has(operation)) changes.push({ level: "additive", rule: "operation-added", operation, pointer });
  }
  changes.push(...compareSchemas(schemasOf(before), schemasOf(after)));
  return { level: highestLevel(changes), changes };
}

function compareSchemas(before: JsonObject, after: JsonObject): Change[] {
  return Object.entries(before).flatMap(([name, schema]): Change[] => {
    const pointer = toPointer(["components", "schemas", name]);
    if (!Object.hasOwn(after, name)) return [{ level: "breaking", rule: "schema-removed", pointer }];
    const isSame = JSON.stringify(after[name]) === JSON.stringify(schema);
    return isSame
      ? []
      : [{ level: lostAny(schema, after[name]) ? "breaking" : "risky", rule: "schema-changed", pointer }];
  });
}

function lostAny(before: Json, after: Json | undefined): boolean {
  const [old, now] = [before, after].map((schema) => (isObject(schema ?? null) ? (schema as JsonObject) : {}));
  const [oldFields, fields] = [old?.["properties"], now?.["properties"]];
  return (
    isObject(oldFields) && Object.keys(oldFields).some((name) => !isObject(fields) || !Object.hasOwn(fields, name))
  );
}

function operationsOf(document: JsonObject): Map<string, { pointer: string; text: string }> {
  const found = new Map<string, { pointer: string; text: string }>();
  for (const { path, method, operation } of eachOperation(document)) {
    const pointer = toPointer(["paths", path, method]);
    found.set(`${method.toUpperCase()} ${path}`, { pointer, text: JSON.stringify(operation) });
  }
  return found;
}

function schemasOf({ components }: JsonObject): JsonObject {
  const schemas = isObject(components) ? components["schemas"] : undefined;
  return isObject(schemas) ? schemas : {};
}
