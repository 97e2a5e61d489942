import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRetryAfterMs } from "./retry-after.ts";

// fast-check prints seed and path of a counterexample; `fc.assert(…, { seed, path })` repeats it.

const NOW = Date.UTC(2026, 0, 1);
const read = (values: Readonly<Record<string, string>>) => readRetryAfterMs(new Headers(values), () => NOW);
const seconds = fc.integer({ min: 0, max: 10_000_000_000 });
const ODD = [
  "0",
  "-1",
  "1e10",
  "0x10",
  "NaN",
  "Infinity",
  "3e9 s",
  "1,2",
  "",
  " ",
  "Thu",
  "Thu, 01 Jan 2026 00:00:00 GMT",
  "GMT",
  ",",
  ".",
];

describe("readRetryAfterMs() of any headers", () => {
  test("whatever they hold, is undefined or a finite time that is not negative", () => {
    const value = fc.oneof(
      fc.constantFrom(...ODD),
      fc.string({ unit: "grapheme-ascii" }),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    const headers = fc.dictionary(fc.constantFrom("retry-after", "retry-after-ms", "date"), value);
    fc.assert(
      fc.property(headers, (given) => {
        const waitMs = read(given);
        expect(waitMs === undefined || (Number.isFinite(waitMs) && waitMs >= 0)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test("seconds, is that many seconds", () => {
    fc.assert(
      fc.property(seconds, (given) => {
        expect(read({ "retry-after": String(given) })).toBe(given * 1_000);
      }),
    );
  });

  test("two values, is never less than either", () => {
    fc.assert(
      fc.property(seconds, seconds, (one, other) => {
        expect(read({ "retry-after": `${one}, ${other}` })).toBe(Math.max(one, other) * 1_000);
      }),
    );
  });

  test("a date, is the time from the server's own clock until then, never negative", () => {
    const time = fc.integer({ min: 0, max: Math.floor(Date.UTC(9999, 0, 1) / 1_000) });
    const toDate = (epochSeconds: number) => new Date(epochSeconds * 1_000).toUTCString();
    fc.assert(
      fc.property(time, time, (date, now) => {
        const want = Math.max(0, date - now) * 1_000;
        expect(read({ "retry-after": toDate(date), date: toDate(now) })).toBe(want);
        expect(read({ "retry-after": toDate(date) })).toBe(Math.max(0, date * 1_000 - NOW));
      }),
    );
  });
});
