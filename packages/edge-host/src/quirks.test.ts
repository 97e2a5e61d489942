import { describe, expect, test } from "vitest";
import { describeEdgeHostFailure, isLoginRefused } from "./quirks.ts";

describe("describeEdgeHostFailure()", () => {
  test.each<[string, unknown, object]>([
    [
      "code, message and ref",
      { code: "E1", message: "no", details: { a: 1 }, ref: "r" },
      { code: "E1", message: "no", details: [], requestId: "r" },
    ],
    [
      "details",
      { code: "E1", details: { code: "E2", message: "is null", body: "SECRET" } },
      { code: "E1", details: [{ code: "E2", message: "is null" }] },
    ],
    ["a message alone", { message: "no" }, { message: "no", details: [] }],
    ["fields of other types", { code: 1, message: ["no"], ref: 1 }, { details: [] }],
    ["empty fields", { code: "", message: "" }, { details: [] }],
    ["an empty object", {}, { details: [] }],
    ["text", "no", { message: "no" }],
    ["a page of a proxy", " <!doctype html>", {}],
    ["nothing", undefined, { details: [] }],
    ["null", null, { details: [] }],
  ])("given %s, finds what it says", (_, error, failure) => {
    expect(describeEdgeHostFailure(error)).toEqual(failure);
  });
});

describe("isLoginRefused()", () => {
  test.each([
    [399, false],
    [400, true],
    [401, true],
    [499, true],
    [500, false],
  ])("given the status %i, is %s", (status, want) => {
    expect(isLoginRefused(status)).toBe(want);
  });
});
