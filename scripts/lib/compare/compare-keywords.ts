import { isObject, type Json, type JsonObject } from "../json.ts";
import type { SchemaRule } from "./rules.ts";

/** One difference of a schema's own keywords. */
export interface KeywordDifference {
  readonly what: SchemaRule;
  /** Keyword, where the rule is shared by several; becomes a part of the rule's name. */
  readonly keyword?: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

const BELOW = ["minimum", "minLength", "minItems", "minProperties"];
const ABOVE = ["maximum", "maxLength", "maxItems", "maxProperties"];
const WIDER_FORMATS: Readonly<Record<string, string>> = { int32: "int64", float: "double" };

/** Differences of format, pattern, limits, defaults, deprecation, discriminator and `not`. */
export function compareKeywords(before: JsonObject, after: JsonObject): KeywordDifference[] {
  return [
    ...compareFormat(before["format"], after["format"]),
    ...comparePattern(before["pattern"], after["pattern"]),
    ...BELOW.flatMap((key) => compareLimit(key, before, after, 1)),
    ...ABOVE.flatMap((key) => compareLimit(key, before, after, -1)),
    ...compareMultiple(before["multipleOf"], after["multipleOf"]),
    ...flag("unique-items-added", "unique-items-removed", before["uniqueItems"], after["uniqueItems"]),
    ...compareDefault(before["default"], after["default"]),
    ...flag("deprecated", "undeprecated", before["deprecated"], after["deprecated"]),
    ...compareDiscriminator(before["discriminator"], after["discriminator"]),
    ...(isSame(before["not"], after["not"]) ? [] : [{ what: "not-changed" as const }]),
  ];
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function flag(on: SchemaRule, off: SchemaRule, before: Json | undefined, after: Json | undefined): KeywordDifference[] {
  if ((before === true) === (after === true)) return [];
  return [{ what: after === true ? on : off }];
}

function compareFormat(from: Json | undefined, to: Json | undefined): KeywordDifference[] {
  if (isSame(from, to)) return [];
  if (from === undefined) return [{ what: "format-added", to }];
  if (to === undefined) return [{ what: "format-removed", from }];
  if (WIDER_FORMATS[String(from)] === to) return [{ what: "format-widened", from, to }];
  return [{ what: WIDER_FORMATS[String(to)] === from ? "format-narrowed" : "format-changed", from, to }];
}

/** Patterns are never compiled: they are a vendor's. Nor are they repeated, being text. */
function comparePattern(from: Json | undefined, to: Json | undefined): KeywordDifference[] {
  const [before, after] = [from, to].map((one) => (one === "" || one === ".*" || one === "^.*$" ? undefined : one));
  if (before === after) return [];
  if (before === undefined) return [{ what: "pattern-added" }];
  return [{ what: after === undefined ? "pattern-removed" : "pattern-changed" }];
}

function compareLimit(key: string, before: JsonObject, after: JsonObject, sign: 1 | -1): KeywordDifference[] {
  const [from, to] = [limitOf(key, before), limitOf(key, after)];
  const exclusive = key === "minimum" ? "exclusiveMinimum" : key === "maximum" ? "exclusiveMaximum" : undefined;
  const isExclusive = (one: JsonObject) => exclusive !== undefined && one[exclusive] === true;
  if (from === to && (from === undefined || isExclusive(before) === isExclusive(after))) return [];
  const isTightened =
    to !== undefined && (from === undefined || (from === to ? isExclusive(after) : (to - from) * sign > 0));
  return [{ what: isTightened ? "limit-tightened" : "limit-loosened", keyword: key, from, to }];
}

/** Limits that always hold are none. */
function limitOf(key: string, schema: JsonObject): number | undefined {
  const value = schema[key];
  if (typeof value !== "number") return undefined;
  return value === 0 && key.startsWith("min") && key !== "minimum" ? undefined : value;
}

function compareMultiple(from: Json | undefined, to: Json | undefined): KeywordDifference[] {
  if (from === to) return [];
  const isLooser = to === undefined || (typeof from === "number" && typeof to === "number" && from % to === 0);
  return [{ what: isLooser ? "limit-loosened" : "limit-tightened", keyword: "multipleOf", from, to }];
}

function compareDefault(before: Json | undefined, after: Json | undefined): KeywordDifference[] {
  if (isSame(before, after)) return [];
  const [from, to] = [toPlain(before), toPlain(after)];
  if (before === undefined) return [{ what: "default-added", to }];
  return [{ what: after === undefined ? "default-removed" : "default-changed", from, to }];
}

/** A default may be a sentence: of strings only that they are one is told. */
function toPlain(value: Json | undefined): unknown {
  return typeof value === "string" ? "string" : value;
}

function compareDiscriminator(before: Json | undefined, after: Json | undefined): KeywordDifference[] {
  if (isSame(before, after)) return [];
  const [from, to] = [before, after].map((one) => (isObject(one) ? one["propertyName"] : undefined));
  if (before === undefined) return [{ what: "discriminator-added", to }];
  if (after === undefined) return [{ what: "discriminator-removed", from }];
  if (from !== to) return [{ what: "discriminator-changed", from, to }];
  const [old, now] = [before, after].map((one) => (isObject(one) && isObject(one["mapping"]) ? one["mapping"] : {}));
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  return names.flatMap((name): KeywordDifference[] => {
    const [target, other] = [old?.[name], now?.[name]];
    if (target === other) return [];
    if (target === undefined) return [{ what: "discriminator-mapping-added", to: name }];
    if (other === undefined) return [{ what: "discriminator-mapping-removed", from: name }];
    return [{ what: "discriminator-mapping-changed", from: name, to: name }];
  });
}
