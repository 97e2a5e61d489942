import { describe, expect, it } from "vitest";
import { isBlockedByClusters, isGone, readErrorCode, readNeeds } from "./quirks.ts";
import { readErrors } from "./read-errors.ts";

describe("readErrorCode()", () => {
  it.each([
    ["a code in the extensions", "anything", { code: "NOT_FOUND" }, "NOT_FOUND"],
    ["a code that is not known yet", "anything", { code: "QUOTA" }, "QUOTA"],
    ["a code beside a known message", "conflict", { code: "FORBIDDEN" }, "FORBIDDEN"],
    ["no extensions and a known message", "conflict", undefined, "CONFLICT"],
    ["empty extensions and a known message", "Invalid API token", {}, "UNAUTHORIZED"],
    ["a feature that is not enabled", "hosted env management not enabled", undefined, "FORBIDDEN"],
    ["a message that only begins like a known one", "conflict of interest", undefined, undefined],
    ["a code that is no text", "anything", { code: 409 }, undefined],
    ["a message named like a member of every object", "constructor", null, undefined],
  ])("%s, returns the class", (_, message, extensions, want) => {
    expect(readErrorCode(message, extensions)).toBe(want);
  });
});

describe("an environment that still has clusters", () => {
  const ASKS = "clusters left, use forceDestroyClusters=true";
  const failed = { operation: "mutation deleteAWSEnv", status: 200, secrets: [] };
  const conflict = { message: ASKS, extensions: { code: "CONFLICT" } };

  it.each([
    ["a conflict that asks for the flag", "CONFLICT", ASKS, { needs: "forceDestroyClusters" }],
    ["another conflict", "CONFLICT", "conflict", {}],
    ["the flag in an error of another class", "FORBIDDEN", ASKS, {}],
    ["the flag in an error without a class", undefined, ASKS, {}],
  ])("%s, says which flag the deletion needs", (_, code, message, want) => {
    expect(readNeeds(code, message)).toEqual(want);
  });

  it.each([
    ["alone", [conflict], true],
    ["behind another error", [{ message: "no" }, conflict], true],
    ["not among the errors", [{ message: "conflict" }], false],
  ])("the conflict stands %s, the error of the answer is marked accordingly", (_, errors, want) => {
    const error = readErrors({ ...failed, errors });
    expect(error && isBlockedByClusters(error)).toBe(want);
    expect(error?.needs).toBe(want ? "forceDestroyClusters" : undefined);
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
