import { resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toArray } from "../internal/json.ts";

const MAX_BRANCHES = 16;
const MAX_DEPTH = 10;

/** How many branches of a schema have to be tried until each alternative at its top was taken once; at least 1. */
export function countBranches(document: JsonObject, schema: unknown, depth = 0): number {
  if (!isObject(schema) || depth > MAX_DEPTH) return 1;
  const { allOf, oneOf, anyOf } = resolveReference(document, schema);
  const alternatives = [toArray(oneOf), toArray(anyOf)];
  const parts = [toArray(allOf), ...alternatives].flat();
  const inner = parts.map((part) => countBranches(document, part, depth + 1));
  return Math.min(MAX_BRANCHES, Math.max(1, ...alternatives.map(({ length }) => length), ...inner));
}
