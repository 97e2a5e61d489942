import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../json.ts";
import type { Rule } from "../rule.ts";
import {
  dropEmptyCompositions,
  dropEmptyRequired,
  dropRepeatedValues,
  emptyListsToObjects,
  liftReferenceSiblings,
  readNullable,
  splitTypeLists,
  typeObjects,
} from "./schemas.ts";

/** A document with the schema in a component and, deeper, as a property of a response. */
function documentOf(schema: Json): JsonObject {
  const content = { "application/json": { schema: { properties: { member: structuredClone(schema) } } } };
  return {
    paths: { "/kites": { get: { responses: { "200": { content } } } } },
    components: { schemas: { Kite: structuredClone(schema) } },
  };
}

const PLACES = [
  "#/paths/~1kites/get/responses/200/content/application~1json/schema/properties/member",
  "#/components/schemas/Kite",
];
const REFERENCE = { $ref: "#/components/schemas/Tail" };

test.each<[Rule, string, JsonObject, JsonObject]>([
  [readNullable, "x-nullable", { type: "string", "x-nullable": true }, { type: "string", nullable: true }],
  [readNullable, "x-isnullable", { type: "string", "x-isnullable": true }, { type: "string", nullable: true }],
  [splitTypeLists, "two types", { type: ["string", "number"] }, { anyOf: [{ type: "string" }, { type: "number" }] }],
  [splitTypeLists, "a type and null", { type: ["string", "null"] }, { type: "string", nullable: true }],
  [
    splitTypeLists,
    "two types and null",
    { type: ["string", "null", "number"] },
    { anyOf: [{ type: "string" }, { type: "number" }], nullable: true },
  ],
  [dropEmptyRequired, "an empty required", { type: "object", required: [] }, { type: "object" }],
  [dropEmptyCompositions, "empty compositions", { enum: [], allOf: [], oneOf: [], anyOf: [] }, {}],
  [
    dropRepeatedValues,
    "values that stand twice",
    { enum: ["b", "a", "b", 1, "1"], required: ["x", "x"] },
    { enum: ["b", "a", 1, "1"], required: ["x"] },
  ],
  [liftReferenceSiblings, "a reference with a type beside it", { ...REFERENCE, type: "string" }, REFERENCE],
  [
    liftReferenceSiblings,
    "a reference that may be null",
    { ...REFERENCE, nullable: true, title: "t" },
    { allOf: [REFERENCE], nullable: true },
  ],
  [
    typeObjects,
    "properties without a type",
    { properties: { properties: { additionalProperties: { type: "string" } } } },
    { type: "object", properties: { properties: { type: "object", additionalProperties: { type: "string" } } } },
  ],
])("$0.name, for %s, gives the wanted schema", ({ apply }, _, given, want) => {
  const document = documentOf(given);
  expect(apply(document)).toEqual(expect.arrayContaining(PLACES));
  const components = document["components"] as JsonObject;
  expect(components["schemas"]).toEqual({ Kite: want });
});

test.each<[Rule, string, JsonObject]>([
  [readNullable, "what is not nullable", { type: "string", "x-nullable": false }],
  [splitTypeLists, "a property named type", { type: "object", properties: { type: { type: "string" } } }],
  [dropEmptyRequired, "a required with a name", { required: ["a"] }],
  [dropEmptyRequired, "a default named required", { type: "object", default: { required: [] } }],
  [dropEmptyCompositions, "an enum with a value", { enum: [null] }],
  [dropRepeatedValues, "different values", { enum: ["a", "A"] }],
  [liftReferenceSiblings, "a bare reference", REFERENCE],
  [typeObjects, "a composition", { allOf: [REFERENCE], properties: { a: { type: "string" } } }],
  [typeObjects, "a schema that says nothing", {}],
])("$0.name, for %s, changes nothing", ({ apply }, _, given) => {
  const components = { schemas: { Kite: given } };
  const document = structuredClone({ components });
  expect(apply(document)).toEqual([]);
  expect(document).toEqual({ components });
});

test("empty-lists-to-objects, for a list where an object is wanted, makes it one, and leaves lists and data", () => {
  const document = {
    paths: { "/kites": { get: { parameters: [], responses: { "200": { content: { "a/b": { schema: [] } } } } } } },
    components: { schemas: { Kite: { properties: [], default: [], additionalProperties: [] } }, responses: [] },
  };
  expect(emptyListsToObjects.apply(document)).toEqual([
    "#/paths/~1kites/get/responses/200/content/a~1b/schema",
    "#/components/responses",
    "#/components/schemas/Kite/properties",
    "#/components/schemas/Kite/additionalProperties",
  ]);
  expect(document).toEqual({
    paths: { "/kites": { get: { parameters: [], responses: { "200": { content: { "a/b": { schema: {} } } } } } } },
    components: { schemas: { Kite: { properties: {}, default: [], additionalProperties: {} } }, responses: {} },
  });
});
