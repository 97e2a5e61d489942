import { describe, expect, test } from "vitest";
import type { Change, Comparison, Level } from "../compare/change.ts";
import { countStep } from "./count-step.ts";

const change = (rule: string, level: Level, operation?: string | readonly string[], pointer = "#"): Change => ({
  ...{ rule, level, pointer },
  ...(typeof operation === "string" && { operation }),
  ...(Array.isArray(operation) && { operations: operation }),
});

const compare = (before: number, after: number, changes: readonly Change[]): Comparison => ({
  ...{ level: "none", changes },
  compared: { before: { operations: before, schemas: 1 }, after: { operations: after, schemas: 1 } },
});

const NOTHING = { added: 0, removed: 0, changed: 0, breaking: 0, risky: 0, additive: 0 };

describe("countStep()", () => {
  test("given nothing that changed, counts nothing", () => {
    expect(countStep(compare(3, 3, []))).toEqual({ before: 3, after: 3, ...NOTHING });
  });

  test("given operations that came and went, counts each once and none as changed", () => {
    const found = countStep(
      compare(3, 2, [
        change("operation-added", "additive", "GET /new"),
        change("operation-removed", "breaking", "GET /old"),
        change("operation-removed-after-deprecation", "breaking", "GET /older"),
        change("response-property-removed", "breaking", ["GET /new", "GET /old", "GET /kept"]),
      ]),
    );
    expect(found).toEqual({
      before: 3,
      after: 2,
      added: 1,
      removed: 2,
      changed: 1,
      breaking: 3,
      risky: 0,
      additive: 1,
    });
  });

  test("given several changes of one operation, counts the changes by level and the operation once", () => {
    const found = countStep(
      compare(1, 1, [
        change("a", "risky", "GET /x"),
        change("b", "additive", "GET /x"),
        change("c", "risky", "GET /x"),
      ]),
    );
    expect(found).toEqual({ before: 1, after: 1, ...NOTHING, changed: 1, risky: 2, additive: 1 });
  });

  test("given changes of words, counts no operation", () => {
    expect(countStep(compare(1, 1, [change("a", "documentation", "GET /x")]))).toMatchObject(NOTHING);
  });

  test("given a GraphQL schema, takes fields of its root types as operations and other fields as changes", () => {
    const found = countStep(
      compare(2, 2, [
        change("graphql-field-added", "additive", "query one", "#/Query.one"),
        change("graphql-field-removed", "breaking", "mutation two", "#/Mutation.two"),
        change("graphql-field-added", "additive", "query kept", "#/Thing.name"),
        change("graphql-field-added", "additive", "query kept", "#/Query.kept.argument"),
      ]),
    );
    expect(found).toMatchObject({ added: 1, removed: 1, changed: 1 });
  });

  test("given counts that do not add up, refuses", () => {
    expect(() => countStep(compare(2, 4, [change("operation-added", "additive", "GET /new")]))).toThrow(RangeError);
  });
});
