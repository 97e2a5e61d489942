import { describe, expect, test } from "vitest";
import { samplePattern } from "./sample-pattern.ts";

const ANY_LENGTH = { minLength: 0, maxLength: Number.POSITIVE_INFINITY };

describe("samplePattern()", () => {
  const patterns = [
    "^arn:aws:iam::\\d{12}:role/[\\w+=,.@-]+$",
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    "^(?!-)[a-z0-9-]{3,63}$",
    "[0-9]+\\.[0-9]+\\.[0-9]+",
    "^[A-Z]{2}\\d{4}$",
  ];
  test.each(patterns)("%s, sampled, is a string that it accepts", (pattern) => {
    expect(samplePattern(pattern, ANY_LENGTH, ["name"])).toMatch(new RegExp(pattern, "u"));
  });

  test("a pattern, sampled twice, gives the same string", () => {
    const first = samplePattern("^[a-z]{4}-\\d{2}$", ANY_LENGTH, []);
    expect(samplePattern("^[a-z]{4}-\\d{2}$", ANY_LENGTH, [])).toBe(first);
  });

  test("a generated string, where the pattern leaves a choice, is printable", () => {
    expect(samplePattern("^..-..$", ANY_LENGTH, [])).toMatch(/^[\x21-\x7e]+$/);
  });

  test("a length that the pattern allows is kept", () => {
    expect(samplePattern("^x+$", { minLength: 3, maxLength: 4 }, [])).toMatch(/^x{3,4}$/);
  });

  test("a pattern that nothing matches gives undefined", () => {
    expect(samplePattern("^a$b", ANY_LENGTH, ["name"])).toBeUndefined();
  });
});
