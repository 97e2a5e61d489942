import { describe, expect, test } from "vitest";
import { isSameContent } from "./same-content.ts";

describe("isSameContent()", () => {
  test.each<[string, unknown, unknown, boolean]>([
    ["the same", { name: "a", size: 2 }, { name: "a", size: 2 }, true],
    ["more than was sent", { name: "a" }, { name: "a", id: 7 }, true],
    ["less than was sent", { name: "a", password: "p" }, { name: "a" }, true],
    ["null for what was sent", { name: "a", size: 2 }, { name: "a", size: null }, true],
    ["another value", { name: "a", size: 2 }, { name: "a", size: 3 }, false],
    ["a number as text", { size: 2 }, { size: "2" }, true],
    ["true as 1", { secure: true }, { secure: 1 }, true],
    ["true as the text 1", { secure: true }, { secure: "1" }, true],
    ["true as false", { secure: true }, { secure: 0 }, false],
    ["an object in the place of a value", { size: 2 }, { size: { gib: 2 } }, false],
    ["a value in the place of an object", { size: { gib: 2 } }, { size: 2 }, false],
    ["a list in the place of an object", { size: { gib: 2 } }, { size: [2] }, false],
    ["another value further down", { a: { b: [1, { c: 1 }] } }, { a: { b: [1, { c: 2 }] } }, false],
    ["the same further down", { a: { b: [1, { c: 1 }] } }, { a: { b: ["1", { c: 1, d: 2 }] } }, true],
    ["a longer list", { zones: ["a"] }, { zones: ["a", "b"] }, false],
    ["a text in the place of a list", { zones: ["a"] }, { zones: "a" }, false],
  ])("shown %s, says whether it is what was sent", (_, sent, found, want) => {
    expect(isSameContent(sent, found)).toBe(want);
  });
});
