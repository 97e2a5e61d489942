import { expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareToRules, withSchema } from "./testing.ts";

const ref = (name: string) => `#/components/schemas/${name}`;
const kite = { type: "object", properties: { kind: { type: "string" } } };

function documentOf(direction: "request" | "response", mapping?: JsonObject): JsonObject {
  const discriminator = { propertyName: "kind", ...(mapping && { mapping }) };
  const schema = { oneOf: [{ $ref: ref("A") }, { $ref: ref("B") }], discriminator };
  return { ...withSchema(direction, schema), components: { schemas: { A: kite, B: kite } } };
}

const CHANGED = "discriminator-mapping-changed";

test.each<[string, JsonObject | undefined, JsonObject | undefined, boolean]>([
  ["a variant that gets a word of its own", undefined, { a: ref("A") }, true],
  ["a variant that loses its word", { a: ref("A") }, {}, true],
  ["a variant whose word changes", { a: ref("A") }, { b: "A" }, true],
  ["a variant that gets a second word", { a: ref("A") }, { a: ref("A"), aa: ref("A") }, false],
  ["a variant whose name is its word", undefined, { A: ref("A") }, false],
])("compareDocuments(), for %s, says whether our type of the word changes", (_what, before, after, isBreaking) => {
  for (const direction of ["request", "response"] as const) {
    const rules = compareToRules(documentOf(direction, before), documentOf(direction, after));
    expect(rules.includes(`breaking ${direction}-body-${CHANGED}`), rules.join()).toBe(isBreaking);
  }
});
