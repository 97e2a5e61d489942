import { describe, expect, test } from "vitest";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import { BOXES } from "./fixtures/boxes.ts";
import { sampleInvalid } from "./sample-invalid.ts";
import { sampleRequest } from "./sample-request.ts";

function find(document: JsonObject, id: string): DocumentOperation {
  const target = listOperations(document).find(({ operationId }) => operationId === id);
  if (target === undefined) throw new Error(`no operation ${id}`);
  return target;
}

describe("sampleRequest()", () => {
  test("an operation with parameters gets the required ones, in their places", () => {
    expect(sampleRequest(BOXES, find(BOXES, "listBoxes"))).toEqual({
      params: { path: {}, query: { sort: ["name", "row"] }, header: { Shelf: "Shelf" }, cookie: {} },
      body: undefined,
      contentType: undefined,
      problems: [],
    });
  });

  test("withOptionalQuery adds the optional query parameters", () => {
    const { params } = sampleRequest(BOXES, find(BOXES, "listBoxes"), { withOptionalQuery: true });
    expect(params.query).toEqual({ sort: ["name", "row"], limit: 1 });
  });

  test("free text in a path holds characters that a client has to encode", () => {
    expect(sampleRequest(BOXES, find(BOXES, "deleteBox")).params.path).toEqual({ id: "id 1/2" });
  });

  test("a body is complete but for what is read-only", () => {
    const { body, contentType } = sampleRequest(BOXES, find(BOXES, "createBox"));
    expect(body).toEqual({ name: "name", place: { row: 1 } });
    expect(contentType).toBe("application/json");
  });

  test("a schema that no value fits is a problem of the sample, not of the client", () => {
    const schema = { type: "string", minLength: 2, maxLength: 1 };
    const parameters = [{ name: "q", in: "query", required: true, schema }];
    const document = { paths: { "/x": { get: { operationId: "x", parameters } } } };
    expect(sampleRequest(document, find(document, "x")).problems).not.toEqual([]);
  });
});

function withBody(schema: object): JsonObject {
  const requestBody = { content: { "application/json": { schema } } };
  return { paths: { "/x": { post: { operationId: "x", requestBody } } } };
}

describe("sampleInvalid()", () => {
  test("a body with required fields loses the first of them", () => {
    expect(sampleInvalid(BOXES, find(BOXES, "createBox"))).toMatchObject({
      missing: "name",
      body: { place: { row: 1 } },
    });
  });

  const nested: [what: string, schema: object, missing: string, body: unknown][] = [
    [
      "an object inside",
      { properties: { a: { required: ["b"], properties: { b: { type: "integer" } } } } },
      "b",
      { a: {} },
    ],
    ["a list", { type: "array", items: { required: ["b"], properties: { b: { type: "integer" } } } }, "b", [{}]],
  ];
  test.each(nested)("a required field in %s is found", (_what, schema, missing, body) => {
    const document = withBody(schema);
    expect(sampleInvalid(document, find(document, "x"))).toMatchObject({ missing, body });
  });

  const none: [what: string, schema: object][] = [
    ["no field is required", { type: "object", properties: { a: { type: "string" } } }],
    ["the required field is read-only", { required: ["a"], properties: { a: { type: "string", readOnly: true } } }],
    [
      "another alternative takes the rest",
      { oneOf: [{ required: ["a"], properties: { a: { type: "string" } } }, { maxProperties: 0 }] },
    ],
  ];
  test.each(none)("there is no invalid body where %s", (_what, schema) => {
    const document = withBody(schema);
    expect(sampleInvalid(document, find(document, "x"))).toBeUndefined();
  });

  test("there is none for an operation without a body", () => {
    expect(sampleInvalid(BOXES, find(BOXES, "deleteBox"))).toBeUndefined();
  });
});
