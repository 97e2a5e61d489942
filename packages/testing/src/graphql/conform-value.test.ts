import { expect, test } from "vitest";
import { conformValue } from "./conform-value.ts";
import { buildSchema } from "./graphql-js.ts";

const schema = buildSchema(`
  enum Colour { RED }
  union Any = Box
  type Box { name: String! size: Int labels: [String!]! inner: Box colour: Colour any: Any }
  type Query { box: Box boxes: [Box!]! }
`);
const { box, boxes } = schema.getQueryType()?.getFields() ?? {};

test.each<[string, unknown, unknown]>([
  ["members of the type", { name: "a", size: 1, colour: "RED" }, { name: "a", size: 1, colour: "RED" }],
  ["a member of no type", { sinceMs: 1, toString: 1 }, {}],
  ["a number that is not whole", { size: 1.5 }, {}],
  ["a name that the enumeration has not", { colour: "BLUE" }, {}],
  ["null where it may stand, and where it may not", { size: null, name: null }, { size: null }],
  ["a list with null in it", { labels: ["a", null] }, { labels: ["a"] }],
  ["a text for a list, and one for an object", { labels: "a", inner: "b" }, {}],
  ["an object in an object", { inner: { size: "x", name: "b" } }, { inner: { name: "b" } }],
  ["a thing of a union", { any: { __typename: "Box", extra: 1 } }, { any: { __typename: "Box", extra: 1 } }],
  ["nothing", null, null],
])("conformValue() of %s, gives what the type can show", (_, value, want) => {
  expect(box && conformValue(box.type, value)).toEqual(want);
});

test("conformValue() of a list that may not be null, gives its things", () => {
  expect(boxes && conformValue(boxes.type, [{ size: 1.5 }, null])).toEqual([{}]);
  expect(boxes && conformValue(boxes.type, null)).toBeUndefined();
});
