import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareDocuments } from "./compare-documents.ts";
import { compareToRules, documentOf } from "./testing.ts";

const TEXT = { type: "string" };
const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });
const parameter = (more: JsonObject = {}): JsonObject => ({ in: "query", name: "q", schema: TEXT, ...more });
const BIG = { type: "object", properties: { a: TEXT, b: TEXT, c: TEXT } };

const at = (path: string, method = "get", operation: JsonObject = {}, rest: JsonObject = {}) =>
  documentOf(operation, rest, path, method);
const id = (name: string) => ({ in: "path", name, required: true, schema: TEXT });

describe("compareDocuments(), for operations that are not where they were", () => {
  test.each([
    [
      "gone",
      at("/a"),
      at("/b", "get", { operationId: "b" }),
      ["breaking operation-removed", "additive operation-added"],
    ],
    [
      "gone as announced",
      at("/a", "get", { deprecated: true }),
      at("/b", "get", { operationId: "b" }),
      ["breaking operation-removed-after-deprecation", "additive operation-added"],
    ],
    ["moved", at("/a"), at("/b"), ["breaking operation-moved"]],
    ["moved to another method", at("/a"), at("/a", "post"), ["breaking operation-moved"]],
    [
      "named otherwise in the path",
      at("/a/{x}", "get", { parameters: [id("x")] }),
      at("/a/{y}", "get", { parameters: [id("y")] }),
      ["breaking operation-path-parameter-renamed"],
    ],
    [
      "the same by another name at another place",
      at("/v1/a", "post", { requestBody: json(BIG) }),
      at("/v2/a", "post", { operationId: "b", requestBody: json(BIG) }),
      ["breaking operation-renamed"],
    ],
  ])("compareDocuments(), for an operation that is %s, says so", (_what, before, after, rules) => {
    expect(compareToRules(before, after)).toEqual(rules);
  });

  test("compareDocuments(), for an operation by another name at another place, is one change with both names", () => {
    const before = at("/v1/a", "post", { requestBody: json(BIG) });
    const after = at("/v2/a", "post", { operationId: "b", requestBody: json(BIG) });
    expect(compareDocuments(before, after).changes).toMatchObject([
      { operation: "POST /v2/a", operationId: "b", from: ["POST /v1/a", "listThings"], to: ["POST /v2/a", "b"] },
    ]);
    const renamed = compareDocuments(at("/a"), at("/a", "get", { operationId: "b" })).changes;
    expect(renamed).toMatchObject([{ rule: "operation-id-changed", operation: "GET /a", from: "listThings", to: "b" }]);
    const moved = compareDocuments(at("/a"), at("/b")).changes;
    expect(moved).toMatchObject([{ rule: "operation-moved", operationId: "listThings", from: "GET /a", to: "GET /b" }]);
  });

  test("compareDocuments(), for an operation gone on a day that was told, names the day", () => {
    const before = at("/a", "get", { "x-sunset": "2027-01-31T00:00:00Z" });
    const { changes, level } = compareDocuments(before, at("/b", "get", { operationId: "b" }));
    expect(level).toBe("breaking");
    expect(changes[0]).toMatchObject({
      rule: "operation-removed-after-deprecation",
      from: ["listThings", "2027-01-31"],
    });
  });

  test("compareDocuments(), for an operation that moved, compares what is in it", () => {
    const rules = compareToRules(at("/a", "get", { parameters: [parameter()] }), at("/b"));
    expect(rules).toEqual(["breaking operation-moved", "breaking request-parameter-removed"]);
  });
});

