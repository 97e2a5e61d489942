import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildDocuments } from "./build-documents.ts";
import { buildSchema, parse, validate } from "./graphql-js.ts";

const texts = (sdl: string, maxDepth?: number) => buildDocuments(buildSchema(sdl), maxDepth).map(({ text }) => text);

describe("buildDocuments()", () => {
  it.each([
    ["a scalar", "type Query { a: Int }", ["query a{a}"]],
    [
      "arguments",
      "type Query { a(b: [I!]! = [], c: E): E } enum E { A } input I { d: Int }",
      ["query a($b:[I!]!,$c:E){a(b:$b,c:$c)}"],
    ],
    [
      "objects in objects",
      "type Query { a: T! } type T { b: Int c: [U!]! } type U { d: String }",
      ["query a{a{b c{d}}}"],
    ],
    [
      "queries and mutations",
      "type Query { b: Int a: Int } type Mutation { a: Int }",
      ["query a{a}", "query b{b}", "mutation a{a}"],
    ],
    ["a cycle", "type Query { a: T } type T { b: Int c: U } type U { d: T e: Int }", ["query a{a{b c{e}}}"]],
    ["a type that holds itself only", "type Query { a: T } type T { b: T }", ["query a{a{__typename}}"]],
    [
      "a field that needs an argument",
      "type Query { a: T } type T { b(n: Int!): Int c(n: Int = 1): Int d: Int }",
      ["query a{a{c d}}"],
    ],
    [
      "an object of which nothing is left",
      "type Query { a: T } type T { b: U c: Int } type U { d(n: Int!): Int }",
      ["query a{a{c}}"],
    ],
    [
      "a union",
      "type Query { a: U } union U = S | T type S { b: Int } type T { c: Int }",
      ["query a{a{__typename ...on S{b} ...on T{c}}}"],
    ],
    [
      "an interface",
      "type Query { a: N } interface N { b: Int } type S implements N { b: Int } type T implements N { b: Int c: Int }",
      ["query a{a{__typename ...on S{b} ...on T{b c}}}"],
    ],
    [
      "a union whose types mean two things by one name",
      "type Query { a: U } union U = S | T type S { b: Int c: Int } type T { b: String! c: Int }",
      ["query a{a{__typename ...on S{S_b:b c} ...on T{T_b:b c}}}"],
    ],
    [
      "a union in a cycle",
      "type Query { a: S } type S { b: Int u: U } union U = S | T type T { c: Int s: S }",
      ["query a{a{b u{__typename ...on T{c}}}}"],
    ],
  ])("%s, asks for all that can be asked", (_, sdl, want) => {
    expect(texts(sdl)).toEqual(want);
  });

  it.each([
    [1, "query a{a{b}}"],
    [2, "query a{a{b t{c}}}"],
    [3, "query a{a{b t{c u{d}}}}"],
  ])("objects more than %i deep, ends there", (depth, want) => {
    expect(texts("type Query { a: S } type S { b: Int t: T } type T { c: Int u: U } type U { d: Int }", depth)).toEqual(
      [want],
    );
  });

  it.each([
    ["all fields", "type Query { a: T } type T { b: Int }", true],
    ["a field that needs an argument", "type Query { a: T } type T { b: Int c(n: Int!): Int }", false],
    ["a cycle", "type Query { a: T } type T { b: Int c: T }", false],
    ["a union", "type Query { a: U } union U = T type T { b: Int }", false],
  ])("%s, says whether the answer has the schema's own type", (_, sdl, want) => {
    expect(buildDocuments(buildSchema(sdl)).map(({ isComplete }) => isComplete)).toEqual([want]);
  });

  it("Altinity.Cloud Anywhere, has a complete and valid document of moderate size for every root field", () => {
    const schema = buildSchema(
      readFileSync(new URL("../../../specs/altinity-anywhere/schema.graphql", import.meta.url), "utf8"),
    );
    const documents = buildDocuments(schema);

    expect(documents).toHaveLength(35);
    expect(documents.filter(({ isComplete }) => !isComplete)).toEqual([]);
    expect(documents.flatMap(({ text }) => validate(schema, parse(text)))).toEqual([]);
    expect(Math.max(...documents.map(({ text }) => text.length))).toBeLessThan(2500);
  });
});
