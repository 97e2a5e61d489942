import { isObject, type Json, type JsonObject } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import { eachValue, type Place } from "./walk.ts";

// Rule: what a later tool would compute from (sizes, patterns, generators of random values) is bounded before it gets there.

/** Limits of what one document may ask of the tools that read it. */
export const VALUE_LIMITS = {
  values: 2_000_000,
  text: 1024 * 1024,
  enumValues: 50_000,
  listSize: 1_000,
  textLength: 65_536,
  pattern: 2_000,
} as const;

/** Keys that make generators of examples run, look up or read what they name. */
const GENERATOR_KEY = /^(x-)?(faker|chance|jsonPath|json-?schema-?faker|jsf([-A-Z].*)?)$/iu;
const LEAST_SIZES: ReadonlyMap<string, number> = new Map([
  ["minItems", VALUE_LIMITS.listSize],
  ["minProperties", VALUE_LIMITS.listSize],
  ["minLength", VALUE_LIMITS.textLength],
]);
/** A repeated group that repeats itself: the shape of every pattern that takes exponential time. */
const NESTED_REPEAT = /\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,\})/u;
/** Alternatives that begin alike, repeated. */
const REPEATED_TWINS = /\((?:\?:)?([^()|\\]{1,8})\|\1[^()]*\)[+*]/u;

/** Refuses values that no interface needs and that make a tool slow, big or curious. @throws RefreshError */
export function refuseValues(document: JsonObject): void {
  let count = 0;
  for (const place of eachValue(document)) {
    count += 1;
    if (count > VALUE_LIMITS.values) throw limit("max-values", place, VALUE_LIMITS.values);
    const { value, key } = place;
    if (typeof value === "string" && value.length > VALUE_LIMITS.text) {
      throw limit("max-text", place, VALUE_LIMITS.text);
    }
    if (typeof value === "number" && !Number.isFinite(value)) throw unsafe("finite-number", place);
    if (place.isInList || place.isName) continue;
    if (GENERATOR_KEY.test(key)) throw unsafe("no-generator-extension", place);
    refuseKeyword(key, value, place);
  }
}

function refuseKeyword(key: string, value: Json, place: Place): void {
  const least = LEAST_SIZES.get(key);
  if (least !== undefined && typeof value === "number" && value > least) throw limit(`max-${key}`, place, least);
  if (key === "multipleOf" && typeof value === "number" && value <= 0) throw unsafe("multiple-above-zero", place);
  if (key === "enum" && Array.isArray(value) && value.length > VALUE_LIMITS.enumValues) {
    throw limit("max-enum-values", place, VALUE_LIMITS.enumValues);
  }
  if (key === "pattern" && typeof value === "string") refusePattern(value, place);
  if (key === "format" && isObject(value)) throw unsafe("format-is-text", place);
}

function refusePattern(pattern: string, place: Place): void {
  if (pattern.length > VALUE_LIMITS.pattern) throw limit("max-pattern", place, VALUE_LIMITS.pattern);
  if (NESTED_REPEAT.test(pattern) || REPEATED_TWINS.test(pattern)) throw unsafe("no-exponential-pattern", place);
}

function limit(rule: string, { pointer }: Place, most: number): RefreshError {
  return new RefreshError({ kind: "limit", rule, pointer: pointer(), hint: `the limit is ${most}` });
}

function unsafe(rule: string, { pointer }: Place): RefreshError {
  return new RefreshError({ kind: "unsafe", rule, pointer: pointer() });
}
