import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";
import { compilePattern } from "../sample/sample-pattern.ts";
import { readReference, resolveReference } from "./resolve-reference.ts";

/** Keywords that hold one schema. */
const SCHEMA_KEYWORDS = ["items", "additionalProperties", "not"];

/** Keywords that hold a list of schemas. */
const LIST_KEYWORDS = ["allOf", "oneOf", "anyOf"];

/** Keywords that are the same in OpenAPI 3.0 and in JSON Schema and judge a value. */
const PLAIN_KEYWORDS = [
  "type",
  "const",
  "format",
  "multipleOf",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
];

function convertLimit(schema: JsonObject, key: string, exclusiveKey: string): JsonObject {
  const exclusive = schema[exclusiveKey];
  if (typeof exclusive === "number") return { [exclusiveKey]: exclusive };
  if (exclusive !== true || typeof schema[key] !== "number") return {};
  return { [exclusiveKey]: schema[key], [key]: undefined };
}

/**
 * Converts an OpenAPI 3.0 schema to a JSON Schema that says the same of a value that travels in one direction.
 *
 * Read-only properties do not exist in a request, write-only ones not in an answer. Patterns in another dialect than
 * JavaScript's are dropped. References stay as they are.
 */
export function toJsonSchema(
  document: JsonObject,
  schema: unknown,
  hiddenKeyword: "readOnly" | "writeOnly",
): JsonObject {
  if (!isObject(schema)) return {};
  const convert = (inner: unknown): JsonObject => toJsonSchema(document, inner, hiddenKeyword);
  const reference = readReference(schema);
  const converted: JsonObject = {};
  for (const key of PLAIN_KEYWORDS) if (schema[key] !== undefined) converted[key] = schema[key];
  Object.assign(converted, convertLimit(schema, "minimum", "exclusiveMinimum"));
  Object.assign(converted, convertLimit(schema, "maximum", "exclusiveMaximum"));
  const { pattern } = schema;
  if (typeof pattern === "string" && compilePattern(pattern) !== undefined) converted["pattern"] = pattern;
  for (const key of SCHEMA_KEYWORDS) {
    if (schema[key] !== undefined) converted[key] = isObject(schema[key]) ? convert(schema[key]) : schema[key];
  }
  for (const key of LIST_KEYWORDS) {
    if (Array.isArray(schema[key])) converted[key] = schema[key].map(convert);
  }
  if (Array.isArray(schema["enum"])) converted["enum"] = schema["enum"];
  if (isObject(schema["properties"]) || Array.isArray(schema["required"])) {
    Object.assign(converted, convertProperties(document, schema, hiddenKeyword));
  }
  if (reference !== undefined) converted["$ref"] = reference;
  for (const [key, value] of Object.entries(converted)) if (value === undefined) delete converted[key];
  return schema["nullable"] === true ? { anyOf: [{ type: "null" }, converted] } : converted;
}

function convertProperties(
  document: JsonObject,
  schema: JsonObject,
  hiddenKeyword: "readOnly" | "writeOnly",
): JsonObject {
  const properties = Object.entries(toObject(schema["properties"]));
  const isHidden = (property: unknown): boolean => resolveReference(document, property)[hiddenKeyword] === true;
  const hidden = new Set(properties.filter(([, property]) => isHidden(property)).map(([name]) => name));
  return {
    properties: Object.fromEntries(
      properties
        .filter(([name]) => !hidden.has(name))
        .map(([name, property]) => [name, toJsonSchema(document, property, hiddenKeyword)]),
    ),
    required: toArray(schema["required"]).filter((name) => typeof name === "string" && !hidden.has(name)),
  };
}
