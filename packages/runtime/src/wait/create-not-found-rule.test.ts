import { describe, expect, test } from "vitest";
import { createNotFoundRule } from "./create-not-found-rule.ts";

const isOwn = ({ code }: Readonly<Record<string, unknown>>) => typeof code === "string";

describe("the rule by which a 404 is the vendor's word", () => {
  test.each<[string, unknown, unknown]>([
    ["a body of the vendor's form", { code: "NotFound" }, true],
    ["an object of another form", { message: "no Route matched" }, false],
    ["a page", "<html>", false],
    ["a list", [{ code: "NotFound" }], false],
    ["no body", "", false],
    ["what a client makes of no body", {}, false],
    ["null", null, false],
  ])("given %s, says whether it is", (_, error, want) => {
    expect(createNotFoundRule({ isOwn })({ status: 404, error })).toBe(want);
  });

  test.each(["", undefined, null, {}])("given %j for a body where the vendor may send none, says perhaps", (error) => {
    expect(createNotFoundRule({ isOwn, mayBeEmpty: true })({ status: 404, error })).toBe("perhaps");
  });

  test("given another status, says no", () => {
    expect(createNotFoundRule()({ status: 403, error: { code: "NotFound" } })).toBe(false);
  });
});
