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

test("compareDocuments(), for a part that contradicts the first one, says that the type is another", () => {
  const parts = (type: string) => ({ allOf: [{ type: "object" }, { type }] });
  expect(compareToRules(withSchema("response", parts("object")), withSchema("response", parts("array")))).toEqual([
    "breaking response-body-type-changed",
  ]);
  const numbers = (...types: string[]) => withSchema("response", { allOf: types.map((type) => ({ type })) });
  expect(compareToRules(numbers("integer"), numbers("number", "integer"))).toEqual(["documentation document-changed"]);
});
