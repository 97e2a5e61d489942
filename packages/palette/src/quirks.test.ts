import { describe, expect, test } from "vitest";
import { describePaletteFailure, interpretPaletteAnswer } from "./quirks.ts";

describe("describePaletteFailure()", () => {
  const told = { code: "InvalidInput", message: "no" };
  test.each<[string, unknown, object]>([
    ["code, message and ref", { ...told, details: null, ref: "r-1" }, { ...told, details: [], requestId: "r-1" }],
    [
      "details of one part",
      { ...told, details: { code: "Null", message: "is null", value: "SECRET" } },
      { ...told, details: [{ code: "Null", message: "is null" }] },
    ],
    [
      "a list of details",
      { ...told, details: [{ target: "spec" }, 1] },
      { ...told, details: [{ target: "spec" }, { message: "1" }] },
    ],
    ["details in words", { ...told, details: "no spec" }, { ...told, details: [{ message: "no spec" }] }],
    ["details of other fields", { ...told, details: { body: { key: "SECRET" } } }, { ...told, details: [] }],
    ["fields of other types", { code: 1, message: ["no"], ref: {} }, { details: [] }],
    ["empty fields", { code: "", message: "", ref: "" }, { details: [] }],
    ["text", "upstream timeout", { message: "upstream timeout" }],
    ["a page of a proxy", "\n<html>502</html>", {}],
    ["nothing", undefined, { details: [] }],
    ["null", null, { details: [] }],
  ])("given %s, finds what it says", (_, error, failure) => {
    expect(describePaletteFailure(error)).toEqual(failure);
  });
});

describe("interpretPaletteAnswer()", () => {
  const read = (body: unknown, status: number) => interpretPaletteAnswer(body, new Response(null, { status }));

  test.each([
    ["ResourceNotFound", 500],
    ["ResourceNotFound", 400],
    ["RepoFileNotFound", 500],
  ])("given the code %s with status %i, reads 404", (code, status) => {
    expect(read({ code }, status)).toEqual({ error: { code }, status: 404 });
  });

  test.each<[string, unknown, number]>([
    ["another code", { code: "StatusInternalServerError" }, 500],
    ["no code", { message: "ResourceNotFound" }, 500],
    ["text", "ResourceNotFound", 502],
    ["no body", undefined, 503],
  ])("given %s, leaves the status alone", (_, body, status) => {
    expect(read(body, status)).toEqual({ error: body });
  });

  test("given a success, takes the body for the data, whatever it holds", () => {
    expect(read({ code: "ResourceNotFound" }, 200)).toEqual({ data: { code: "ResourceNotFound" } });
    expect(read(undefined, 204)).toEqual({ data: undefined });
  });
});
