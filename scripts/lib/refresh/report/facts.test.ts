import { describe, expect, test } from "vitest";
import type { Change } from "../../compare/change.ts";
import { bumpOf, countChanges, countOperations, listApprovals } from "./facts.ts";
import { CHANGES, factsOf } from "./testing.ts";

const change = (rule: string, operation: string, more: Partial<Change> = {}): Change => ({
  level: "risky",
  rule,
  operation,
  pointer: "#/paths",
  ...more,
});

test("countChanges() counts changes and operations by rule, the heaviest first", () => {
  expect(countChanges([...CHANGES].reverse().concat(CHANGES))).toEqual([
    { level: "breaking", rule: "operation-removed", count: 2, operations: 1 },
    { level: "additive", rule: "operation-added", count: 2, operations: 1 },
  ]);
});

test("countOperations() counts operations and root fields that came and went, and no other field", () => {
  const fields = ["#/Query.a", "#/Mutation.b", "#/Env.c", "#/Query.a.b"].map((pointer) =>
    change("graphql-field-added", "query a", { pointer }),
  );
  expect(countOperations([...CHANGES, ...fields])).toEqual({ added: 3, removed: 1 });
  expect(countOperations([change("operation-removed-after-deprecation", "GET /a")])).toEqual({ added: 0, removed: 1 });
});

test.each([
  ["none", undefined],
  ["documentation", undefined],
  ["additive", "minor"],
  ["risky", "minor"],
  ["breaking", "major"],
] as const)("bumpOf(), for %s, is %s", (level, want) => {
  expect(bumpOf(level)).toBe(want);
});

describe("listApprovals()", () => {
  test.each<[string, Parameters<typeof factsOf>[0], Parameters<typeof factsOf>[1], string[]]>([
    ["nothing", [], {}, []],
    ["a break", CHANGES.slice(0, 1), {}, ["1 breaking change, so the next version is major"]],
    [
      "a risk",
      [change("response-header-removed", "GET /a")],
      {},
      ["1 risky change: programs compile, and may be surprised"],
    ],
    ["a flag", [], { allowed: ["--allow-host"] }, ["--allow-host was given: what it lets pass is meant"]],
    ["another host", [change("server-host-changed", "")], {}, ["1 change of hosts or security"]],
    ["other credentials", [change("operation-security-removed", "GET /a")], {}, ["1 change of hosts or security"]],
    [
      "a new deletion",
      [change("operation-added", "DELETE /a", { level: "additive" })],
      {},
      ["1 new operation that can destroy something"],
    ],
    [
      "a new termination by another method",
      [change("operation-added", "POST /a/{id}/terminate", { level: "additive" })],
      {},
      ["1 new operation that can destroy something"],
    ],
    ...["POST /envs/forceDelete", "POST /cluster/{id}/truncate-tables", "mutation bulkRemoveEnvs"].map(
      (operation): [string, Change[], object, string[]] => [
        `the new ${operation}`,
        [change("operation-added", operation, { level: "additive" })],
        {},
        ["1 new operation that can destroy something"],
      ],
    ),
    [
      "a new parameter of a deletion, which can be left out",
      [change("request-parameter-added", "DELETE /a", { level: "additive" })],
      {},
      ["1 operation that can destroy something, changed in more than words"],
    ],
    [
      "a new member of what a deletion answers",
      [change("response-property-added", "DELETE /a", { level: "additive" })],
      {},
      [],
    ],
    [
      "a new operation on what a path calls deleted by a parameter",
      [change("operation-added", "POST /envs/{deleted}/names", { level: "additive" })],
      {},
      [],
    ],
    [
      "a new mutation that drops",
      [change("graphql-field-added", "mutation dropEnv", { pointer: "#/Mutation.dropEnv", level: "additive" })],
      {},
      ["1 new operation that can destroy something"],
    ],
    [
      "a deletion that takes something else",
      [change("request-parameter-became-required", "DELETE /a")],
      {},
      [
        "1 operation that can destroy something, changed in more than words",
        "1 risky change: programs compile, and may be surprised",
      ],
    ],
    ["a deletion that is gone", [change("operation-removed", "DELETE /a", { level: "additive" })], {}, []],
    ["a deletion in other words", [change("operation-tags-changed", "DELETE /a", { level: "documentation" })], {}, []],
    [
      "a removal from a list that is only read",
      [change("operation-added", "GET /removed", { level: "additive" })],
      {},
      [],
    ],
    ["a failure", [], { proof: { passed: 1, failed: 2, skipped: 0 } }, ["2 contract tests failed"]],
    ["no contract tests", [], { proof: undefined }, ["the contract tests were left out"]],
    [
      "a package that does not compile",
      [],
      { proof: undefined, compiles: false },
      ["the package does not compile: its hand-written code has to follow"],
    ],
  ])("listApprovals(), for %s, asks for what a person has to approve", (_what, changes, more, want) => {
    expect(listApprovals(factsOf(changes, more))).toEqual(want);
  });

  test("listApprovals(), for files that name what breaks, counts them", () => {
    const file = { consumer: "app", file: "a.ts", reasons: ["call"], names: [], lines: [1], changes: [] } as const;
    const touched = {
      own: [],
      consumers: ["app"],
      unread: [],
      files: [
        { ...file, level: "breaking" },
        { ...file, level: "risky" },
      ],
    } as const;
    expect(listApprovals(factsOf([], { touched }))).toEqual(["1 file names what breaks: look at each"]);
  });
});
