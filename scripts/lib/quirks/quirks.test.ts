import { expect, test } from "vitest";
import { findQuirkProblems } from "./find-quirk-problems.ts";
import { formatQuirkTable } from "./format-quirk-table.ts";
import type { QuirkRow } from "./quirk-row.ts";

const HANDLED: QuirkRow = {
  id: "a-b",
  quirk: "answers 403 for 404",
  sources: ["https://example.com/a.go"],
  handledBy: [{ file: "src/a.test.ts", test: "a() > b, c" }],
};
const { handledBy: _, ...BARE } = HANDLED;
const OPEN: QuirkRow = { ...BARE, id: "c", notHandled: "only the caller knows" };

const titlesOf = (file: string) => (file === "src/a.test.ts" ? new Set(["a() > b, c"]) : undefined);

test("findQuirkProblems() of a handled and an open row, finds none", () => {
  expect(findQuirkProblems([HANDLED, OPEN], titlesOf)).toEqual([]);
});

test.each<[string, object, string]>([
  ["a test that is not there", { handledBy: [{ file: "src/a.test.ts", test: "b, c" }] }, 'no test "b, c" in src/a.te'],
  ["a file that is not there", { handledBy: [{ file: "src/b.test.ts", test: "b" }] }, "no test file src/b.test.ts"],
  ["no test and no reason", { handledBy: undefined }, "neither"],
  ["an empty list of tests", { handledBy: [] }, "neither"],
  ["an empty reason", { handledBy: undefined, notHandled: "" }, "neither"],
  ["a test and a reason", { notHandled: "why" }, "both"],
  ["no words", { quirk: "" }, "what the quirk is"],
  ["no source", { sources: [] }, "names no source"],
  ["a source on a disk", { sources: ["../facts.md"] }, "no public address"],
  ["an id with blanks", { id: "a b" }, "kebab-case"],
  ["a field of another name", { handeldBy: [] }, '"handeldBy" is not known'],
  ["an id that is taken", { id: "c" }, "same id"],
])("findQuirkProblems() of a row with %s, says so and names the row", (_, change, message) => {
  const row = { ...HANDLED, ...change } as QuirkRow;
  const problems = findQuirkProblems([OPEN, row], titlesOf);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`row "${row.id}": `);
  expect(problems[0]).toContain(message);
});

test("findQuirkProblems() of an empty list, says that it is empty", () => {
  expect(findQuirkProblems([], titlesOf)).toEqual(["the list is empty"]);
});

test("formatQuirkTable() of rows with signs of Markdown, shows them as they are, with their tests and reasons", () => {
  const second = { file: "../runtime/src/b.test.ts", test: "id <a>, [x]" };
  const rows = [{ ...HANDLED, quirk: "a|b `[<c>|d]`", handledBy: [...(HANDLED.handledBy ?? []), second] }, OPEN];
  expect(formatQuirkTable(rows)).toBe(
    [
      "| What the vendor does | Handled, as this test shows |",
      "|---|---|",
      "| a\\|b `[<c>\\|d]` | [a() > b, c](src/a.test.ts)<br>[id &lt;a>, \\[x\\]](../runtime/src/b.test.ts) |",
      "| answers 403 for 404 | Not handled: only the caller knows |",
    ].join("\n"),
  );
});
