import { describe, expect, test } from "vitest";
import { createSchemaValidator } from "../document/schema-validator.ts";
import type { JsonObject } from "../internal/json.ts";
import { type Direction, USUAL_PROFILE } from "./sample-context.ts";
import { sampleValid } from "./sample-valid.ts";

const document: JsonObject = {
  components: {
    schemas: {
      Id: { type: "string", format: "uuid" },
      Tree: {
        type: "object",
        properties: {
          name: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
        },
      },
      Endless: { type: "object", required: ["next"], properties: { next: { $ref: "#/components/schemas/Endless" } } },
      Ending: {
        type: "object",
        required: ["next"],
        properties: { next: { nullable: true, allOf: [{ $ref: "#/components/schemas/Ending" }] } },
      },
      Base: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
      Cat: {
        allOf: [
          { $ref: "#/components/schemas/Base" },
          { required: ["lives"], properties: { lives: { type: "integer", maximum: 9 } } },
        ],
      },
      Dog: { allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { barks: { type: "boolean" } } }] },
    },
  },
};

const validator = createSchemaValidator(document);

function sample(schema: JsonObject, direction: Direction = "response", name = "name"): unknown {
  const { value, problems } = sampleValid(document, validator, schema, { direction, name, isAlwaysChecked: true });
  expect(problems).toEqual([]);
  return value;
}

