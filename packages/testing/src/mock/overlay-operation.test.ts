import { describe, expect, test } from "vitest";
import { listOperations } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import { overlayOperation } from "./overlay-operation.ts";

function overlay(response: object): JsonObject {
  const document = {
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "box-session" } },
      responses: { Shared: { description: "", content: { "application/json": { schema: { type: "integer" } } } } },
    },
    paths: { "/boxes": { get: { responses: { 200: response } } } },
  };
  const before = JSON.stringify(document);
  const [target] = listOperations(document);
  if (target === undefined) throw new Error("no operation");
  const overlaid = overlayOperation(document, target);
  expect(JSON.stringify(document), "the document is not changed").toBe(before);
  return overlaid["responses"] as JsonObject;
}

describe("overlayOperation()", () => {
  test("an answer with a schema gets an example that is valid by it", () => {
    const schema = { type: "array", items: { type: "string", format: "date" } };
    expect(overlay({ content: { "application/json": { schema } } })).toEqual({
      200: { content: { "application/json": { schema, example: ["2030-01-02"] } } },
    });
  });

  test("an answer that has an example keeps it", () => {
    const media = { schema: { type: "string" }, example: "own" };
    expect(overlay({ content: { "application/json": media } })).toMatchObject({
      200: { content: { "application/json": media } },
    });
  });

  test("a JSON answer without a schema gets an empty object, another one a text", () => {
    expect(overlay({ content: { "application/json": {}, "text/csv": {} } })).toEqual({
      200: { content: { "application/json": { example: {} }, "text/csv": { example: "body" } } },
    });
  });

  test("a shared answer is overlaid where it is used", () => {
    expect(overlay({ $ref: "#/components/responses/Shared" })).toMatchObject({
      200: { content: { "application/json": { example: 1 } } },
    });
  });

  test("a header gets an example, a cookie one that a client can keep", () => {
    const header = { schema: { type: "string" } };
    expect(overlay({ headers: { "Set-Cookie": header, Audit: header } })).toMatchObject({
      200: {
        headers: { Audit: { example: "Audit" }, "Set-Cookie": { example: "box-session=mock; Path=/; HttpOnly" } },
      },
    });
  });

  test("a query parameter that does not say how a list is written gets the default of the specification", () => {
    const parameters = [
      { name: "a", in: "query", schema: { type: "array" } },
      { name: "b", in: "query", explode: false, schema: { type: "array" } },
      { name: "c", in: "path", required: true, schema: { type: "string" } },
    ];
    const [target] = listOperations({ paths: { "/x/{c}": { parameters, get: { responses: {} } } } });
    if (target === undefined) throw new Error("no operation");
    const [first, ...others] = parameters;
    expect(overlayOperation({}, target)["parameters"]).toEqual([{ ...first, explode: true }, ...others]);
  });

  test("an operation that succeeds with a redirect keeps its error out of the way", () => {
    const responses = { 303: { description: "a" }, default: { description: "b" } };
    const [target] = listOperations({ paths: { "/x": { get: { responses } } } });
    if (target === undefined) throw new Error("no operation");
    expect(overlayOperation({}, target)["responses"]).toEqual({
      303: { description: "a" },
      "4XX": { description: "b" },
      "5XX": { description: "b" },
    });
  });

  test("an answer without content stays without", () => {
    expect(overlay({ description: "" })).toEqual({ 200: { description: "" } });
  });
});
