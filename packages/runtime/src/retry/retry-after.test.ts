import { describe, expect, test } from "vitest";
import { readRetryAfterMs } from "./retry-after.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const read = (headers: Record<string, string>) => readRetryAfterMs(new Headers(headers), () => NOW);

describe("readRetryAfterMs()", () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ["no header", {}, undefined],
    ["0", { "retry-after": "0" }, 0],
    ["2", { "retry-after": "2" }, 2_000],
    ["a fraction", { "retry-after": "0.5" }, 500],
    ["a value of months", { "retry-after": "9999999999" }, 9_999_999_999_000],
    ["-1", { "retry-after": "-1" }, undefined],
    ["1e10", { "retry-after": "1e10" }, undefined],
    ["hex", { "retry-after": "0x10" }, undefined],
    ["NaN", { "retry-after": "NaN" }, undefined],
    ["Infinity", { "retry-after": "Infinity" }, undefined],
    ["a unit", { "retry-after": "3s" }, undefined],
    ["an empty text", { "retry-after": "" }, undefined],
    ["a text without end", { "retry-after": "9".repeat(5_000) }, undefined],
    ["two values", { "retry-after": "2, 5" }, 5_000],
    ["a value and a word", { "retry-after": "2, soon" }, undefined],
    ["milliseconds", { "retry-after-ms": "1500", "retry-after": "9" }, 1_500],
    ["milliseconds that are none and seconds", { "retry-after-ms": "soon", "retry-after": "9" }, 9_000],
    ["a date to come", { "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" }, 30_000],
    ["a date of the old form", { "retry-after": "Saturday, 21-Nov-26 10:00:30 GMT" }, 30_000],
    ["a date of the oldest form", { "retry-after": "Sat Nov 21 10:00:30 2026" }, 30_000],
    ["a date gone by", { "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 0],
    [
      "a date by a server whose clock is an hour late",
      { "retry-after": "Sat, 21 Nov 2026 09:00:30 GMT", date: "Sat, 21 Nov 2026 09:00:00 GMT" },
      30_000,
    ],
    ["a date without a zone", { "retry-after": "2026-11-21" }, undefined],
    ["a date that is none", { "retry-after": "Sat, 99 Nov 2026 10:00:30 GMT" }, undefined],
  ])("%s, is read", (_, headers, want) => {
    expect(read(headers)).toBe(want);
  });
});
