import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { printAnswerShapes, readAnswerShapes } from "./answer-shapes.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answers = (...schemas: JsonObject[]) => ({
  responses: Object.fromEntries([
    ...schemas.map((schema, at) => [
      String(200 + at),
      { description: "", content: { "application/json": { schema } } },
    ]),
    ["404", { description: "", content: { "application/json": { schema: { type: "string" } } } }],
  ]),
});

function shapesOf(schemas: JsonObject, ...answered: JsonObject[]) {
  const paths = { "/kites": { get: { operationId: "listKites", ...answers(...answered) } } };
  return readAnswerShapes({ openapi: "3.0.3", paths, components: { schemas } });
}

const shapeOf = (schema: JsonObject, schemas: JsonObject = {}) => shapesOf(schemas, schema).operations["GET /kites"];

describe("readAnswerShapes()", () => {
  test.each<[string, JsonObject, unknown]>([
    ["integer", { type: "integer" }, "i"],
    ["number", { type: "number", nullable: true }, "n"],
    ["boolean", { type: "boolean" }, "b"],
    ["string", { type: "string", enum: ["a"] }, "s"],
    ["date and time", { type: "string", format: "date-time" }, "d"],
    ["integer or string", { anyOf: [{ type: "integer" }, { type: "string" }] }, "is"],
    ["list of integers", { type: "array", items: { type: "integer" } }, ["i"]],
    ["list of anything", { type: "array", items: {} }, "a"],
    ["object without fields", { type: "object" }, "o"],
    ["object", { type: "object", properties: { a: { type: "integer" }, b: {} } }, { a: "i" }],
    ["object without a type", { properties: { a: { type: "integer" } } }, { a: "i" }],
    ["map", { type: "object", additionalProperties: { type: "integer" } }, { "": "i" }],
    ["open map", { type: "object", additionalProperties: true }, "o"],
    ["anything", {}, undefined],
    ["list or text", { anyOf: [{ type: "array", items: { type: "string" } }, { type: "string" }] }, undefined],
    ["text or anything", { anyOf: [{ type: "string" }, {}] }, undefined],
    [
      "one of two objects",
      {
        oneOf: [
          { type: "object", properties: { a: { type: "integer" } } },
          { type: "object", properties: { b: { type: "string" } } },
        ],
      },
      { a: "i", b: "s" },
    ],
    [
      "parts of an object",
      {
        type: "object",
        allOf: [{ properties: { a: { type: "integer" } } }, { properties: { b: { type: "string" } } }],
      },
      { a: "i", b: "s" },
    ],
  ])("of %s, is short", (_, schema, want) => {
    expect(shapeOf(schema)).toEqual(want);
  });

  test("of schemas, names objects, writes scalars out and lists what is used", () => {
    const schemas = {
      Kite: { type: "object", properties: { id: ref("Id"), parent: ref("Kite"), wind: ref("Wind") } },
      Id: { anyOf: [{ type: "integer" }, { type: "string" }] },
      Wind: { type: "object", properties: { kites: { type: "array", items: ref("Kite") } } },
      Other: { type: "object", properties: { a: { type: "string" } } },
    };
    expect(shapesOf(schemas, { type: "array", items: ref("Kite") })).toEqual({
      schemas: { Kite: { id: "is", parent: "#Kite", wind: "#Wind" }, Wind: { kites: ["#Kite"] } },
      operations: { "GET /kites": ["#Kite"] },
    });
  });

  test("of a schema around one other, is that one", () => {
    const schemas = { Kite: { type: "object", properties: { id: { type: "integer" } } } };
    expect(shapeOf({ type: "object", nullable: true, allOf: [ref("Kite")] }, schemas)).toBe("#Kite");
  });

  test("of several successes, is that of all of them, and nothing where they differ in kind", () => {
    const schemas = { Kite: { type: "object", properties: { id: { type: "integer" } } } };
    expect(shapesOf(schemas, ref("Kite"), ref("Kite")).operations).toEqual({ "GET /kites": "#Kite" });
    expect(shapesOf(schemas, ref("Kite"), { type: "string" }).operations).toEqual({});
    expect(shapesOf(schemas, ref("Kite"), {}).operations).toEqual({});
  });
});

test("printAnswerShapes(), given names with quotes, writes JSON only", () => {
  const text = printAnswerShapes({ schemas: { 'a"]; x(); [': { "'`${y}": "i" } }, operations: {} });
  const literal = text
    .slice(text.indexOf("= {") + 2)
    .replace(/;\s*$/, "")
    .replaceAll(/,(\s*[}\]])/g, "$1");
  expect(JSON.parse(literal.replace("schemas:", '"schemas":').replace("operations:", '"operations":'))).toEqual({
    schemas: { 'a"]; x(); [': { "'`${y}": "i" } },
    operations: {},
  });
});
