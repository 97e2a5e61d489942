import { buildSchema, introspectionFromSchema } from "graphql/index.js";
import { expect, test } from "vitest";
import { importSdl } from "../../import/graphql.ts";
import { toRefusal } from "../refusal.ts";
import { gateSchema } from "./gate-schema.ts";

const SDL = "type Query { kite(id: ID!): Kite } type Kite { name: String }";
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => importSdl(new TextDecoder().decode(gateSchema(bytesOf(text))));

test("gateSchema(), for SDL and for an introspection of it, gives the same schema", () => {
  const introspection = introspectionFromSchema(buildSchema(SDL));
  expect(read(SDL)).toContain("type Kite");
  expect(read(JSON.stringify({ data: introspection }))).toBe(read(SDL));
  expect(read(JSON.stringify(introspection))).toBe(read(SDL));
});

test.each<[string, string]>([
  ["no bytes", ""],
  ["a login page", "<html>"],
  ["a failure in JSON", '{"errors":[{"message":"secret text"}]}'],
  ["an introspection without types", '{"__schema":{}}'],
  [
    "an introspection with a bad name",
    JSON.stringify(introspectionFromSchema(buildSchema(SDL))).replaceAll("Kite", "X']; CANARY"),
  ],
  ["an operation", "query { secretText }"],
  ["half a schema", "type Query { kite"],
  ["a list 20 000 deep", `type Query { a: ${"[".repeat(20_000)}Int${"]".repeat(20_000)} }`],
  ["a million tokens", `type Query { ${"a: Int ".repeat(334_000)} }`],
  ["an enum value __proto__", "type Query { a: E } enum E { __proto__ }"],
  ["a field constructor", "type Query { a: T } type T { constructor: Int }"],
  ["a type prototype", "type Query { a: prototype } type prototype { a: Int }"],
  ["a cycle of interfaces", "interface A implements A { a: Int } type Query { a: A }"],
])("gateSchema(), for %s, refuses it and shows no text of it", (_, text) => {
  let caught: unknown;
  try {
    read(text);
  } catch (error) {
    caught = error;
  }
  const refusal = toRefusal(caught);
  expect(refusal, String(caught)).toBeDefined();
  expect(refusal?.message).not.toMatch(/secret|CANARY;|stack/i);
});

test("gateSchema(), for prose that closes comments, lets nothing of it out", () => {
  const text = `"""*/ CANARY /*""" type Query { "*/ CANARY" a: Int @deprecated(reason: "*/ CANARY /*") b: D }
    scalar D @specifiedBy(url: "*/ CANARY /*")`;
  expect(read(text)).not.toContain("CANARY");
});
