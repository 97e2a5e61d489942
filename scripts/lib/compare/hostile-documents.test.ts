import { assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { toCanonicalJson } from "../canonical.ts";
import type { Json, JsonObject } from "../json.ts";
import { compareDocuments, EmptyComparisonError } from "./compare-documents.ts";
import { documentOf } from "./testing.ts";

const reference = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });

/** A bit of everything that the comparison looks at, with a schema in a circle. */
function sample(): JsonObject {
  const schemas = {
    Tree: {
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "string", format: "uuid", readOnly: true },
        children: { type: "array", items: { $ref: "#/components/schemas/Tree" }, maxItems: 9 },
        kind: { type: "string", enum: ["a", "b"] },
        either: { oneOf: [{ $ref: "#/components/schemas/Leaf" }, { type: "integer", minimum: 1 }] },
        labels: { type: "object", additionalProperties: { type: "string", nullable: true } },
      },
    },
    Leaf: {
      allOf: [{ $ref: "#/components/schemas/Tree" }, { type: "object", properties: { leaf: { type: "boolean" } } }],
    },
  };
  const operation = {
    parameters: [{ in: "query", name: "q", required: true, schema: { type: "array", items: { type: "string" } } }],
    requestBody: { required: true, content: reference("Leaf") },
    responses: {
      "200": { description: "", headers: { "X-A": { schema: { type: "string" } } }, content: reference("Tree") },
      default: { description: "", content: reference("Leaf") },
    },
    security: [{ key: [] }, {}],
  };
  return documentOf(operation, {
    servers: [{ url: "https://a.example/v1" }],
    components: { schemas, securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
  });
}

const VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  "",
  "a",
  "#/components/schemas/Tree",
  "#/components/schemas/none",
  [],
  {},
  ["a"],
  { type: "string" },
  { $ref: "#/components/schemas/Leaf" },
];

/** Replaces or removes the value at one of all places of a document. */
function mutate(document: JsonObject, place: number, value: Json | undefined): JsonObject {
  const copy = structuredClone(document);
  const places: (() => void)[] = [];
  const open: Json[] = [copy];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== "object" || at === null) continue;
    const holder = at as JsonObject;
    for (const key of Object.keys(holder)) {
      open.push(holder[key] ?? null);
      places.push(() => {
        if (value === undefined && !Array.isArray(holder)) delete holder[key];
        else holder[key] = value ?? null;
      });
    }
  }
  places[place % places.length]?.();
  return copy;
}

describe("compareDocuments(), for documents with random defects", () => {
  test("compareDocuments(), for 1,000 mutations, ends, is JSON, and says none only of equal documents", () => {
    const mutation = record({ place: integer({ min: 0, max: 999 }), value: constantFrom(undefined, ...VALUES) });
    assert(
      property(mutation, mutation, (one, other) => {
        const before = mutate(sample(), one.place, one.value);
        const after = mutate(before, other.place, other.value);
        try {
          const comparison = compareDocuments(before, after);
          expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
          expect(comparison.level === "none").toBe(toCanonicalJson(before) === toCanonicalJson(after));
        } catch (error) {
          if (!(error instanceof EmptyComparisonError)) throw error;
        }
      }),
      { numRuns: 1_000, seed: 4 },
    );
  });

  test("compareDocuments(), for a chain of 20,000 schemas, reaches its end within 10 seconds", {
    timeout: 10_000,
  }, () => {
    const chain = (last: JsonObject) => {
      const links = Array.from({ length: 20_000 }, (_, index): [string, JsonObject] => [
        index === 0 ? "A" : `S${index}`,
        index === 19_999
          ? last
          : { type: "object", properties: { next: { $ref: `#/components/schemas/S${index + 1}` } } },
      ]);
      return documentOf(
        { responses: { "200": { description: "", content: reference("A") } } },
        { components: { schemas: Object.fromEntries(links) } },
      );
    };
    expect(compareDocuments(chain({ type: "string" }), chain({ type: "integer" })).changes).toMatchObject([
      { rule: "response-property-type-changed", pointer: "#/components/schemas/S19999", operation: "GET /things" },
    ]);
  });
});
