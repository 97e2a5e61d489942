import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareToRules, withSchema } from "./testing.ts";

const TEXT = { type: "string" };
const thing = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: "object", properties, ...more });

/** What changed, schema before, schema after, the rules for a request, the rules for an answer. */
const CASES: readonly [string, JsonObject, JsonObject, string[], string[]][] = [
  [
    "value more",
    { a: { enum: ["x"] } },
    { a: { enum: ["x", "y"] } },
    ["additive request-property-enum-value-added"],
    ["risky response-property-enum-value-added"],
  ],
  [
    "value less",
    { a: { enum: ["x", "y"] } },
    { a: { enum: ["x"] } },
    ["breaking request-property-enum-value-removed"],
    ["risky response-property-enum-value-removed"],
  ],
  [
    "value more where our type is closed",
    { a: { enum: ["x", 1] } },
    { a: { enum: ["x", 1, 2] } },
    ["additive request-property-closed-enum-value-added"],
    ["breaking response-property-closed-enum-value-added"],
  ],
  [
    "value more of an open set",
    { a: { ...TEXT, "x-extensible-enum": ["x"] } },
    { a: { ...TEXT, "x-extensible-enum": ["x", "y"] } },
    ["additive request-property-extensible-enum-value-added"],
    ["additive response-property-extensible-enum-value-added"],
  ],
  [
    "set opened",
    { a: { enum: ["x"] } },
    { a: { "x-extensible-enum": ["x"] } },
    ["additive request-property-enum-opened"],
    ["documentation response-property-enum-opened"],
  ],
  [
    "set closed",
    { a: { "x-extensible-enum": ["x"] } },
    { a: { enum: ["x"] } },
    ["breaking request-property-enum-closed"],
    ["documentation response-property-enum-closed"],
  ],
  [
    "values listed",
    { a: TEXT },
    { a: { ...TEXT, enum: ["x"] } },
    ["breaking request-property-enum-added"],
    ["additive response-property-enum-added"],
  ],
  [
    "values not listed any more",
    { a: { ...TEXT, enum: ["x"] } },
    { a: TEXT },
    ["additive request-property-enum-removed"],
    ["risky response-property-enum-removed"],
  ],
  [
    "format set",
    { a: TEXT },
    { a: { ...TEXT, format: "uuid" } },
    ["breaking request-property-format-added"],
    ["documentation response-property-format-added"],
  ],
  [
    "format gone",
    { a: { ...TEXT, format: "uuid" } },
    { a: TEXT },
    ["additive request-property-format-removed"],
    ["breaking response-property-format-removed"],
  ],
  [
    "int32 became int64",
    { a: { type: "integer", format: "int32" } },
    { a: { type: "integer", format: "int64" } },
    ["additive request-property-format-widened"],
    ["breaking response-property-format-widened"],
  ],
  [
    "pattern set",
    { a: TEXT },
    { a: { ...TEXT, pattern: "^a" } },
    ["breaking request-property-pattern-added"],
    ["documentation response-property-pattern-added"],
  ],
  [
    "pattern changed",
    { a: { ...TEXT, pattern: "^b" } },
    { a: { ...TEXT, pattern: "^a" } },
    ["risky request-property-pattern-changed"],
    ["risky response-property-pattern-changed"],
  ],
  [
    "shorter text",
    { a: { ...TEXT, maxLength: 9 } },
    { a: { ...TEXT, maxLength: 5 } },
    ["breaking request-property-max-length-tightened"],
    ["documentation response-property-max-length-tightened"],
  ],
  [
    "longer text",
    { a: { ...TEXT, maxLength: 5 } },
    { a: TEXT },
    ["additive request-property-max-length-loosened"],
    ["breaking response-property-max-length-loosened"],
  ],
  [
    "limit became exclusive",
    { a: { minimum: 1 } },
    { a: { minimum: 1, exclusiveMinimum: true } },
    ["breaking request-property-minimum-tightened"],
    ["documentation response-property-minimum-tightened"],
  ],
  [
    "finer steps",
    { a: { multipleOf: 4 } },
    { a: { multipleOf: 2 } },
    ["additive request-property-multiple-of-loosened"],
    ["breaking response-property-multiple-of-loosened"],
  ],
  [
    "unique items",
    { a: { type: "array", items: {} } },
    { a: { type: "array", items: {}, uniqueItems: true } },
    ["breaking request-property-unique-items-added"],
    ["documentation response-property-unique-items-added"],
  ],
  [
    "default changed",
    { a: { default: 1 } },
    { a: { default: 2 } },
    ["risky request-property-default-changed"],
    ["documentation response-property-default-changed"],
  ],
  [
    "deprecated",
    { a: TEXT },
    { a: { ...TEXT, deprecated: true } },
    ["additive request-property-deprecated"],
    ["additive response-property-deprecated"],
  ],
];

describe("compareDocuments(), for values and limits", () => {
  test.each(
    CASES,
  )("compareDocuments(), for %s, knows what it does to requests and answers", (_what, before, after, request, response) => {
    expect(compareToRules(withSchema("request", thing(before)), withSchema("request", thing(after)))).toEqual(request);
    expect(compareToRules(withSchema("response", thing(before)), withSchema("response", thing(after)))).toEqual(
      response,
    );
  });
});
