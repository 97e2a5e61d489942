import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareDocuments } from "./compare-documents.ts";
import { compareToRules, documentOf, withSchema } from "./testing.ts";

const TEXT = { type: "string" };
const thing = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: "object", properties, ...more });

/** What changed, schema before, schema after, the rules for a request, the rules for an answer. */
const CASES: readonly [string, JsonObject, JsonObject, string[], string[]][] = [
  [
    "type changed",
    { a: TEXT },
    { a: { type: "integer" } },
    ["breaking request-property-type-changed"],
    ["breaking response-property-type-changed"],
  ],
  [
    "integer became number",
    { a: { type: "integer" } },
    { a: { type: "number" } },
    ["additive request-property-type-widened"],
    ["breaking response-property-type-widened"],
  ],
  [
    "number became integer",
    { a: { type: "number" } },
    { a: { type: "integer" } },
    ["breaking request-property-type-narrowed"],
    ["additive response-property-type-narrowed"],
  ],
  [
    "anything became text",
    { a: {} },
    { a: TEXT },
    ["breaking request-property-type-declared"],
    ["breaking response-property-type-declared"],
  ],
  [
    "items of any type became text",
    { a: { type: "array" } },
    { a: { type: "array", items: TEXT } },
    ["breaking request-property-type-declared"],
    ["breaking response-property-type-declared"],
  ],
  [
    "a number of a union became an integer",
    { a: { oneOf: [{ type: "number" }, { type: "boolean" }] } },
    { a: { oneOf: [{ type: "boolean" }, { type: "integer" }] } },
    ["breaking request-property-type-narrowed"],
    ["additive response-property-type-narrowed"],
  ],
  [
    "text became anything",
    { a: TEXT },
    { a: {} },
    ["additive request-property-type-widened"],
    ["breaking response-property-type-widened"],
  ],
  [
    "became nullable",
    { a: TEXT },
    { a: { ...TEXT, nullable: true } },
    ["additive request-property-became-nullable"],
    ["breaking response-property-became-nullable"],
  ],
  [
    "became not nullable",
    { a: { ...TEXT, nullable: true } },
    { a: TEXT },
    ["breaking request-property-became-not-nullable"],
    ["additive response-property-became-not-nullable"],
  ],
  [
    "property gone",
    { a: TEXT, b: TEXT },
    { a: TEXT },
    ["breaking request-property-removed"],
    ["breaking response-property-removed"],
  ],
  [
    "property new",
    { a: TEXT },
    { a: TEXT, b: TEXT },
    ["additive request-property-added"],
    ["additive response-property-added"],
  ],
  [
    "hidden property new",
    { a: TEXT },
    { a: TEXT, b: { ...TEXT, readOnly: true } },
    ["documentation document-changed"],
    ["additive response-property-added"],
  ],
  [
    "became read-only",
    { a: TEXT },
    { a: { ...TEXT, readOnly: true } },
    ["breaking request-property-became-read-only"],
    ["documentation document-changed"],
  ],
  [
    "became write-only",
    { a: TEXT },
    { a: { ...TEXT, writeOnly: true } },
    ["documentation document-changed"],
    ["breaking response-property-became-write-only"],
  ],
  [
    "items changed",
    { a: { type: "array", items: TEXT } },
    { a: { type: "array", items: { type: "boolean" } } },
    ["breaking request-property-type-changed"],
    ["breaking response-property-type-changed"],
  ],
  [
    "alternative more",
    { a: { oneOf: [TEXT] } },
    { a: { oneOf: [{ type: "integer" }, TEXT] } },
    ["additive request-property-variant-added"],
    ["breaking response-property-variant-added"],
  ],
  [
    "one became one of several",
    { a: { type: "integer" } },
    { a: { oneOf: [TEXT, { type: "integer" }] } },
    ["additive request-property-variant-added"],
    ["breaking response-property-variant-added"],
  ],
  [
    "alternative less",
    { a: { anyOf: [TEXT, { type: "integer" }] } },
    { a: { anyOf: [TEXT] } },
    ["breaking request-property-variant-removed"],
    ["additive response-property-variant-removed"],
  ],
  [
    "order of alternatives",
    { a: { anyOf: [TEXT, { type: "integer" }] } },
    { a: { anyOf: [{ type: "integer" }, TEXT] } },
    ["documentation document-changed"],
    ["documentation document-changed"],
  ],
  [
    "other values of any name",
    { a: thing({}, { additionalProperties: TEXT }) },
    { a: thing({}, { additionalProperties: { type: "integer" } }) },
    ["breaking request-property-type-changed"],
    ["breaking response-property-type-changed"],
  ],
  [
    "no more values of any name",
    { a: thing({}, { additionalProperties: TEXT }) },
    { a: thing({}) },
    ["breaking request-property-additional-properties-removed"],
    ["breaking response-property-additional-properties-removed"],
  ],
  [
    "closed object",
    { a: thing({}) },
    { a: thing({}, { additionalProperties: false }) },
    ["risky request-property-additional-properties-closed"],
    ["documentation response-property-additional-properties-closed"],
  ],
  [
    "parts instead of properties",
    { a: thing({ b: TEXT, c: TEXT }) },
    { a: { allOf: [thing({ b: TEXT }), thing({ c: TEXT })] } },
    ["documentation document-changed"],
    ["documentation document-changed"],
  ],
  [
    "part with more",
    { a: { allOf: [thing({ b: TEXT })] } },
    { a: { allOf: [thing({ b: TEXT }), thing({ c: TEXT }, { required: ["c"] })] } },
    ["breaking request-property-required-added"],
    ["additive response-property-required-added"],
  ],
  [
    "excluded values changed",
    { a: { not: TEXT } },
    { a: { not: { type: "integer" } } },
    ["risky request-property-not-changed"],
    ["risky response-property-not-changed"],
  ],
  [
    "discriminator set",
    { a: {} },
    { a: { discriminator: { propertyName: "kind" } } },
    ["breaking request-property-discriminator-added"],
    ["breaking response-property-discriminator-added"],
  ],
  [
    "discriminator knows one less",
    { a: { discriminator: { propertyName: "k", mapping: { x: "#/x" } } } },
    { a: { discriminator: { propertyName: "k", mapping: {} } } },
    ["breaking request-property-discriminator-mapping-removed"],
    ["risky response-property-discriminator-mapping-removed"],
  ],
  ["nothing", { a: TEXT }, { a: TEXT }, [], []],
];

