import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareToRules, documentOf, withSchema } from "./testing.ts";

const TEXT = { type: "string" };
const thing = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: "object", properties, ...more });
const kind = (propertyName: string, mapping: JsonObject = {}) => ({ discriminator: { propertyName, mapping } });

/** The way back of changes whose way there is tested beside: schema before and after, rules for a request and for an answer. */
const SCHEMAS: readonly [string, JsonObject, JsonObject, string[], string[]][] = [
  [
    "writable again",
    thing({ a: { ...TEXT, readOnly: true } }),
    thing({ a: TEXT }),
    ["additive request-property-became-not-read-only"],
    ["documentation document-changed"],
  ],
  [
    "writable again and required",
    thing({ a: { ...TEXT, readOnly: true } }, { required: ["a"] }),
    thing({ a: TEXT }, { required: ["a"] }),
    ["breaking request-property-became-required-not-read-only"],
    ["documentation document-changed"],
  ],
  [
    "readable again",
    thing({ a: { ...TEXT, writeOnly: true } }),
    thing({ a: TEXT }),
    ["documentation document-changed"],
    ["risky response-property-became-not-write-only"],
  ],
  [
    "mixed values not listed any more",
    { enum: ["a", 1] },
    {},
    ["additive request-body-closed-enum-removed"],
    ["breaking response-body-closed-enum-removed"],
  ],
  [
    "open values listed",
    TEXT,
    { ...TEXT, "x-extensible-enum": ["a"] },
    ["additive request-body-extensible-enum-added"],
    ["additive response-body-extensible-enum-added"],
  ],
  [
    "open values not listed any more",
    { ...TEXT, "x-extensible-enum": ["a"] },
    TEXT,
    ["additive request-body-extensible-enum-removed"],
    ["additive response-body-extensible-enum-removed"],
  ],
  [
    "open value less",
    { "x-extensible-enum": ["a", "b"] },
    { "x-extensible-enum": ["a"] },
    ["breaking request-body-extensible-enum-value-removed"],
    ["risky response-body-extensible-enum-value-removed"],
  ],
  [
    "int64 became int32",
    { type: "integer", format: "int64" },
    { type: "integer", format: "int32" },
    ["breaking request-body-format-narrowed"],
    ["documentation response-body-format-narrowed"],
  ],
  [
    "another format",
    { ...TEXT, format: "date" },
    { ...TEXT, format: "uuid" },
    ["breaking request-body-format-changed"],
    ["breaking response-body-format-changed"],
  ],
  [
    "no pattern",
    { ...TEXT, pattern: "^a" },
    TEXT,
    ["additive request-body-pattern-removed"],
    ["risky response-body-pattern-removed"],
  ],
  [
    "a pattern of everything",
    { ...TEXT, pattern: "^.*$" },
    TEXT,
    ["documentation document-changed"],
    ["documentation document-changed"],
  ],
  [
    "a limit that always holds",
    { ...TEXT, minLength: 0 },
    TEXT,
    ["documentation document-changed"],
    ["documentation document-changed"],
  ],
  [
    "items may repeat",
    { uniqueItems: true },
    {},
    ["additive request-body-unique-items-removed"],
    ["risky response-body-unique-items-removed"],
  ],
  [
    "a default",
    {},
    { default: 1 },
    ["risky request-body-default-added"],
    ["documentation response-body-default-added"],
  ],
  [
    "no default",
    { default: 1 },
    {},
    ["risky request-body-default-removed"],
    ["documentation response-body-default-removed"],
  ],
  [
    "an object not closed any more",
    thing({}, { additionalProperties: false }),
    thing({}),
    ["additive request-property-additional-properties-opened"],
    ["documentation response-property-additional-properties-opened"],
  ],
  [
    "values of any name",
    thing({}),
    thing({}, { additionalProperties: TEXT }),
    ["additive request-property-additional-properties-added"],
    ["additive response-property-additional-properties-added"],
  ],
  [
    "another kind of union",
    { oneOf: [TEXT] },
    { anyOf: [TEXT] },
    ["risky request-body-union-kind-changed"],
    ["risky response-body-union-kind-changed"],
  ],
  [
    "no discriminator",
    kind("k"),
    {},
    ["additive request-body-discriminator-removed"],
    ["breaking response-body-discriminator-removed"],
  ],
  [
    "another discriminator",
    kind("k"),
    kind("l"),
    ["breaking request-body-discriminator-changed"],
    ["breaking response-body-discriminator-changed"],
  ],
  [
    "discriminator knows one more",
    kind("k"),
    kind("k", { x: "#/x" }),
    ["additive request-body-discriminator-mapping-added"],
    ["risky response-body-discriminator-mapping-added"],
  ],
  [
    "discriminator leads elsewhere",
    kind("k", { x: "#/x" }),
    kind("k", { x: "#/y" }),
    ["breaking request-body-discriminator-mapping-changed"],
    ["breaking response-body-discriminator-mapping-changed"],
  ],
];

