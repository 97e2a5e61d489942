import { readReference, resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";

/** A schema without references, `allOf` and alternatives at its top; what lies in its properties is as it was. */
export interface FlatSchema {
  readonly schema: JsonObject;
  /** The references that led to it. */
  readonly references: readonly string[];
  /** The references that its `allOf`, `oneOf` and `anyOf` took in. */
  readonly parts: readonly string[];
  /** Whether a choice was made (`oneOf`, `anyOf`) or a rule ignored (`not`), so that the sample needs a check. */
  readonly isChosen: boolean;
}

const LARGER_WINS = new Set(["minimum", "minLength", "minItems", "minProperties"]);
const SMALLER_WINS = new Set(["maximum", "maxLength", "maxItems", "maxProperties"]);

function both(first: unknown, second: unknown): unknown {
  return first === undefined ? second : second === undefined ? first : { allOf: [first, second] };
}

function mergeKeyword(key: string, first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (LARGER_WINS.has(key)) return Math.max(Number(first), Number(second));
  if (SMALLER_WINS.has(key)) return Math.min(Number(first), Number(second));
  if (key === "required") return [...new Set([...toArray(first), ...toArray(second)])];
  if (key === "enum") return toArray(first).filter((value) => toArray(second).includes(value));
  if (key === "nullable") return first === true && second === true;
  if (key === "items") return both(first, second);
  if (key === "properties") {
    const merged: JsonObject = { ...toObject(first) };
    for (const [name, schema] of Object.entries(toObject(second))) merged[name] = both(merged[name], schema);
    return merged;
  }
  return second;
}

function merge(first: JsonObject, second: JsonObject): JsonObject {
  const merged: JsonObject = { ...first };
  for (const [key, value] of Object.entries(second)) merged[key] = mergeKeyword(key, merged[key], value);
  return merged;
}

function discriminate(schema: JsonObject, branch: unknown): JsonObject {
  const { propertyName, mapping } = toObject(schema["discriminator"]);
  const reference = readReference(branch);
  if (typeof propertyName !== "string" || reference === undefined) return {};
  const named = Object.entries(toObject(mapping)).find(([, target]) => target === reference)?.[0];
  return { properties: { [propertyName]: { enum: [named ?? reference.split("/").at(-1)] } } };
}

function referencesOf(document: JsonObject, schema: unknown): string[] {
  const found: string[] = [];
  let next: unknown = schema;
  for (let pointer = readReference(next); pointer !== undefined; pointer = readReference(next)) {
    if (found.includes(pointer)) break;
    found.push(pointer);
    next = resolveReference(document, { $ref: pointer });
  }
  return found;
}

/**
 * Reduces a schema to one object of keywords: references followed, `allOf` merged, one branch of each alternative taken.
 *
 * @param branch - which branch of `oneOf` and `anyOf` to take; counts on from the first when there are fewer
 */
export function flattenSchema(document: JsonObject, schema: unknown, branch: number): FlatSchema {
  const resolved = isObject(schema) ? resolveReference(document, schema) : {};
  const { allOf, oneOf, anyOf, not, ...own } = resolved;
  const references = referencesOf(document, schema);
  const parts: string[] = [];
  let isChosen = not !== undefined;
  let flat: JsonObject = own;
  const add = (part: unknown, isAlone: boolean): void => {
    const inner = flattenSchema(document, part, branch);
    flat = merge(flat, inner.schema);
    (isAlone ? references : parts).push(...inner.references);
    parts.push(...inner.parts);
    isChosen ||= inner.isChosen;
  };
  const parents = toArray(allOf);
  // A list of one is how OpenAPI 3.0 writes a reference with something beside it, such as `nullable`.
  for (const parent of parents) add(parent, parents.length === 1);
  for (const alternatives of [toArray(oneOf), toArray(anyOf)]) {
    if (alternatives.length === 0) continue;
    isChosen = true;
    const chosen = alternatives[branch % alternatives.length];
    add(chosen, false);
    flat = merge(flat, discriminate(resolved, chosen));
  }
  return { schema: flat, references, parts, isChosen };
}