describe("compareDocuments(), for a property", () => {
  test.each(
    CASES,
  )("compareDocuments(), for %s, knows what it does to requests and answers", (_what, before, after, request, response) => {
    expect(compareToRules(withSchema("request", thing(before)), withSchema("request", thing(after)))).toEqual(request);
    expect(compareToRules(withSchema("response", thing(before)), withSchema("response", thing(after)))).toEqual(
      response,
    );
  });

  test.each([
    ["required", [], ["a"], "breaking request-property-became-required", "additive response-property-became-required"],
    ["optional", ["a"], [], "additive request-property-became-optional", "breaking response-property-became-optional"],
    [
      "required without being declared",
      [],
      ["z"],
      "risky request-property-undeclared-became-required",
      "documentation response-property-undeclared-became-required",
    ],
  ])("compareDocuments(), for a property that became %s, tells requests from answers", (_what, old, now, request, response) => {
    const before = thing({ a: TEXT }, { required: old });
    const after = thing({ a: TEXT }, { required: now });
    expect(compareToRules(withSchema("request", before), withSchema("request", after))).toEqual([request]);
    expect(compareToRules(withSchema("response", before), withSchema("response", after))).toEqual([response]);
  });
});

const content = (name: string) => ({
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const reading = (schemas: JsonObject, more: JsonObject = {}) =>
  documentOf({ responses: { "200": { description: "", ...content("A") } }, ...more }, { components: { schemas } });

describe("compareDocuments(), for shared schemas", () => {
  test("compareDocuments(), for schemas that contain themselves in two rhythms, ends and finds the difference", () => {
    const self = (value: JsonObject): JsonObject => ({
      A: thing({ next: { nullable: true, allOf: [{ $ref: "#/components/schemas/A" }] }, value }),
    });
    const unrolled = {
      A: thing({
        next: {
          nullable: true,
          allOf: [thing({ next: { nullable: true, allOf: [{ $ref: "#/components/schemas/A" }] }, value: TEXT })],
        },
        value: TEXT,
      }),
    };
    expect(compareToRules(reading(self(TEXT)), reading(unrolled))).toEqual(["documentation document-changed"]);
    expect(compareToRules(reading(self({ type: "integer" })), reading(unrolled))).toContain(
      "breaking response-property-type-changed",
    );
    expect(compareToRules(reading({ A: { $ref: "#/components/schemas/A" } }), reading({ A: TEXT }))).toHaveLength(1);
  });

  test("compareDocuments(), for a schema of two operations, tells the change once with both", () => {
    const paths = (schema: JsonObject): JsonObject => ({
      ...reading({ A: schema }),
      paths: Object.fromEntries(
        ["one", "two"].map((name) => [
          `/${name}`,
          { get: { operationId: name, responses: { "200": { description: "", ...content("A") } } } },
        ]),
      ),
    });
    expect(compareDocuments(paths(thing({ a: TEXT })), paths(thing({}))).changes).toEqual([
      {
        rule: "response-property-removed",
        level: "breaking",
        direction: "response",
        pointer: "#/components/schemas/A/properties/a",
        from: "a",
        operations: ["GET /one", "GET /two"],
        operationIds: ["one", "two"],
      },
    ]);
  });

  test("compareDocuments(), for a list of values that no answer holds any more, says that our type of requests closed", () => {
    const schemas = { A: thing({ kind: { $ref: "#/components/schemas/Kind" } }), Kind: { enum: ["x"] } };
    const before = reading(schemas, { requestBody: content("A") });
    const after = documentOf({ requestBody: content("A") }, { components: { schemas } });
    expect(compareToRules(before, after)).toContain("breaking request-property-enum-closed-in-types");
    expect(compareToRules(after, before)).toContain("additive request-property-enum-opened-in-types");
  });

  test("compareDocuments(), for a string as default, does not repeat it", () => {
    const before = withSchema("request", { default: "Some words of the vendor" });
    const { changes } = compareDocuments(before, withSchema("request", { default: "Others" }));
    expect(changes.map(({ from, to }) => [from, to])).toEqual([["string", "string"]]);
  });

  test("compareDocuments(), for 6,000 values of which half are new, names 50 and counts the others", () => {
    const list = (length: number) =>
      withSchema("response", { enum: Array.from({ length }, (_, index) => `v${index}`) });
    const [change] = compareDocuments(list(3_000), list(6_000)).changes;
    expect(change?.to).toHaveLength(51);
    expect(JSON.stringify(change).length).toBeLessThan(2_000);
  });
});
