import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { toSafeCause } from "./safe-cause.ts";

describe("toSafeCause()", () => {
  test("a chain of errors, keeps names, codes and messages, and nothing else", () => {
    const inner = Object.assign(new RangeError("inner"), { code: "ECONNRESET", data: "SECRET" });
    const outer = Object.assign(new TypeError("outer", { cause: inner }), { config: { key: "SECRET" } });
    outer.stack = `${outer.stack}\n at SECRET`;
    const safe = toSafeCause(outer, []);
    expect(safe).toMatchObject({
      name: "TypeError",
      message: "outer",
      cause: { name: "RangeError", message: "inner", code: "ECONNRESET" },
    });
    expect(safe).not.toBe(outer);
    expect(inspect(safe, { depth: 12, showHidden: true })).not.toContain("SECRET");
  });

  test.each([
    ["GET https://user:SECRET@example.com/x?k=SECRET failed", "GET [url] failed"],
    ['"http://example.com/SECRET"', '"[url]"'],
    ["(wss+x://h/SECRET)", "([url]"],
    ["connect ECONNREFUSED 127.0.0.1:80", "connect ECONNREFUSED 127.0.0.1:80"],
    ["key abc-SECRET", "key [redacted]"],
  ])("message %j, loses addresses and secrets", (message, want) => {
    expect(toSafeCause(new Error(message), ["abc-SECRET"])?.message).toBe(want);
  });

  test.each([
    ["a code that is a sentence", { code: "SECRET in here" }],
    ["a code that is an object", { code: { key: "SECRET" } }],
    ["a name that is a sentence", { name: "Error: SECRET" }],
  ])("%s, is left out", (_, members) => {
    expect(inspect(toSafeCause(Object.assign(new Error("x"), members), []))).not.toContain("SECRET");
  });

  test.each([
    ["a code that is a secret", { code: "abcSECRET" }],
    ["a name that is a secret", { name: "abcSECRET" }],
  ])("%s, is left out", (_, members) => {
    const safe = toSafeCause(Object.assign(new Error("x"), members), ["abcSECRET"]);
    expect(inspect(safe)).not.toContain("SECRET");
  });

  test.each(["text", 5, null, undefined, { message: "SECRET" }])("%j, which is no error, gives nothing", (cause) => {
    expect(toSafeCause(cause, [])).toBe(undefined);
  });

  test("an error that is its own cause, ends", () => {
    const loop = new Error("loop");
    loop.cause = loop;
    let depth = 0;
    for (let each: unknown = toSafeCause(loop, []); each instanceof Error; each = each.cause) depth++;
    expect(depth).toBe(5);
  });
});
