import { expect, it } from "vitest";
import { listRootFields } from "./root-fields.ts";
import { sampleInvalidVariables, sampleVariables } from "./sample-variables.ts";

const schema = `
type Query {
  plain: Int
  search(filter: Filter, limit: Int = 5): Int
  find(name: String!, kind: Kind): Int
  save(input: Save!): Int
}
enum Kind { CAT DOG }
scalar Secret
input Filter { names: [String!] nested: Filter all: [Filter!] }
input Save { id: ID! kind: Kind! key: Secret at: Float on: Boolean = true one: One! }
input One @oneOf { a: Int b: String }
`;
const roots = Object.fromEntries(listRootFields(schema).map((root) => [root.name, root]));

it.each([
  ["plain", "everything", {}],
  ["search", "required", {}],
  ["search", "everything", { filter: { names: ["sample-names"], all: [] }, limit: 3 }],
  ["find", "required", { name: "sample-name" }],
  ["find", "everything", { name: "sample-name", kind: "CAT" }],
  ["save", "required", { input: { id: "sample-id", kind: "CAT", one: { a: 3 } } }],
  [
    "save",
    "everything",
    { input: { id: "sample-id", kind: "CAT", key: "sample-key", at: 1.5, on: true, one: { a: 3 } } },
  ],
] as const)("sampleVariables(), %s with %s, returns valid values", (name, extent, want) => {
  const root = roots[name];
  expect(root && sampleVariables(root, extent)).toEqual(want);
});

it.each([
  ["plain", undefined],
  ["search", { variables: { filter: { unknownField: true } }, pointer: "/body/variables/filter" }],
  ["find", { variables: {}, pointer: "/body/variables/name" }],
  ["save", { variables: {}, pointer: "/body/variables/input" }],
])("sampleInvalidVariables(), %s, returns variables that break one rule", (name, want) => {
  const root = roots[name];
  expect(root && sampleInvalidVariables(root)).toEqual(want);
});
