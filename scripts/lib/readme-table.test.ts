import { expect, test } from "vitest";
import { readSection, replaceSection } from "./readme-table.ts";

const TEXT = "before\n<!-- t: start -->\n\nold\n\n<!-- t: end -->\nafter\n";

test("replaceSection(), for markers that are there, replaces what stands between and nothing else", () => {
  expect(replaceSection(TEXT, "t", "new")).toBe(TEXT.replace("old", "new"));
  expect(readSection(replaceSection(TEXT, "t", "new"), "t")).toBe("new");
});

test("replaceSection(), for markers that are missing, throws and names them", () => {
  expect(() => replaceSection(TEXT, "u", "new")).toThrow("<!-- u: start -->");
  expect(readSection(TEXT, "u")).toBe("");
});
