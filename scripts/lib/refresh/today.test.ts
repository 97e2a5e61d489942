import { expect, test } from "vitest";
import { isDay, today } from "./today.ts";

test.each([
  ["2026-02-28", true],
  ["2028-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["2026-99-99", false],
  ["2026-1-1", false],
  ["2026-01-01T00:00", false],
  ["", false],
])("isDay(), for '%s', is %s", (text, want) => {
  expect(isDay(text)).toBe(want);
});

test("today() is a day", () => {
  expect(isDay(today())).toBe(true);
});
