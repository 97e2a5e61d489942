import { expect, test } from "vitest";
import { readNamedList } from "./read-named-list.ts";

test.each<[string, unknown, string, boolean]>([
  ["rows with their names", [{ name: "a" }, { name: "b" }], "name", true],
  ["rows with their names further in", [{ metadata: { name: "a" } }], "metadata.name", true],
  ["no rows", [], "name", true],
  ["one row without a name", [{ name: "a" }, {}], "name", false],
  ["an empty name", [{ name: "" }], "name", false],
  ["a name that is no text", [{ name: 7 }], "name", false],
  ["null for a row", [null], "name", false],
  ["null on the way to a name", [{ metadata: null }], "metadata.name", false],
  ["no list", { rows: [] }, "name", false],
])("a list of names, given %s, is read only when it can tell what is absent", (_, data, name, isRead) => {
  expect(readNamedList(data, name)).toBe(isRead ? data : undefined);
});
