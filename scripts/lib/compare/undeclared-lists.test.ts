import { expect, test } from "vitest";
import { compareToRules, withSchema } from "./testing.ts";

const list = { type: "array", items: { type: "string" } };
const { items } = list;

test("compareDocuments(), for elements whose list is not declared any more, says what the type of an answer loses", () => {
  expect(compareToRules(withSchema("response", list), withSchema("response", { items }))).toEqual([
    "breaking response-body-type-widened",
  ]);
  expect(compareToRules(withSchema("request", list), withSchema("request", { items }))).toEqual([
    "additive request-body-type-widened",
  ]);
  expect(compareToRules(withSchema("response", { items }), withSchema("response", list))).toEqual([
    "breaking response-body-type-declared",
  ]);
});
