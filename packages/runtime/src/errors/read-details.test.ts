import { describe, expect, test } from "vitest";
import { readDetails } from "./read-details.ts";

describe("readDetails()", () => {
  const detail = { code: "Null", target: "spec.name", message: "is null" };
  test.each<[string, unknown, readonly object[]]>([
    ["a list", [detail, { message: "no" }], [detail, { message: "no" }]],
    ["a lone entry", detail, [detail]],
    ["an entry with more", [{ ...detail, value: "SECRET", request: { body: "SECRET" } }], [detail]],
    ["numbers", [{ code: 5, message: 7 }], [{ code: "5", message: "7" }]],
    ["empty texts", [{ code: "", target: "", message: "no" }], [{ message: "no" }]],
    ["texts", ["no", "never"], [{ message: "no" }, { message: "never" }]],
    ["members of other types", [{ code: {}, target: ["a"], message: null }], []],
    ["entries that say nothing", [null, undefined, "", {}, [], true], []],
    ["nothing", undefined, []],
    ["null", null, []],
    ["a list of 1,000", Array(1_000).fill(detail), Array(10).fill(detail)],
  ])("given %s, takes what is listed", (_, entries, want) => {
    expect(readDetails(entries)).toEqual(want);
  });

  test("given other names, goes by them", () => {
    const names = { code: "name", target: "field", message: "text" };
    const entry = { name: "Null", field: "spec", text: "is null", code: "other" };
    expect(readDetails([entry], names)).toEqual([{ code: "Null", target: "spec", message: "is null" }]);
  });
});
