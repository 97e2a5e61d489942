import { expect, test } from "vitest";
import { findQuantile } from "./real-time.ts";

test.each<[string, number[], number, number, number]>([
  ["of nothing", [], 0, 0.999, 0],
  ["of zeros that are left out", [7], 10_000, 0.999, 0],
  ["of a thousand with two of weight", [7, 9], 1_000, 0.999, 7],
  ["of a few, the largest", [3, 1, 2], 3, 0.999, 3],
  ["of a hundred, the fifty-first of a half", Array.from({ length: 100 }, (_, index) => index), 100, 0.5, 49],
])("findQuantile() %s, gives what the part does not exceed", (_, values, count, part, want) => {
  expect(findQuantile(values, count, part)).toBe(want);
});
