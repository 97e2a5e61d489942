import { expect, test } from "vitest";
import { readSunset } from "./sunset.ts";

test.each([
  ["a day", "2027-01-31", "2027-01-31"],
  ["a leap day", "2028-02-29", "2028-02-29"],
  ["a time in UTC", "2027-01-31T23:59:60Z", "2027-01-31"],
  ["a time with parts of a second and an offset", "2027-01-31T10:00:00.123+05:30", "2027-01-31"],
  ["a day that the month has not", "2027-02-29", undefined],
  ["a month that the year has not", "2027-13-01", undefined],
  ["an hour that the day has not", "2027-01-31T24:00:00Z", undefined],
  ["a time without an offset", "2027-01-31T10:00:00", undefined],
  ["a day with words", "2027-01-31 or so", undefined],
  ["a day on the second line", "soon\n2027-01-31", undefined],
  ["a day with a line break", "2027-01-31\n", undefined],
  ["words", "*/ Fixes #1", undefined],
  ["a number", 20270131, undefined],
  ["a list", ["2027-01-31"], undefined],
  ["nothing", undefined, undefined],
])("readSunset(), for %s, is the day or nothing", (_what, written, want) => {
  expect(readSunset(written)).toBe(want);
});
