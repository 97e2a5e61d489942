import { buildSchema, introspectionFromSchema } from "graphql/index.js";

const SDL = "type Query { kite(id: ID!): Kite } type Kite { name: String }";
/** What everything below says: nothing of it may be shown. */
const introspect = () => JSON.stringify(introspectionFromSchema(buildSchema(SDL)));

/** GraphQL documents that are refused, by title. */
export const HOSTILE_SCHEMAS: readonly (readonly [title: string, text: string])[] = [
  ["no bytes", ""],
  ["a login page", "<html>"],
  ["a failure in JSON", '{"errors":[{"message":"secret text"}]}'],
  ["an introspection without types", '{"__schema":{}}'],
  ["an introspection with a bad name", introspect().replaceAll("Kite", "X']; CANARY")],
  ["an introspection with a name of two alphabets", introspect().replaceAll("Kite", "K\u0456te")],
  ["an introspection with __proto__", introspect().replaceAll('"Kite"', '"__proto__"')],
  ["an operation", "query { secretText }"],
  ["fragments that hold each other", "fragment a on Query { ...b } fragment b on Query { ...a }"],
  ["half a schema", "type Query { kite"],
  ["a list 20 000 deep", `type Query { a: ${"[".repeat(20_000)}Int${"]".repeat(20_000)} }`],
  ["a million tokens", `type Query { ${"a: Int ".repeat(334_000)} }`],
  ["an enum value __proto__", "type Query { a: E } enum E { __proto__ }"],
  ["a field constructor", "type Query { a: T } type T { constructor: Int }"],
  ["a type prototype", "type Query { a: prototype } type prototype { a: Int }"],
  ["a cycle of interfaces", "interface A implements A { a: Int } type Query { a: A }"],
];

/** Prose that closes comments, which is let through and dropped; to be put before a schema. */
export const INERT_SDL = `"""*/ globalThis.CANARY = 1 /*""" type KiteOfTest {
    "*/ globalThis.CANARY = 1" a: Int @deprecated(reason: "*/ globalThis.CANARY = 1 /*") b: DayOfTest }
  scalar DayOfTest @specifiedBy(url: "*/ globalThis.CANARY = 1 /*")
`;
