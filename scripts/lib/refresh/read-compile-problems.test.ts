import { expect, test } from "vitest";
import { readCompileProblems } from "./read-compile-problems.ts";

test("readCompileProblems() gives file, line and number of each problem, and no message", () => {
  const lines = [
    "src/wait.ts(65,12): error TS2339: Property 'state' does not exist on type 'V1Status'.",
    "  Types of property 'a' are incompatible.",
    "src/generated/types.ts(1,1): error TS1005: ';' expected.",
  ];
  expect(readCompileProblems(lines, "packages/kites")).toEqual([
    { file: "packages/kites/src/wait.ts", line: 65, code: "TS2339" },
    { file: "packages/kites/src/generated/types.ts", line: 1, code: "TS1005" },
  ]);
});

test("readCompileProblems(), for a compiler that failed without a place, says so", () => {
  expect(readCompileProblems(["Killed"], "packages/kites")).toEqual([
    { file: "packages/kites", line: 0, code: "no place was named" },
  ]);
});
