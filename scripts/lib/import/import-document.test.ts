import { describe, expect, test } from "vitest";
import { toCanonicalJson } from "../canonical.ts";
import type { JsonObject } from "../json.ts";
import { countDocument, importDocument } from "./import-document.ts";
import { ImportError } from "./import-error.ts";

const TEXT = "Some text of the vendor";

/** Swagger 2 with a defect for nearly every rule. */
const SWAGGER: JsonObject = {
  swagger: "2.0",
  info: { title: "Kites", version: "7", description: TEXT },
  schemes: ["http", "https"],
  consumes: ["application/json"],
  produces: ["application/json"],
  securityDefinitions: { Key: { type: "apiKey", in: "header", name: "Key", description: TEXT } },
  paths: {
    "/kites/{id}": {
      get: { operationId: "get-kite", summary: TEXT, parameters: [], responses: { "200": { description: TEXT } } },
      parameters: [
        { name: "id", in: "path", type: "string", required: true, description: TEXT },
        { name: "kite", in: "body", schema: { $ref: "#/definitions/Kite" } },
      ],
      put: {
        produces: ["application/octet-stream"],
        responses: {
          "200": { description: TEXT, schema: { type: "file" } },
          "204": { description: TEXT, schema: { $ref: "#/definitions/Kite" } },
        },
      },
    },
  },
  definitions: {
    Kite: {
      description: TEXT,
      required: [],
      properties: {
        description: { type: "string", description: TEXT, example: TEXT },
        port: { type: ["string", "number"] },
        tail: { $ref: "#/definitions/Kite", description: TEXT },
      },
    },
  },
};

describe("importDocument()", () => {
  test("importDocument(), for Swagger 2 with defects, gives OpenAPI 3.0.3 without the vendor's text", () => {
    const { document, report } = importDocument(SWAGGER);
    expect(document).toEqual({
      openapi: "3.0.3",
      info: { title: "Kites", version: "7" },
      paths: {
        "/kites/{id}": {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          get: { operationId: "getKite", responses: { "200": { description: "" } } },
          put: {
            operationId: "putKitesById",
            requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Kite" } } } },
            responses: {
              "200": {
                description: "",
                content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
              },
              "204": { description: "" },
            },
          },
        },
      },
      components: {
        schemas: {
          Kite: {
            type: "object",
            properties: {
              description: { type: "string" },
              port: { anyOf: [{ type: "string" }, { type: "number" }] },
              tail: { $ref: "#/components/schemas/Kite" },
            },
          },
        },
        securitySchemes: { Key: { type: "apiKey", in: "header", name: "Key" } },
      },
    });
    expect(report.format).toBe("swagger-2.0");
    expect(report.lost).toEqual(["#/paths/~1kites~1{id}/get/requestBody"]);
    expect(report.counts).toEqual({ paths: 1, operations: 2, schemas: 1 });
    expect(toCanonicalJson(document)).not.toContain(TEXT);
  });

  test("importDocument(), for its own result, changes nothing", () => {
    const { document } = importDocument(SWAGGER);
    const again = importDocument(document);
    expect(toCanonicalJson(again.document)).toBe(toCanonicalJson(document));
    expect(again.report.repairs).toEqual([]);
  });

  test("importDocument(), for any document, leaves the argument as it is", () => {
    const before = structuredClone(SWAGGER);
    importDocument(SWAGGER);
    expect(SWAGGER).toEqual(before);
  });

  test("importDocument(), for a reference that leads nowhere, keeps it for an override", () => {
    const schema = { $ref: "#/components/schemas/Missing" };
    const { document } = importDocument({ openapi: "3.0.1", paths: {}, components: { schemas: { Kite: schema } } });
    expect(document["components"]).toEqual({ schemas: { Kite: schema } });
  });

  test.each<[string, JsonObject]>([
    ["OpenAPI 3.1", { openapi: "3.1.0", paths: {} }],
    ["Swagger 1", { swagger: "1.2", paths: {} }],
    ["an error of the vendor", { error: "unauthorized" }],
    ["an unknown root key", { openapi: "3.0.3", paths: {}, secret: 1 }],
  ])("importDocument(), for %s, refuses it", (_, document) => {
    expect(() => importDocument(document)).toThrow(ImportError);
  });
});

test("countDocument(), for a document without anything, counts zero", () => {
  expect(countDocument({})).toEqual({ paths: 0, operations: 0, schemas: 0 });
});
