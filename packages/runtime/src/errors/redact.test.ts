import { describe, expect, test } from "vitest";
import { redact } from "./redact.ts";

// In base64 with "+", "/" and padding.
const ODD = '>>?ä+ "q\\r~?';
const LONG = "Zm9vYmFyLWJhe-0123456789";

describe("redact()", () => {
  test.each([
    ["plain", ODD],
    ["URL-encoded", encodeURIComponent(ODD)],
    ["URL-encoded in lower case", encodeURIComponent(ODD).toLowerCase()],
    ["as a form", new URLSearchParams({ a: ODD }).toString().slice(2)],
    ["inside JSON", JSON.stringify({ a: ODD })],
    ["base64", Buffer.from(ODD).toString("base64")],
    ["base64 without padding", Buffer.from(ODD).toString("base64").replaceAll("=", "")],
    ["base64url", Buffer.from(ODD).toString("base64url")],
    ["in another case", ODD.toUpperCase()],
    ["inside JSON inside JSON", JSON.stringify(JSON.stringify({ a: ODD }))],
    ["inside JSON of three levels", JSON.stringify(JSON.stringify(JSON.stringify([ODD])))],
    [
      "inside JSON with numbers for letters",
      ODD.replace(/[^ -~]|[&<>"]/g, (it) => `\\u00${it.charCodeAt(0).toString(16)}`),
    ],
    ["inside a page", ODD.replace(/[<>"]/g, (it) => `&#${it.charCodeAt(0)};`)],
  ])("a secret %s, is removed wherever it stands", (_, form) => {
    const clean = redact(`${form} refused, ${form}!`, [ODD]);
    expect(clean).not.toContain(form);
    expect(clean.split("[redacted]").length).toBe(3);
    expect(clean).toMatch(/refused, .*!$/);
  });

  test.each([
    ["shown whole", LONG],
    ["cut", LONG.slice(0, 10)],
    ["cut to its first 8 characters", LONG.slice(0, 8)],
    ["masked in the middle", `${LONG.slice(0, 8)}****${LONG.slice(-4)}`],
  ])("a long secret %s, is removed whole", (_, shown) => {
    expect(redact(`key "${shown}" is wrong`, [LONG])).toBe('key "[redacted]" is wrong');
  });

  test.each(["", "u", "me", "me:"])('in base64 behind "%s", is removed', (before) => {
    const text = Buffer.from(`${before}${ODD}${LONG} and more`).toString("base64");
    const clean = redact(text, [ODD + LONG]);
    expect(clean).toContain("[redacted]");
    expect(clean).not.toContain(text.slice(6, 16));
    expect(clean).not.toContain(text.slice(40, 50));
  });

  test("a secret with a blank just long enough for its beginning to be known, leaves no rest", () => {
    expect(redact("a horsebatteries b.", ["horsebatteries b"])).toBe("a [redacted].");
    expect(redact("horsebat-horsebatteries b.", ["horsebatteries b"])).toBe("[redacted]");
  });

  test("the beginning of a short secret, which may be a word, is kept", () => {
    expect(redact("password is wrong", ["password1"])).toBe("password is wrong");
  });

  test("a secret of a few characters, is removed as it is and leaves its encodings alone", () => {
    expect(redact("Cannot call p: p1", ["p1"])).toBe("Cannot call p: [redacted]");
    expect(redact("a cat", ["p"])).toBe("a cat");
  });

  test("a secret that is part of another, leaves no rest of the longer one", () => {
    expect(redact("abcdef abc", ["abc", "abcdef"])).toBe("[redacted] [redacted]");
  });

  test("characters with a meaning in patterns, mean themselves", () => {
    expect(redact("aXc a.c $& (", ["a.c", "$&", "("])).toBe("aXc [redacted] [redacted] [redacted]");
  });

  test.each([
    ["no secrets", []],
    ["an empty secret", [""]],
  ])("%s, changes nothing", (_, secrets) => {
    expect(redact("as it is", secrets)).toBe("as it is");
  });

  test("a secret with line breaks or half a surrogate pair, is removed without a failure", () => {
    expect(redact("a\nb c\ud800d", ["a\nb", "c\ud800d"])).toBe("[redacted] [redacted]");
  });

  test("a long text, is cut to 500 characters after the secrets are gone", () => {
    expect(redact("x".repeat(600), []).length).toBe(500);
    expect(redact(`${"x".repeat(498)}tiny-secret`, ["tiny-secret"])).toBe(`${"x".repeat(498)}[r`);
  });

  test("a text of 500 kB and 200 secrets, is cleaned in time", () => {
    const started = performance.now();
    redact(
      "a".repeat(500_000),
      Array.from({ length: 200 }, (_, index) => `${"a".repeat(20)}${index}`),
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
