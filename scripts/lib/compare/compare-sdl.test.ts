import { describe, expect, test } from "vitest";
import { compareSdl } from "./compare-sdl.ts";

const SDL = `
  type Query { env(name: String!): Env, other: Int }
  type Mutation { update(input: Input): Env }
  type Env { name: String!, state: State, size: Int @deprecated }
  input Input { mode: Mode, size: Int }
  enum State { ON OFF }
  enum Mode { MERGE }
`;

const rulesOf = async (from: string, to: string) =>
  (await compareSdl(SDL, SDL.replace(from, to))).changes.map(({ level, rule, direction }) =>
    [level, rule, direction].join(" "),
  );

describe("compareSdl()", () => {
  test.each([
    ["a field less", "name: String!, state", "state", ["breaking graphql-field-removed response"]],
    [
      "a field that may be null",
      "name: String!, state",
      "name: String, state",
      ["breaking graphql-field-type-changed response"],
    ],
    ["a field more", "size: Int @dep", "more: Int, size: Int @dep", ["additive graphql-field-added response"]],
    [
      "a required argument",
      "update(input: Input)",
      "update(input: Input, key: ID!)",
      ["breaking graphql-field-argument-added request"],
    ],
    [
      "a required input field",
      "mode: Mode, size",
      "mode: Mode!, size",
      ["breaking graphql-input-field-type-changed request"],
    ],
    ["a value that answers may hold", "ON OFF", "ON OFF LOST", ["risky graphql-enum-value-added response"]],
    ["a value that callers may send", "{ MERGE }", "{ MERGE REPLACE }", ["additive graphql-enum-value-added request"]],
    [
      "a value less",
      "{ MERGE }",
      "{ REPLACE }",
      ["breaking graphql-enum-value-removed request", "additive graphql-enum-value-added request"],
    ],
    [
      "a deprecated field",
      "state: State,",
      "state: State @deprecated,",
      ["additive graphql-field-deprecation-added response"],
    ],
    [
      "a field deprecated no more",
      "size: Int @deprecated",
      "size: Int",
      ["documentation graphql-field-deprecation-removed response"],
    ],
    ["a deprecated value", "ON OFF", "ON OFF @deprecated", ["additive graphql-enum-value-deprecation-added response"]],
    [
      "a deprecated input field",
      "mode: Mode, size: Int",
      "mode: Mode, size: Int @deprecated",
      ["additive graphql-input-field-deprecation-added request"],
    ],
    ["another reason to deprecate", "size: Int @deprecated", 'size: Int @deprecated(reason: "Fixes #1")', []],
    ["nothing", "state", "state", []],
  ])("compareSdl(), for %s, names rule, level and direction", async (_what, from, to, rules) => {
    expect(await rulesOf(from, to)).toEqual(rules);
  });

  test("compareSdl(), for a type that several root fields give, names all of them and the types", async () => {
    const { changes, compared, level } = await compareSdl(SDL, SDL.replace("state: State,", "state: Mode,"));
    expect(level).toBe("breaking");
    expect(changes[0]).toMatchObject({
      pointer: "#/Env.state",
      operations: ["mutation update", "query env"],
      operationIds: ["update", "env"],
      from: "State",
      to: "Mode",
    });
    expect(compared).toEqual({ before: { operations: 3, schemas: 4 }, after: { operations: 3, schemas: 4 } });
  });

  test("compareSdl(), for a new type with fields, tells it once", async () => {
    const changed = SDL.replace("state: State,", "state: State, extra: Extra,");
    const { changes } = await compareSdl(SDL, `${changed} type Extra { a(b: Int): Int }`);
    expect(changes.map(({ pointer }) => pointer)).toEqual(["#/Env.extra", "#/Extra"]);
  });

  test("compareSdl(), for an argument that became deprecated and back, counts both", async () => {
    const deprecated = SDL.replace("update(input: Input)", "update(input: Input @deprecated)");
    const there = (await compareSdl(SDL, deprecated)).changes;
    const back = (await compareSdl(deprecated, SDL)).changes;
    expect([...there, ...back]).toMatchObject([
      { rule: "graphql-field-argument-deprecation-added", level: "additive", operation: "mutation update" },
      {
        rule: "graphql-field-argument-deprecation-removed",
        level: "documentation",
        pointer: "#/Mutation.update.input",
      },
    ]);
  });

  test("compareSdl(), for a side without root fields, refuses", async () => {
    await expect(compareSdl(SDL, "scalar A")).rejects.toThrow();
  });
});
