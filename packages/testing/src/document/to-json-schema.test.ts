import { describe, expect, test } from "vitest";
import type { JsonObject } from "../internal/json.ts";
import { createSchemaValidator } from "./schema-validator.ts";

const document = {
  components: {
    schemas: {
      Name: { type: "string", maxLength: 3 },
      Secret: { type: "string", readOnly: true },
      Node: { type: "object", properties: { child: { $ref: "#/components/schemas/Node" } } },
    },
  },
};

const validator = createSchemaValidator(document);

describe("createSchemaValidator()", () => {
  const cases: [what: string, schema: JsonObject, value: unknown, isValid: boolean][] = [
    ["null where the schema is nullable", { type: "string", nullable: true }, null, true],
    ["null where it is not", { type: "string" }, null, false],
    ["null beside an enum that is nullable", { type: "string", nullable: true, enum: ["a"] }, null, true],
    ["null for a nullable reference", { nullable: true, allOf: [{ $ref: "#/components/schemas/Name" }] }, null, true],
    ["the limit of an exclusive minimum", { type: "integer", minimum: 1, exclusiveMinimum: true }, 1, false],
    ["a value above an exclusive minimum", { type: "integer", minimum: 1, exclusiveMinimum: true }, 2, true],
    ["a value that breaks a referenced rule", { $ref: "#/components/schemas/Name" }, "abcd", false],
    ["a recursive value", { $ref: "#/components/schemas/Node" }, { child: { child: {} } }, true],
    ["a recursive value of the wrong type", { $ref: "#/components/schemas/Node" }, { child: { child: 1 } }, false],
    ["a value outside an open enum", { type: "string", "x-extensible-enum": ["a"] }, "b", true],
    ["a pattern in another language's dialect", { type: "string", pattern: "(?i)a" }, "b", true],
    ["an unknown format", { type: "string", format: "moon-phase" }, "full", true],
    ["a wrong date-time", { type: "string", format: "date-time" }, "yesterday", false],
    ["a map entry of the wrong type", { additionalProperties: { type: "integer" } }, { a: "b" }, false],
  ];
  test.each(cases)("%s", (_what, schema, value, isValid) => {
    const problems = validator.validate(schema, "response", value);
    expect(problems.length === 0).toBe(isValid);
  });

  test("a required read-only field is missing in an answer and not in a request", () => {
    const schema = { type: "object", required: ["id"], properties: { id: { $ref: "#/components/schemas/Secret" } } };
    expect(validator.validate(schema, "request", {})).toEqual([]);
    expect(validator.validate(schema, "response", {})).toEqual(["/: must have required property 'id'"]);
  });
});
