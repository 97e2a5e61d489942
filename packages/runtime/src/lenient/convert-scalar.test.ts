import { describe, expect, test } from "vitest";
import { convertScalar, isOfKind, parseAs } from "./convert-scalar.ts";

describe("isOfKind()", () => {
  test.each<[unknown, string, boolean]>([
    ["x", "s", true],
    ["2024-01-01T00:00:00Z", "d", true],
    ["x", "is", true],
    ["1", "i", false],
    [1, "i", true],
    [1.5, "i", false],
    [1.5, "n", true],
    [1, "s", false],
    [true, "b", true],
    [true, "i", false],
    [{}, "o", true],
    [{}, "a", false],
    [[], "a", true],
    [[], "o", false],
    [null, "i", true],
  ])("%j where %s is declared, answers %s", (value, letters, want) => {
    expect(isOfKind(value, letters)).toBe(want);
  });
});

describe("convertScalar()", () => {
  test.each<[unknown, string, unknown]>([
    ["42", "i", 42],
    ["-42", "i", -42],
    ["0", "i", 0],
    ["9007199254740991", "i", 9007199254740991],
    ["1.50", "n", 1.5],
    ["2.00", "i", 2],
    ["1.5", "n", 1.5],
    [true, "i", 1],
    [false, "n", 0],
    [1, "b", true],
    [0, "b", false],
    ["1", "b", true],
    ["false", "b", false],
    [42, "s", "42"],
    [1.5, "s", "1.5"],
    ["42", "bi", 42],
    [{ seconds: 1700000000, nanos: 500000000 }, "d", "2023-11-14T22:13:20.500Z"],
    [{ seconds: "1700000000" }, "d", "2023-11-14T22:13:20.000Z"],
    ['{"a":1}', "o", { a: 1 }],
    ["[1]", "a", [1]],
  ])("%j where %s is declared, becomes the same in that kind", (value, letters, want) => {
    expect(convertScalar(value, letters)).toEqual(want);
  });

  test.each<[unknown, string]>([
    ["abc", "i"],
    ["", "i"],
    ["007", "i"],
    ["-0", "i"],
    ["1.5", "i"],
    ["1e3", "n"],
    ["0x10", "i"],
    [" 1", "i"],
    ["9007199254740993", "i"],
    ["123456789012345678901234567890", "n"],
    ["0.12345678901234567890", "n"],
    [1.5, "i"],
    [2, "b"],
    ["yes", "b"],
    ["", "b"],
    [true, "s"],
    [9007199254740992, "s"],
    [{}, "s"],
    [[], "i"],
    [1700000000, "d"],
    [{ seconds: "soon" }, "d"],
    [{ seconds: 1e15 }, "d"],
    [{ seconds: 1, nanos: "x" }, "d"],
    ["[1]", "o"],
    ["{a", "o"],
    ["a,b", "a"],
    [5, "o"],
  ])("%j where %s is declared, is not guessed", (value, letters) => {
    expect(convertScalar(value, letters)).toBeUndefined();
  });
});

test("parseAs(), given a text of 100,000 brackets, answers in time and finds nothing", () => {
  expect(parseAs("[".repeat(100_000), "list")).toBeUndefined();
});
