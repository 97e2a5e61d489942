import { expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { ImportError } from "./import-error.ts";
import { refuseUnsafe } from "./refuse-unsafe.ts";

const parse = (text: string): JsonObject => JSON.parse(text);
const nested = (levels: number): JsonObject => parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);
const numbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, {}]));

test.each<[string, JsonObject, string]>([
  ["a reference to a file", { paths: { "/a": { $ref: "./a.json" } } }, "#/paths/~1a/$ref"],
  ["a reference to a host", { a: { $ref: "https://kites.test/a.json#/b" } }, "#/a/$ref"],
  [
    "a reference in an example",
    { components: { examples: { a: { value: { $ref: "/etc/hosts" } } } } },
    "#/components/examples/a/value/$ref",
  ],
  ["a reference in an extension", { "x-a": [{ $ref: "file:///a" }] }, "#/x-a/0/$ref"],
  [
    "a reference that is no text",
    { components: { schemas: { A: { items: { $ref: 1 } } } } },
    "#/components/schemas/A/items/$ref",
  ],
  ["an example outside", { a: { examples: { b: { externalValue: "file:///a" } } } }, "#/a/examples/b/externalValue"],
  [
    "a discriminator that leads outside",
    { A: { discriminator: { mapping: { a: "./a.json" } } } },
    "#/A/discriminator/mapping",
  ],
  ["a link that leads outside", { links: { a: { operationRef: "https://kites.test/" } } }, "#/links/a/operationRef"],
  ["the key __proto__", parse('{"a":{"__proto__":{"b":1}}}'), "#/a/__proto__"],
  ["a schema named constructor", { components: { schemas: { constructor: {} } } }, "#/components/schemas/constructor"],
  ["a definition named prototype", { definitions: { prototype: {} } }, "#/definitions/prototype"],
  [
    "an operation named constructor",
    { paths: { "/a": { get: { operationId: "constructor" } } } },
    "#/paths/~1a/get/operationId",
  ],
  ["a tag named __proto__", { paths: { "/a": { get: { tags: ["__proto__"] } } } }, "#/paths/~1a/get/tags"],
  ["a parameter named __proto__", { a: [{ in: "query", name: "__proto__" }] }, "#/a/0/name"],
  [
    "a name that turns the reading direction",
    { components: { schemas: { "a\u202eb": {} } } },
    "#/components/schemas/a\u202eb",
  ],
  ["a name with a line break", { a: { "b\nc": 1 } }, "#/a/b\nc"],
])("refuseUnsafe(), for %s, refuses it and names the place", (_, document, pointer) => {
  expect(() => refuseUnsafe(document)).toThrow(ImportError);
  expect(() => refuseUnsafe(document)).toThrow(expect.objectContaining({ pointer }));
});

test.each<[string, JsonObject]>([
  ["more than 200 levels", nested(203)],
  ["more than 20 000 schemas", { components: { schemas: numbered(20_001) } }],
  [
    "more than 5 000 operations",
    { paths: Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`/${i}`, { get: {} }])) },
  ],
])("refuseUnsafe(), for %s, refuses it", (_, document) => {
  expect(() => refuseUnsafe(document)).toThrow(ImportError);
});

test.each<[string, JsonObject]>([
  ["references inside the document", { a: { $ref: "#/components/schemas/A" } }],
  [
    "properties named like dangerous things",
    { A: { properties: { $ref: { type: "string" }, constructor: {}, mapping: {} } } },
  ],
  [
    "a discriminator with names and references",
    { A: { discriminator: { mapping: { a: "A", b: "#/components/schemas/B" } } } },
  ],
  ["200 levels", nested(199)],
])("refuseUnsafe(), for %s, passes", (_, document) => {
  expect(() => refuseUnsafe(document)).not.toThrow();
});
