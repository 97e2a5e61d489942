import { expect, test } from "vitest";
import { isPlain, showFact, showNames, toPlain } from "./names.ts";
import { HOSTILE_NAMES } from "./testing.ts";

test.each([
  ["an operation", "GET /v1/clusters/{uid}"],
  ["a pointer", "#/paths/~1v1~1clusters~1{uid}/get"],
  ["the root of a document", "#"],
  ["a type of GraphQL", "[String!]!"],
  ["a coordinate", "#/Query.env.name"],
  ["a name with dots and dashes", "v1.Some-Name_2"],
])("toPlain(), for %s, changes nothing", (_what, name) => {
  expect(toPlain(name)).toBe(name);
  expect(isPlain(name)).toBe(true);
});

test.each(HOSTILE_NAMES)("toPlain(), for %s, leaves nothing that does anything", (_what, name) => {
  const plain = toPlain(name);
  expect(plain).toMatch(/^[A-Za-z0-9_.{}[\]!$~/:#*+ ?-]*$/);
  expect(plain).not.toMatch(/\$\{|::|#\d/);
  expect(plain.length).toBeLessThanOrEqual(163);
});

test.each([
  ["nothing", undefined, []],
  ["a number", 5, ["5"]],
  ["null", null, ["null"]],
  ["a name", "kebab-name", [{ name: "kebab-name" }]],
  ["an operation", "GET /a", [{ name: "GET /a" }]],
  ["a parameter with its place", "query limit", [{ name: "query limit" }]],
  ["schemes together", "key and token", [{ name: "key and token" }]],
  ["both names of an operation", ["GET /a", "listA"], [{ name: "GET /a" }, { name: "listA" }]],
  ["a long list of values", ["a", "3 more"], [{ name: "a" }, { name: "3 more" }]],
  ["a sentence", "Use the other one instead", ["a text of 25 characters"]],
  ["two unknown words", "hello world", ["a text of 11 characters"]],
  ["a pattern", "^(a|b)$", ["a text of 7 characters"]],
  ["markup", "<b>", ["a text of 3 characters"]],
])("showFact(), for %s, shows names and no text", (_what, fact, want) => {
  expect(showFact(fact)).toEqual(want);
});

test("showNames(), for more than fit, says how many more there are", () => {
  expect(showNames(["a", "b", "c", "d", "e"])).toEqual([{ name: "a" }, { name: "b" }, { name: "c" }, "and 2 more"]);
  expect(showNames(["a"])).toEqual([{ name: "a" }]);
});
