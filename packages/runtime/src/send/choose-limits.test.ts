import { describe, expect, test } from "vitest";
import { chooseLimits } from "./choose-limits.ts";

describe("chooseLimits()", () => {
  test("given by call and client, takes the call's", () => {
    const limits = chooseLimits(
      { timeoutMs: 1, maxAttempts: 2 },
      { timeoutMs: 3, attemptTimeoutMs: 4, maxBodyBytes: 5 },
    );
    expect({ ...limits }).toEqual({ timeoutMs: 1, maxAttempts: 2, attemptTimeoutMs: 4, maxBodyBytes: 5 });
  });

  test.each([
    ["zero", 0],
    ["a negative number", -1],
    ["no number", Number.NaN],
    ["a text", "5"],
    ["false", false],
  ])("given %s, throws RangeError that names the option", (_, value) => {
    expect(() => chooseLimits({ attemptTimeoutMs: value as number }, {})).toThrow(
      new RangeError("Cannot use attemptTimeoutMs: expected a number above 0"),
    );
  });

  test("given Infinity, takes it for no bound", () => {
    expect(chooseLimits({ timeoutMs: Number.POSITIVE_INFINITY }, {}).timeoutMs).toBe(Number.POSITIVE_INFINITY);
  });

  test("beside a polluted Object.prototype, has only what was given", () => {
    Object.assign(Object.prototype, { timeoutMs: 1 });
    try {
      expect(chooseLimits(Object.create(null), Object.create(null)).timeoutMs).toBe(undefined);
    } finally {
      Reflect.deleteProperty(Object.prototype, "timeoutMs");
    }
  });
});
