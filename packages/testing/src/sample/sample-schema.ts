import { resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";
import { flattenSchema } from "./flatten-schema.ts";
import type { SampleContext } from "./sample-context.ts";
import { sampleNumber } from "./sample-number.ts";
import { sampleString } from "./sample-string.ts";

/** Optional properties deeper than this are left out. */
const MAX_OPTIONAL_DEPTH = 8;

/** Lists deeper than this are details of an answer. */
const MAX_LIST_DEPTH = 2;

/** How often a part of `allOf` may stand inside itself: it may be the parent of many different schemas. */
const MAX_PART_VISITS = 3;

const KEYWORD_TYPES: readonly (readonly [string, string])[] = [
  ["properties", "object"],
  ["additionalProperties", "object"],
  ["required", "object"],
  ["minProperties", "object"],
  ["items", "array"],
  ["minItems", "array"],
  ["pattern", "string"],
  ["format", "string"],
  ["minLength", "string"],
  ["maxLength", "string"],
  ["x-extensible-enum", "string"],
  ["minimum", "number"],
  ["maximum", "number"],
  ["multipleOf", "number"],
];

function readType(schema: JsonObject): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find((name) => name !== "null") ?? "null";
  return type ?? KEYWORD_TYPES.find(([keyword]) => schema[keyword] !== undefined)?.[1];
}

/**
 * A value that a schema accepts, the same in every run.
 *
 * Obeys the common rules by construction; where it had to choose or to guess it clears `context.state.isCertain` and
 * the caller checks. `undefined` when there is none: the schema only describes values that contain themselves.
 */
export function sampleSchema(schema: unknown, context: SampleContext): unknown {
  context.state.budget -= 1;
  const flat = flattenSchema(context.document, schema, context.branch);
  if (flat.isChosen) context.state.isCertain = false;
  const visits = new Map(context.visits);
  const isRecursive = [
    ...flat.references.map((reference) => visit(visits, reference) > 1),
    ...flat.parts.map((reference) => visit(visits, `part ${reference}`) > MAX_PART_VISITS),
  ].includes(true);
  if (isRecursive) return flat.schema["nullable"] === true ? null : undefined;
  return sampleFlat(flat.schema, { ...context, visits });
}

/** Whether a default is worth taking: documents also carry defaults of another type than they declare. */
function isOfType(value: unknown, schema: JsonObject): boolean {
  if (value === null) return schema["nullable"] === true;
  if (typeof value === "object") return false;
  const type = readType(schema);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function visit(visits: Map<string, number>, reference: string): number {
  const count = (visits.get(reference) ?? 0) + 1;
  visits.set(reference, count);
  return count;
}

function sampleFlat(schema: JsonObject, context: SampleContext): unknown {
  if (schema["const"] !== undefined) return schema["const"];
  const usual = schema["default"];
  if (usual !== undefined && context.index === 0 && isOfType(usual, schema)) {
    context.state.isCertain = false;
    return usual;
  }
  const values = toArray(schema["enum"] ?? schema["x-extensible-enum"]);
  const nonNull = values.filter((value) => value !== null);
  if (values.length > 0) return nonNull.length === 0 ? null : nonNull[context.index % nonNull.length];
  switch (readType(schema)) {
    case "object":
      return sampleObject(schema, context);
    case "array":
      return sampleArray(schema, context);
    case "string":
      return sampleString(schema, context);
    case "integer":
    case "number":
      return sampleNumber(schema, context);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      // Nothing is known of the value: an empty object is what most clients can read past.
      return {};
  }
}

function isHidden(schema: unknown, { document, direction }: SampleContext): boolean {
  const { readOnly, writeOnly } = resolveReference(document, schema);
  return (direction === "request" ? readOnly : writeOnly) === true;
}

function sampleObject(schema: JsonObject, context: SampleContext): JsonObject | undefined {
  const sample: JsonObject = {};
  const properties = toObject(schema["properties"]);
  const required = new Set(toArray(schema["required"]).map(String));
  const canGrow = !context.isMinimal && context.depth < MAX_OPTIONAL_DEPTH;
  const inner = (name: string): SampleContext => ({ ...context, name, index: 0, depth: context.depth + 1 });
  for (const [name, property] of Object.entries(properties)) {
    if (isHidden(property, context)) continue;
    if (!required.has(name) && (!canGrow || context.state.budget <= 0)) continue;
    const value = sampleSchema(property, inner(name));
    if (value !== undefined) sample[name] = value;
    else if (required.has(name)) return undefined;
  }
  const extra = schema["additionalProperties"];
  const extraSchema = isObject(extra) ? extra : { type: "string" };
  const addExtra = (name: string): void => {
    const value = sampleSchema(extraSchema, inner(name));
    if (value !== undefined) sample[name] = value;
  };
  for (const name of required) if (!Object.hasOwn(properties, name)) addExtra(name);
  if (isObject(extra) && Object.keys(properties).length === 0 && canGrow) addExtra("key");
  const least = Number(schema["minProperties"] ?? 0);
  for (let count = 1; Object.keys(sample).length < least && count <= least; count += 1) addExtra(`key${count}`);
  if (schema["maxProperties"] !== undefined || extra === false) context.state.isCertain = false;
  return sample;
}

/** Lists that are what an answer is about have two items, so that code which takes the first for all is found. */
function usualCount(schema: JsonObject, { document, direction, depth, isMinimal }: SampleContext): number {
  if (direction === "request" || isMinimal || depth > MAX_LIST_DEPTH) return 1;
  return readType(flattenSchema(document, schema["items"], 0).schema) === "object" ? 2 : 1;
}

function sampleArray(schema: JsonObject, context: SampleContext): unknown[] | undefined {
  const least = Number(schema["minItems"] ?? 0);
  const most = Number(schema["maxItems"] ?? Number.POSITIVE_INFINITY);
  const count = Math.min(Math.max(usualCount(schema, context), least), most);
  if (schema["items"] === undefined && least === 0) return [];
  if (schema["uniqueItems"] === true && count > 1) context.state.isCertain = false;
  const items: unknown[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = index === 0 ? context.place : `${context.place}${index + 1}`;
    const item = sampleSchema(schema["items"], { ...context, index, place, depth: context.depth + 1 });
    if (item === undefined) return least === 0 ? items : undefined;
    items.push(item);
  }
  return items;
}
