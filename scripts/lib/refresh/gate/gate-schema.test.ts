import { buildSchema, introspectionFromSchema } from "graphql/index.js";
import { expect, test } from "vitest";
import { importSdl } from "../../import/graphql.ts";
import { toRefusal } from "../refusal.ts";
import { gateSchema } from "./gate-schema.ts";
import { HOSTILE_SCHEMAS, INERT_SDL } from "./hostile-schemas.ts";

const SDL = "type Query { kite(id: ID!): Kite } type Kite { name: String }";
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => importSdl(new TextDecoder().decode(gateSchema(bytesOf(text))));

test("gateSchema(), for SDL and for an introspection of it, gives the same schema", () => {
  const introspection = introspectionFromSchema(buildSchema(SDL));
  expect(read(SDL)).toContain("type Kite");
  expect(read(JSON.stringify({ data: introspection }))).toBe(read(SDL));
  expect(read(JSON.stringify(introspection))).toBe(read(SDL));
});

test.each(HOSTILE_SCHEMAS)("gateSchema(), for %s, refuses it and shows no text of it", (_, text) => {
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
  const text = read(`${INERT_SDL} ${SDL}`);
  expect(text).toContain("KiteOfTest");
  expect(text).not.toContain("CANARY");
});
