import { describe, expect, it } from "vitest";
import { isBlockedByClusters, isGone, readErrorCode } from "./quirks.ts";

describe("readErrorCode()", () => {
  it.each([
    ["a code in the extensions", "anything", { code: "NOT_FOUND" }, "NOT_FOUND"],
    ["a code that is not known yet", "anything", { code: "QUOTA" }, "QUOTA"],
    ["a code beside a known message", "conflict", { code: "FORBIDDEN" }, "FORBIDDEN"],
    ["no extensions and a known message", "conflict", undefined, "CONFLICT"],
    ["empty extensions and a known message", "Invalid API token", {}, "UNAUTHORIZED"],
    ["a message that only begins like a known one", "conflict of interest", undefined, undefined],
    ["a code that is no text", "anything", { code: 409 }, undefined],
    ["a message named like a member of every object", "constructor", null, undefined],
  ])("%s, returns the class", (_, message, extensions, want) => {
    expect(readErrorCode(message, extensions)).toBe(want);
  });
});

describe("isBlockedByClusters()", () => {
  const item = { code: "CONFLICT", message: "clusters left, use forceDestroyClusters=true", path: undefined };

  it.each([
    ["a conflict that asks for the flag", item, true],
    ["another conflict", { ...item, message: "conflict" }, false],
    ["the flag in an error of another class", { ...item, code: "FORBIDDEN" }, false],
  ])("%s, returns whether the flag helps", (_, error, want) => {
    expect(isBlockedByClusters(error)).toBe(want);
  });
});

describe("isGone()", () => {
  const error = { code: "NOT_FOUND", message: "", path: undefined };

  it.each([
    ["null data", { data: null }, true],
    ["data", { data: { name: "acme" } }, false],
    ["a NOT_FOUND error", { error }, true],
    ["another error beside null", { data: null, error: { ...error, code: "FORBIDDEN" } }, false],
  ])("%s, returns whether the environment is gone", (_, result, want) => {
    expect(isGone(result)).toBe(want);
  });
});
