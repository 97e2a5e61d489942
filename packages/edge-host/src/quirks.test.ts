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
  test.each<[string, number, unknown, boolean]>([
    ["401", 401, "no", true],
    ["403", 403, {}, true],
    ["400 in the host's form", 400, {}, true],
    ["422 in the host's form", 422, { message: "no" }, true],
    ["400 as a text", 400, "Client sent an HTTP request", false],
    ["422 as a page of a proxy", 422, "<html>", false],
    ["404", 404, {}, false],
    ["407", 407, {}, false],
    ["408", 408, {}, false],
    ["423", 423, {}, false],
    ["429", 429, {}, false],
    ["500", 500, {}, false],
  ])("given the status %s, tells whether it is a verdict on the credentials", (_, status, error, want) => {
    expect(isLoginRefused(status, error)).toBe(want);
  });
});