const with2 = (rest: JsonObject) => documentOf({}, rest);
const servers = (...urls: string[]) => with2({ servers: urls.map((url) => ({ url })) });
const scheme = (more: JsonObject) =>
  with2({ components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key", ...more } } } });
const schemas = (map: JsonObject) => with2({ components: { schemas: map } });

describe("compareDocuments(), for a whole document", () => {
  test.each([
    [
      "another host",
      servers("https://a.example/v1"),
      servers("https://b.example/v1"),
      ["breaking server-host-changed"],
    ],
    [
      "another base path",
      servers("https://a.example/v1"),
      servers("https://a.example/v2"),
      ["breaking server-path-changed"],
    ],
    [
      "one host more",
      servers("https://a.example"),
      servers("https://a.example", "https://b.example"),
      ["risky server-added"],
    ],
    [
      "one host less",
      servers("https://a.example", "https://b.example"),
      servers("https://a.example"),
      ["breaking server-removed"],
    ],
    [
      "a slash at the end",
      servers("https://a.example/"),
      servers("https://a.example"),
      ["documentation document-changed"],
    ],
    ["another header for the key", scheme({}), scheme({ name: "X-Token" }), ["breaking security-scheme-changed"]],
    [
      "another host for tokens",
      scheme({ openIdConnectUrl: "https://a.example/x" }),
      scheme({ openIdConnectUrl: "https://b.example/x" }),
      ["breaking security-scheme-host-changed"],
    ],
    ["no scheme", scheme({}), with2({}), ["breaking security-scheme-removed"]],
    ["a scheme", with2({}), scheme({}), ["additive security-scheme-added"]],
    ["a type less", schemas({ A: TEXT }), schemas({}), ["breaking schema-removed"]],
    ["a type more", schemas({}), schemas({ A: TEXT }), ["additive schema-added"]],
    ["a type by another name", schemas({ A: BIG }), schemas({ B: BIG }), ["breaking schema-renamed"]],
    [
      "a type spelt otherwise",
      schemas({ v1A: BIG }),
      schemas({ V1A: BIG }),
      ["documentation schema-spelled-otherwise"],
    ],
    [
      "a twin that takes the name of a type",
      schemas({ v1A: BIG }),
      schemas({ v1A: BIG, V1A: BIG }),
      ["breaking schema-type-renamed", "additive schema-added"],
    ],
    [
      "a change in a type that no operation uses",
      schemas({ A: TEXT }),
      schemas({ A: BIG }),
      ["documentation unused-schema-changed"],
    ],
    [
      "another version",
      with2({}),
      with2({ info: { title: "Things", version: "2" } }),
      ["documentation version-changed"],
    ],
    ["another title", with2({}), with2({ info: { title: "Others", version: "1" } }), ["documentation title-changed"]],
  ])("compareDocuments(), for %s, names rule and level", (_what, before, after, rules) => {
    expect(compareToRules(before, after)).toEqual(rules);
  });

  test("compareDocuments(), for keys in another order, says none", () => {
    const { paths, info, openapi } = documentOf({}) as { paths: JsonObject; info: JsonObject; openapi: string };
    expect(compareDocuments(documentOf({}), { paths, info, openapi })).toEqual({
      level: "none",
      changes: [],
      compared: { before: { operations: 1, schemas: 0 }, after: { operations: 1, schemas: 0 } },
    });
  });

  test.each([
    ["older", { ...documentOf({}), paths: {} }, documentOf({})],
    ["newer", documentOf({}), { ...documentOf({}), paths: {} }],
  ])("compareDocuments(), for an empty %s side, refuses", (side, before, after) => {
    expect(() => compareDocuments(before, after)).toThrow(`Cannot compare: the ${side} document has no operation`);
  });

  test("compareDocuments(), for sources, compares host, place, format, credentials and losses", () => {
    const before = { url: "https://a.example/x", format: "swagger-2.0", credentials: ["A"], lost: ["#/x"] };
    const after = { url: "https://b.example/x", format: "openapi-3.0", credentials: [], lost: [] };
    const rules = (now: JsonObject) =>
      compareDocuments(documentOf({}), documentOf({}), { sources: { before, after: now } }).changes.map(
        ({ rule }) => rule,
      );
    expect(rules(after)).toEqual([
      "source-credentials-changed",
      "source-host-changed",
      "source-losses-changed",
      "source-format-changed",
    ]);
    expect(rules({ ...before, url: "https://a.example/y" })).toEqual(["source-location-changed"]);
  });

  test("compareDocuments(), for names of hostile documents, finds no inherited member and stays short", () => {
    const name = "__proto__";
    const hostile = JSON.parse(`{"${name}":{"type":"string"},"constructor":{"type":"string"}}`);
    const { changes } = compareDocuments(schemas({}), schemas({ ...hostile, ["n".repeat(9_000)]: TEXT }));
    expect(changes.length).toBeGreaterThan(1);
    expect(changes.every(({ to }) => String(to).length < 200)).toBe(true);
    expect(compareToRules(schemas({ A: TEXT }), schemas({ A: TEXT, toString: TEXT }))).toEqual([
      "additive schema-added",
    ]);
  });
});