const answer = (more: JsonObject): JsonObject => ({ responses: { "200": { description: "", ...more } } });
const header = (value: JsonObject) => answer({ headers: { "X-A": value } });
const types = (...names: string[]) =>
  answer({ content: Object.fromEntries(names.map((name) => [name, { schema: TEXT }])) });
const parameter = (more: JsonObject) => ({ parameters: [{ in: "query", name: "q", schema: TEXT, ...more }] });
const form = (encoding: JsonObject) => ({
  requestBody: { content: { "multipart/form-data": { schema: {}, encoding } } },
});
const port = (value: string) => ({
  servers: [{ url: "https://a.example:{port}", variables: { port: { default: value } } }],
});
const errors = (...statuses: string[]) => {
  const content = { "application/json": { schema: TEXT } };
  return {
    responses: {
      "200": { description: "" },
      ...Object.fromEntries(statuses.map((one) => [one, { description: "", content }])),
    },
  };
};

const OPERATIONS: readonly [string, JsonObject, JsonObject, string[]][] = [
  ["no day of removal", { "x-sunset": "2027-01-01" }, {}, ["documentation operation-sunset-removed"]],
  ["other links", answer({ links: { a: {} } }), answer({}), ["documentation operation-links-changed"]],
  [
    "parameter deprecated no more",
    parameter({ deprecated: true }),
    parameter({}),
    ["documentation request-parameter-undeprecated"],
  ],
  [
    "parts of a form written otherwise",
    form({}),
    form({ a: { contentType: "text/csv" } }),
    ["risky request-encoding-changed"],
  ],
  [
    "answer also as other JSON of the same type",
    types("application/json"),
    types("application/json", "application/hal+json"),
    ["additive response-media-type-added"],
  ],
  [
    "answer no more as a file",
    types("application/json", "application/zip"),
    types("application/json"),
    ["breaking response-media-type-removed"],
  ],
  ["answer as JSON by another name", types("application/json"), types("*/*"), ["breaking response-media-type-renamed"]],
  [
    "answer of the same type with a parameter",
    types("application/json"),
    types("application/json; charset=utf-8"),
    ["risky response-media-type-changed"],
  ],
  [
    "a promised header is gone",
    header({ required: true, schema: TEXT }),
    answer({}),
    ["breaking response-required-header-removed"],
  ],
  [
    "a header is not promised any more",
    header({ required: true, schema: TEXT }),
    header({ schema: TEXT }),
    ["breaking response-header-became-optional"],
  ],
  [
    "a header is promised",
    header({ schema: TEXT }),
    header({ required: true, schema: TEXT }),
    ["additive response-header-became-required"],
  ],
  [
    "a default of a parameter",
    parameter({}),
    parameter({ schema: { ...TEXT, default: "a" } }),
    ["breaking request-parameter-default-added"],
  ],
  [
    "no default of a parameter",
    parameter({ schema: { ...TEXT, default: "a" } }),
    parameter({}),
    ["breaking request-parameter-default-removed"],
  ],
  [
    "another default of a parameter",
    parameter({ schema: { ...TEXT, default: "a" } }),
    parameter({ schema: { ...TEXT, default: "b" } }),
    ["breaking request-parameter-default-changed"],
  ],

  [
    "a failure less of a type that stays",
    errors("400", "409"),
    errors("400"),
    ["documentation response-error-status-removed"],
  ],
];

describe("compareDocuments(), for the way back of a change", () => {
  test.each(
    SCHEMAS,
  )("compareDocuments(), for %s, tells requests from answers", (_what, before, after, request, response) => {
    expect(compareToRules(withSchema("request", before), withSchema("request", after))).toEqual(request);
    expect(compareToRules(withSchema("response", before), withSchema("response", after))).toEqual(response);
  });

  test.each(OPERATIONS)("compareDocuments(), for %s, names rule and level", (_what, before, after, rules) => {
    expect(compareToRules(documentOf(before), documentOf(after))).toEqual(rules);
  });

  test("compareDocuments(), for another port of a server, calls it risky", () => {
    expect(compareToRules(documentOf({}, port("1")), documentOf({}, port("2")))).toEqual([
      "risky server-variable-changed",
    ]);
  });
});
