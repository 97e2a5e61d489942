import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { convertSwagger, moveBodiesToOperations } from "./swagger.ts";

const body = { name: "body", in: "body", schema: { type: "object" } };
const file = { name: "file", in: "formData", type: "file" };
const id = { name: "id", in: "path", required: true, type: "string" };

test("move-bodies-to-operations, for a body of a path, gives it to every operation that has none", () => {
  const document: JsonObject = {
    paths: { "/a/{id}": { get: {}, parameters: [id, body], put: { parameters: [file] }, delete: { parameters: [] } } },
  };
  expect(moveBodiesToOperations.apply(document)).toEqual(["#/paths/~1a~1{id}/parameters"]);
  expect(document["paths"]).toEqual({
    "/a/{id}": {
      get: { parameters: [body] },
      parameters: [id],
      put: { parameters: [file] },
      delete: { parameters: [body] },
    },
  });
});

test("convertSwagger(), for schemes without a host and a file to upload, leaves OpenAPI 3.0 only", () => {
  const document = convertSwagger({
    swagger: "2.0",
    info: { title: "Kites", version: "1" },
    schemes: ["http", "https"],
    consumes: ["application/json"],
    produces: ["application/json"],
    paths: { "/a": { post: { consumes: ["multipart/form-data"], parameters: [file], responses: { "204": {} } } } },
    definitions: { Kite: { type: "object", properties: { tail: { $ref: "#/definitions/Kite" } } } },
  });
  expect(Object.keys(document).sort()).toEqual(["components", "info", "openapi", "paths"]);
  expect(document["components"]).toEqual({
    schemas: { Kite: { type: "object", properties: { tail: { $ref: "#/components/schemas/Kite" } } } },
  });
  expect(document["paths"]).toMatchObject({
    "/a": {
      post: {
        requestBody: {
          content: {
            "multipart/form-data": { schema: { properties: { file: { type: "string", format: "binary" } } } },
          },
        },
      },
    },
  });
});