describe("sampleValid()", () => {
  const cases: [what: string, schema: JsonObject, want: unknown][] = [
    ["a string is the name of its field", { type: "string" }, "name"],
    ["a string is cut to maxLength", { type: "string", maxLength: 2 }, "na"],
    ["a string is filled to minLength", { type: "string", minLength: 9 }, "namenamen"],
    [
      "a UUID is the same for the same name",
      { type: "string", format: "uuid" },
      expect.stringMatching(/^0{8}-0{4}-4000-8000-[0-9a-f]{12}$/),
    ],
    ["a date-time", { type: "string", format: "date-time" }, "2030-01-02T03:04:05Z"],
    ["bytes are base64", { type: "string", format: "byte" }, "bmFtZQ=="],
    ["a pattern that the name fits", { type: "string", pattern: "^[a-z]+$" }, "name"],
    ["a pattern that a common value fits", { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" }, "1.2.3"],
    ["a pattern in a dialect of another language", { type: "string", pattern: "^(?i)abc$" }, "name"],
    ["an enum is its first value", { type: "string", enum: ["RUNNING", "FAILED"] }, "RUNNING"],
    ["an open enum is its first known value", { type: "string", "x-extensible-enum": ["RUNNING"] }, "RUNNING"],
    ["an enum with null is a value", { type: "string", nullable: true, enum: [null, "a"] }, "a"],
    ["a default of the right type", { type: "string", default: "usual" }, "usual"],
    ["a default of null", { type: "string", nullable: true, default: null }, null],
    ["a default of the wrong type is no default", { type: "integer", default: "50" }, 1],
    ["a default that breaks a rule is not taken", { type: "integer", default: 5, minimum: 0 }, 5],
    ["an integer is 1", { type: "integer", format: "int32" }, 1],
    ["an integer above an exclusive minimum", { type: "integer", minimum: 3, exclusiveMinimum: true }, 4],
    ["an integer below a maximum", { type: "integer", maximum: -2 }, -2],
    ["a multiple", { type: "integer", minimum: 7, multipleOf: 5 }, 10],
    ["a list has an item", { type: "array", items: { type: "string" } }, ["name"]],
    [
      "a list of different items",
      { type: "array", minItems: 2, uniqueItems: true, items: { type: "string" } },
      ["name", "name2"],
    ],
    ["a list that must be empty", { type: "array", maxItems: 0, items: {} }, []],
    ["nothing known is an object", {}, {}],
    ["a map has an entry", { type: "object", additionalProperties: { type: "integer" } }, { key: 1 }],
    [
      "a required field that is not described",
      { type: "object", required: ["spec"], properties: {} },
      { spec: "spec" },
    ],
    ["a number of fields", { type: "object", minProperties: 2 }, { key1: "key1", key2: "key2" }],
    ["a reference is followed", { $ref: "#/components/schemas/Id" }, expect.any(String)],
    ["parents are merged", { $ref: "#/components/schemas/Cat" }, { kind: "kind", lives: 1 }],
    ["recursion ends with an empty list", { $ref: "#/components/schemas/Tree" }, { name: "name", children: [] }],
    ["required recursion ends with null", { $ref: "#/components/schemas/Ending" }, { next: null }],
    [
      "the branch that is valid alone",
      {
        oneOf: [{ type: "object" }, { type: "object", properties: { a: { type: "integer" } } }, { type: "string" }],
      },
      "name",
    ],
    [
      "a branch says which one it is",
      {
        oneOf: [{ $ref: "#/components/schemas/Dog" }, { $ref: "#/components/schemas/Id" }],
        discriminator: { propertyName: "kind", mapping: { dog: "#/components/schemas/Dog" } },
      },
      { kind: "dog", barks: true },
    ],
    ["no name is taken for an inherited property", { type: "string", format: "constructor" }, "name"],
  ];
  test.each(cases)("%s", (_what, schema, want) => {
    expect(sample(schema)).toEqual(want);
  });

  test("a property that is read-only is in an answer and not in a request", () => {
    const schema = { type: "object", required: ["id"], properties: { id: { type: "string", readOnly: true } } };
    expect(sample(schema, "request")).toEqual({});
    expect(sample(schema, "response")).toEqual({ id: expect.any(String) });
  });

  test("a property that is write-only is in a request and not in an answer", () => {
    const schema = { type: "object", properties: { password: { type: "string", writeOnly: true } } };
    expect(sample(schema, "request")).toEqual({ password: "password" });
    expect(sample(schema, "response")).toEqual({});
  });

  test("an answer's cursor says that there is no more, a request's is a value", () => {
    const schema = { type: "object", properties: { continue: { type: "string" }, offset: { type: "integer" } } };
    expect(sample(schema, "response")).toEqual({ continue: "", offset: 0 });
    expect(sample(schema, "request")).toEqual({ continue: "continue", offset: 1 });
  });

  test("a schema without a finite value has a problem instead of a sample", () => {
    const schema = { $ref: "#/components/schemas/Endless" };
    const { value, problems } = sampleValid(document, validator, schema, { direction: "response", name: "body" });
    expect(value).toBeUndefined();
    expect(problems).toEqual(["/: no finite value"]);
  });

  test("rules that contradict each other are told, not hidden", () => {
    const schema = { type: "string", minLength: 5, maxLength: 2 };
    const { problems } = sampleValid(document, validator, schema, { direction: "request", name: "body" });
    expect(problems).not.toEqual([]);
  });
});

describe("the sample of an answer", () => {
  const answer = (schema: JsonObject, profile = USUAL_PROFILE): unknown =>
    sampleValid({}, createSchemaValidator({}), schema, { direction: "response", name: "body", profile }).value;
  const item = {
    type: "object",
    properties: {
      uid: { type: "string" },
      name: { type: "string" },
      id: { type: "integer" },
      tags: { type: "array", items: { type: "string" } },
    },
  };

  test("that lists things, has two with different ids and names; a list of texts has one", () => {
    const { items } = answer({ type: "object", properties: { items: { type: "array", items: item } } }) as {
      items: { uid: string; name: string; id: number; tags: string[] }[];
    };
    expect(items.map(({ name, id }) => [name, id])).toEqual([
      ["name", 1],
      ["name2", 2],
    ]);
    expect(new Set(items.map(({ uid }) => uid)).size).toBe(2);
    expect(items.map(({ tags }) => tags.length)).toEqual([1, 1]);
  });

  test("that may hold one thing only, holds one", () => {
    expect(answer({ type: "array", maxItems: 1, items: item })).toHaveLength(1);
  });

  test("with ids of 24 digits, has such ids, others for another seed, the same for the same", () => {
    const ids = [1, 2, 2].map((seed) => (answer(item, { seed, ids: "hex-24" }) as { uid: string }).uid);
    expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[1]).toBe(ids[2]);
  });

  test("with times in texts without a format, has times that parse, and for a deletion the time that means never", () => {
    const times = {
      createdAt: { type: "string" },
      lastModifiedTimestamp: { type: "string" },
      deletionTimestamp: { type: "string", format: "date-time" },
    };
    const sampled = answer({ type: "object", properties: times }) as Record<string, string>;
    expect(Object.values(sampled).map((text) => new Date(text).getUTCFullYear())).toEqual([2030, 2030, 1]);
  });
});
