import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { dropProse } from "./prose.ts";

const TEXT = "Some text of the vendor";

test("drop-prose, for text in every kind of object, drops all of it and nothing else", () => {
  const described = { description: TEXT, "x-order": 1 };
  const document: JsonObject = {
    openapi: "3.0.3",
    info: { title: "Kites", version: "1", ...described, contact: { name: TEXT }, license: {}, termsOfService: TEXT },
    servers: [{ url: "https://{host}", ...described, variables: { host: { default: "a", ...described } } }],
    tags: [{ name: "kites", ...described, externalDocs: { url: TEXT } }],
    externalDocs: { url: TEXT },
    "x-tagGroups": [TEXT],
    paths: {
      "x-paths": TEXT,
      "/kites": {
        summary: TEXT,
        ...described,
        parameters: [{ name: "q", in: "query", ...described, example: TEXT, examples: {} }],
        post: {
          summary: TEXT,
          ...described,
          "x-evidence": "documented",
          requestBody: { ...described, content: { "a/b": { example: TEXT, examples: {}, schema: described } } },
          responses: {
            "x-responses": TEXT,
            "200": { ...described, headers: { "x-kite": described }, links: { next: described } },
            "204": { "x-only": 1 },
            "404": { $ref: "#/components/responses/Missing" },
          },
          callbacks: { done: { "{$request.body#/url}": { post: { summary: TEXT } }, "x-callback": TEXT } },
        },
      },
    },
    components: {
      examples: { One: { value: TEXT } },
      responses: { Missing: { description: TEXT } },
      securitySchemes: { Key: { type: "apiKey", in: "header", name: "k", ...described } },
      schemas: {
        Kite: {
          type: "object",
          title: TEXT,
          example: { a: TEXT },
          ...described,
          "x-extensible-enum": ["a"],
          default: { description: "kept" },
          additionalProperties: { ...described, type: "string" },
        },
      },
    },
  };
  dropProse.apply(document);
  expect(document).toEqual({
    openapi: "3.0.3",
    info: { title: "Kites", version: "1" },
    servers: [{ url: "https://{host}", variables: { host: { default: "a" } } }],
    tags: [{ name: "kites" }],
    paths: {
      "/kites": {
        parameters: [{ name: "q", in: "query" }],
        post: {
          "x-evidence": "documented",
          requestBody: { content: { "a/b": { schema: {} } } },
          responses: {
            "200": { description: "", headers: { "x-kite": {} }, links: { next: {} } },
            "204": { description: "" },
            "404": { $ref: "#/components/responses/Missing" },
          },
          callbacks: { done: { "{$request.body#/url}": { post: {} } } },
        },
      },
    },
    components: {
      responses: { Missing: { description: "" } },
      securitySchemes: { Key: { type: "apiKey", in: "header", name: "k" } },
      schemas: {
        Kite: {
          type: "object",
          "x-extensible-enum": ["a"],
          default: { description: "kept" },
          additionalProperties: { type: "string" },
        },
      },
    },
  });
});

test("drop-prose, for properties, schemas and headers that are named like text, keeps them", () => {
  const named = {
    description: { type: "string" },
    example: { type: "string" },
    title: {},
    "x-y": {},
    externalDocs: {},
  };
  const components = { schemas: { ...named, Kite: { properties: named } }, headers: named };
  const document = structuredClone({ components });
  expect(dropProse.apply(document)).toEqual([]);
  expect(document).toEqual({ components });
});

test.each([
  ["a day", "2027-01-31", true],
  ["a time", "2027-01-31T00:00:00Z", true],
  ["words", "soon; Fixes #1", false],
  ["a day with words", "2027-01-31 */", false],
  ["an object", { description: "2027-01-31" }, false],
])("drop-prose, for x-sunset with %s, keeps only a date of an operation", (_what, sunset, isKept) => {
  const document: JsonObject = {
    paths: { "/kites": { "x-sunset": sunset, get: { "x-sunset": sunset } } },
    components: { schemas: { Kite: { "x-sunset": sunset } } },
  };
  dropProse.apply(document);
  expect(document).toEqual({
    paths: { "/kites": { get: isKept ? { "x-sunset": sunset } : {} } },
    components: { schemas: { Kite: {} } },
  });
});
