import { expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareSdl } from "./compare-sdl.ts";
import { compareOperations } from "./comparison.ts";
import { createDocument } from "./gate/hostile-documents.ts";

test.each<[string, (document: JsonObject, kite: JsonObject) => void, string]>([
  ["no change", () => {}, "none"],
  ["a new path", ({ paths }) => Object.assign(paths as object, { "/more": { get: {} } }), "additive"],
  ["no path", (document) => Object.assign(document, { paths: {} }), "breaking"],
  ["a property more", (_, kite) => Object.assign(kite["properties"] as object, { a: {} }), "risky"],
  ["another property", (_, kite) => Object.assign(kite, { properties: { title: {} } }), "breaking"],
])("compareOperations(), for %s, has the level of it", (_, change, want) => {
  const after = createDocument();
  const { schemas } = after["components"] as { schemas: { Kite: JsonObject } };
  change(after, schemas.Kite);
  expect(compareOperations(createDocument(), after).level).toBe(want);
});

test.each([
  ["a new query", "type Query { a: Int b: Int }", "additive"],
  ["a query less", "type Query { b: Int }", "breaking"],
  ["another type", "type Query { a: String }", "breaking"],
  ["another argument", "type Query { a(b: Int!): Int }", "breaking"],
])("compareSdl(), for %s, has the level of it", (_, after, want) => {
  const levels = compareSdl("type Query { a: Int }", after).map(({ level }) => level);
  expect(levels).toContain(want);
});
