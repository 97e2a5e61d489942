import { describe, expect, test } from "vitest";
import { createGraphqlJudge } from "./judge-graphql.ts";

const SCHEMA = `
  interface Node { id: ID! }
  type Item implements Node { id: ID! size: Int price: Float on: Boolean state: State other: Any }
  enum State { UP DOWN }
  scalar Any
  type Query { item(id: ID): Item items: [Item!]! node: Node }
`;

function judge(query: string, answer: unknown, { status = 200, contentType = "application/json" } = {}): string[] {
  const body = typeof answer === "string" ? answer : JSON.stringify(answer);
  const exchange = {
    method: "POST",
    path: "",
    sent: JSON.stringify({ query }),
    status,
    contentType,
    body,
    secrets: [],
  };
  const { findings } = createGraphqlJudge(SCHEMA).judge(exchange);
  return findings.map(({ kind, rule, pointer, found, declared }) => `${kind} ${rule} ${pointer} ${found}/${declared}`);
}

const item = (answer: unknown): object => ({ data: { item: answer } });

describe("createGraphqlJudge()", () => {
  const cases: [what: string, query: string, answer: unknown, want: string[]][] = [
    [
      "what was asked for",
      "{ item { id size price on other } }",
      item({ id: "1", size: 1, price: 2, on: true, other: [] }),
      [],
    ],
    ["an alias", "{ item { key: id } }", item({ key: "1" }), []],
    [
      "a fragment",
      "{ item { ...F } } fragment F on Item { id }",
      item({}),
      ["schema required /data/item/id absent/ID!"],
    ],
    ["a fragment of its interface", "{ node { ... on Item { id } } }", { data: { node: {} } }, []],
    [
      "the type of an interface",
      "{ node { __typename ... on Item { size } } }",
      { data: { node: { __typename: "Item", size: "1" } } },
      ["schema type /data/node/size string/Int"],
    ],
    ["a field that may be skipped", "{ item { id @skip(if: true) } }", item({}), []],
    [
      "null in a list of none",
      "{ items { id } }",
      { data: { items: [null] } },
      ["schema nullable /data/items/0 null/Item!"],
    ],
    [
      "a fraction for a whole number",
      "{ item { size } }",
      item({ size: 1.5 }),
      ["schema type /data/item/size number/Int"],
    ],
    [
      "a secret for a value",
      "{ item { state } }",
      item({ state: "h0n3y7f3a9c1be2" }),
      ["schema enum /data/item/state string, not shown/State"],
    ],
    ["a number for a value", "{ item { state } }", item({ state: 1 }), ["schema type /data/item/state integer/State"]],
    ["no data and no errors", "{ item { id } }", {}, ["schema required /data absent/object"]],
    ["no data but errors", "{ item { id } }", { data: null, errors: [{ message: "not found" }] }, []],
    ["an error without a message", "{ item { id } }", { errors: [{}] }, ["schema type /errors/0/message null/string"]],
    [
      "a field that the server does not know",
      "{ item { id } }",
      { errors: [{ message: 'Cannot query field "size" on type "Item".' }] },
      ["schema field /errors/0 absent/Item.size"],
    ],
    [
      "an error about names that are not the schema's",
      "{ item { id } }",
      { errors: [{ message: 'field "honey" of "Secret"' }] },
      [],
    ],
    [
      "a member of the answer",
      "{ item { id } }",
      { data: { item: null }, more: 1 },
      ["undocumented member /more integer/absent"],
    ],
    ["text", "{ item { id } }", "oops", ["body json  text/object"]],
  ];
  test.each(cases)("given %s", (_what, query, answer, want) => {
    expect(judge(query, answer)).toEqual(want);
  });

  test.each([
    [404, "text/plain", ["status status  404/200"]],
    [503, "text/plain", ["undocumented status  503/200"]],
    [200, "text/html", ["content-type content-type  text/html/application/json"]],
  ])("given status %d and %s", (status, contentType, want) => {
    expect(judge("{ item { id } }", "<html>", { status, contentType })).toEqual(want);
  });
});
