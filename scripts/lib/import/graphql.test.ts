import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countSdl, importSdl } from "./graphql.ts";
import { ImportError } from "./import-error.ts";

const SHARED = new URL("../../../../shared/vendor-docs/altinity-anywhere/", import.meta.url);
const COMMITTED = new URL("../../../specs/altinity-anywhere/upstream.graphql", import.meta.url);

describe("importSdl()", () => {
  it.each([
    [
      "root types that are only extended",
      "extend type Query { b: Int } extend type Query { a: Int } extend type Mutation { c: Int }",
      "type Mutation {\n  c: Int\n}\n\ntype Query {\n  a: Int\n  b: Int\n}\n",
    ],
    [
      "descriptions and comments",
      '"a type" type Query { """ a field """ a("an argument" b: E): Int # a comment\n } "an enum" enum E { "a value" A }',
      "enum E {\n  A\n}\n\ntype Query {\n  a(b: E): Int\n}\n",
    ],
    [
      "reasons of deprecation",
      'type Query { a(b: I): E } enum E { A B @deprecated(reason: "old") } input I { c: Int @deprecated(reason: "old") }',
      "enum E {\n  A\n  B @deprecated\n}\n\ninput I {\n  c: Int @deprecated\n}\n\ntype Query {\n  a(b: I): E\n}\n",
    ],
    [
      "directives of the vendor's own and addresses of scalars",
      'directive @note(text: String) on OBJECT | FIELD type Query @note(text: "long") { a: S } scalar S @specifiedBy(url: "https://example.com")',
      "directive @note(text: String) on FIELD | OBJECT\n\ntype Query {\n  a: S\n}\n\nscalar S\n",
    ],
    [
      "defaults, one-of inputs, unions and interfaces",
      'type Query { z(a: [I!] = [{ b: "x" }], c: Int = 1): U } input I @oneOf { b: String d: Int } union U = T | Q type T implements N { n: ID! } type Q { n: ID! } interface N { n: ID! }',
      'input I @oneOf {\n  b: String\n  d: Int\n}\n\ninterface N {\n  n: ID!\n}\n\ntype Q {\n  n: ID!\n}\n\ntype Query {\n  z(a: [I!] = [{b: "x"}], c: Int = 1): U\n}\n\ntype T implements N {\n  n: ID!\n}\n\nunion U = Q | T\n',
    ],
    [
      "root types with names of their own",
      "schema { query: Ask } type Ask { a: Int }",
      "schema {\n  query: Ask\n}\n\ntype Ask {\n  a: Int\n}\n",
    ],
  ])("%s, gives the facts in canonical order", (_, sdl, want) => {
    expect(importSdl(sdl)).toBe(want);
    expect(importSdl(want)).toBe(want);
  });

  it.each([
    ["nothing", "", /Unexpected <EOF>/],
    ["a web page", "<!doctype html>", /Unexpected character/],
    ["an operation", "type Query { a: Int } { a }", /an operation in place of a definition/],
    ["a type that does not exist", "type Query { a: Nope }", /Unknown type "Nope"/],
    ["no query type", "type Other { a: Int }", /Query root type must be provided/],
    ["a type without fields", "type Query", /must define one or more fields/],
    [
      "an extension of a type that does not exist",
      "type Query { a: Int } extend type T { b: Int }",
      /Cannot extend type "T"/,
    ],
    [
      "a field that stands twice",
      "type Query { a: Int } extend type Query { a: Int }",
      /"Query.a" already exists|can only be defined once/,
    ],
    ["a name that is reserved", "type Query { __proto__: Int }", /must not begin with "__"/],
    [
      "a type named like a member of every object",
      "type Query { a: constructor } type constructor { a: Int }",
      /the reserved name "constructor"/,
    ],
    ["a root field named like one", "type Query { prototype: Int }", /the reserved name "prototype"/],
    ["a bad enum value", "type Query { a: E } enum E { true }", /Name "true" is reserved/],
    ["a list 20,000 deep", `type Query { a: ${"[".repeat(20_000)}Int`, /more than 32 levels/],
    ["a default 20,000 deep", `type Query { a(b: Int = ${"{c:".repeat(20_000)}`, /more than 32 levels/],
    ["half a million tokens", `type Query { ${"a: Int ".repeat(170_000)}`, /more than 500000 tokens/],
    ["a text of more than 8 MiB", "#".repeat(8 * 1024 * 1024 + 1), /more than 8388608 characters/],
  ])("%s, is refused", { timeout: 5000 }, (_, sdl, message) => {
    expect(() => importSdl(sdl)).toThrow(ImportError);
    expect(() => importSdl(sdl)).toThrow(message);
  });

  it("31 levels, is not refused", () => {
    const nested = `${"[".repeat(31)}Int${"]".repeat(31)}`;
    expect(importSdl(`type Query { a: ${nested} }`)).toContain(nested);
  });

  it("the committed schema, is canonical already", () => {
    const committed = readFileSync(COMMITTED, "utf8");
    expect(importSdl(committed)).toBe(committed);
    expect(countSdl(committed)).toEqual({ types: 232, queries: 17, mutations: 18 });
  });
});

describe.skipIf(!existsSync(SHARED))(
  "importSdl() of the vendor's revisions (skipped where ../shared is absent)",
  () => {
    it.each([
      ["2025-09-17", { types: 148, queries: 15, mutations: 15 }],
      ["2026-07-02", { types: 169, queries: 15, mutations: 15 }],
      ["2026-08-19", { types: 232, queries: 17, mutations: 18 }],
    ])("%s, keeps every type and operation and no text", (date, counts) => {
      const sdl = readFileSync(new URL(`${date}.graphql`, SHARED), "utf8");
      const imported = importSdl(sdl);

      expect(countSdl(sdl)).toEqual(counts);
      expect(countSdl(imported)).toEqual(counts);
      expect(imported).not.toMatch(/"|#/);
    });

    it("2026-08-19, is what is committed", () => {
      const sdl = readFileSync(new URL("2026-08-19.graphql", SHARED), "utf8");
      expect(importSdl(sdl)).toBe(readFileSync(COMMITTED, "utf8"));
    });
  },
);
