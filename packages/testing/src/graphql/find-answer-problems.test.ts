import { expect, it } from "vitest";
import { findAnswerProblems } from "./find-answer-problems.ts";
import { listRootFields } from "./root-fields.ts";

const schema = `
type Query { one: Thing many: [Thing!]! either: Either kind: Kind! anything: Blob }
type Thing { id: ID! size: Float count: Int! on: Boolean! text: String next: [Thing] }
type Other { id: ID! }
union Either = Thing | Other
enum Kind { CAT }
scalar Blob
`;
const types = Object.fromEntries(listRootFields(schema).map(({ name, field }) => [name, field.type]));
const thing = { id: "1", size: 1.5, count: 1, on: true, text: null, next: [null] };

it.each([
  ["a complete object", "one", thing, []],
  ["null where it is allowed", "one", null, []],
  ["a field that is absent", "one", { ...thing, text: undefined }, ["data.text is absent"]],
  ["an inherited field", "one", Object.create(thing), expect.arrayContaining(["data.id is absent"])],
  ["null where it is not allowed", "many", [null], ["data[0] is null"]],
  ["an object in place of a list", "many", thing, ["data is no list"]],
  ["a list in place of an object", "one", [], ["data is no object"]],
  [
    "leaves of wrong types",
    "one",
    { ...thing, id: 1, size: "1", count: 1.5, on: 0, text: 1 },
    [
      "data.id is no ID",
      "data.size is no Float",
      "data.count is no Int",
      "data.on is no Boolean",
      "data.text is no String",
    ],
  ],
  ["a problem below", "one", { ...thing, next: [{ ...thing, count: null }] }, ["data.next[0].count is null"]],
  ["a union that says its type", "either", { __typename: "Other" }, []],
  ["a union that does not", "either", { id: "1" }, ["data does not say its type"]],
  ["an enum value that does not exist", "kind", "DOG", ["data is no Kind"]],
  ["an enum value", "kind", "CAT", []],
  ["any value of the vendor's scalar", "anything", { a: 1 }, []],
])("%s, lists what is wrong", (_, name, value, want) => {
  const type = types[name];
  expect(type && findAnswerProblems(type, value)).toEqual(want);
});
