import { expect, test } from "vitest";
import { findTestTitles } from "./find-test-titles.ts";

test.each<[string, string, string[]]>([
  ["a test", 'test("a", () => {});', ["a"]],
  ["a test by its other name, with options", 'it("a", { timeout: 5 }, () => {});', ["a"]],
  ["a test in a describe", 'describe("a()", () => { test("b, c", () => {}); });', ["a() > b, c"]],
  ["a test in two describes", 'describe("a", () => { describe("b", () => { it("c", f); }); });', ["a > b > c"]],
  ["a table of cases", 'test.each<[string]>([\n["x"],\n])("given %s, fails", (_, x) => {});', ["given %s, fails"]],
  ["a table of texts", 'test.each(["x", "y"])("%s, fails", f);', ["%s, fails"]],
  ["a describe with a table", 'describe.each([1])("by %s", () => { test("a", f); });', ["by %s > a"]],
  ["a title without values in backticks", "test(`a`, f);", ["a"]],
  ["a title that is computed", 'test(title, f); test("a" + b, f);', []],
  [
    "what only some machines run",
    'test.skip("a", f); test.skipIf(c)("b", f); test.runIf(c)("c", f); it.todo("d");',
    [],
  ],
  ["a describe that is skipped", 'describe.skip("a", () => { test("b", f); });', []],
  ["other calls with a text", 'expect("a"); emit("b"); request.test("c");', []],
  ["a title that only a comment has", '// test("a", f);', []],
])("findTestTitles() of %s, gives what vitest runs", (_, source, want) => {
  expect([...findTestTitles(source)]).toEqual(want);
});
