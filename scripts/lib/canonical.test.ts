import { describe, expect, test } from "vitest";
import { toCanonicalJson, toCanonicalOrder } from "./canonical.ts";
import type { JsonObject } from "./json.ts";

const DOCUMENT: JsonObject = {
  paths: {
    "/b": {
      post: {
        tags: ["z", "a"],
        security: [{ Second: [] }, { First: [] }],
        parameters: [
          { $ref: "#/components/parameters/Header" },
          { name: "b", in: "query" },
          { name: "a", in: "query" },
          { name: "z", in: "path" },
        ],
        operationId: "b",
      },
      get: { operationId: "a" },
      parameters: [],
    },
    "/a": {},
  },
  components: {
    schemas: {
      Kite: {
        type: "object",
        required: ["b", "a"],
        enum: ["b", 10, "a", 9, null],
        default: { required: ["b", "a"], list: [2, 1] },
        properties: { required: { type: "string" }, enum: { enum: ["y", "x"] } },
        oneOf: [{ type: "string" }, { type: "number" }],
      },
    },
  },
  info: { version: "1", title: "t" },
  openapi: "3.0.3",
};

describe("toCanonicalJson()", () => {
  test("toCanonicalJson(), for a document, puts its sections into OpenAPI's usual order", () => {
    expect(Object.keys(toCanonicalOrder(DOCUMENT))).toEqual(["openapi", "info", "paths", "components"]);
  });

  test("toCanonicalJson(), for paths, sorts them by name and their methods in one fixed order", () => {
    const { paths } = JSON.parse(toCanonicalJson(DOCUMENT));
    expect(Object.keys(paths)).toEqual(["/a", "/b"]);
    expect(Object.keys(paths["/b"])).toEqual(["parameters", "get", "post"]);
  });

  test("toCanonicalJson(), for sets, sorts them, and keeps lists whose order counts", () => {
    const { paths, components } = JSON.parse(toCanonicalJson(DOCUMENT));
    const { post } = paths["/b"];
    expect(post.tags).toEqual(["a", "z"]);
    expect(post.parameters.map((one: JsonObject) => one["name"] ?? one["$ref"])).toEqual([
      "z",
      "a",
      "b",
      "#/components/parameters/Header",
    ]);
    expect(post.security).toEqual([{ Second: [] }, { First: [] }]);
    expect(components.schemas.Kite.required).toEqual(["a", "b"]);
    expect(components.schemas.Kite.enum).toEqual([9, 10, "a", "b", null]);
    expect(components.schemas.Kite.oneOf).toEqual([{ type: "string" }, { type: "number" }]);
  });

  test("toCanonicalJson(), for data and properties named like sets, keeps their order", () => {
    const { Kite } = JSON.parse(toCanonicalJson(DOCUMENT)).components.schemas;
    expect(Kite.default).toEqual({ list: [2, 1], required: ["b", "a"] });
    expect(Kite.properties.enum.enum).toEqual(["x", "y"]);
  });

  test("toCanonicalJson(), for the same document in another order, gives the same text", () => {
    const reverse = (value: unknown): unknown =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, child]) => [key, reverse(child)]),
          )
        : value;
    expect(toCanonicalJson(reverse(DOCUMENT) as JsonObject)).toBe(toCanonicalJson(DOCUMENT));
  });

  test("toCanonicalJson(), for its own output, changes nothing and ends with a newline", () => {
    const text = toCanonicalJson(DOCUMENT);
    expect(toCanonicalJson(JSON.parse(text))).toBe(text);
    expect(text.endsWith("}\n")).toBe(true);
  });
});
