import { expect, test } from "vitest";
import { isPrimaryNode } from "./is-primary-node.ts";

test.each([
  ["primary", true],
  ["Master", true],
  ["replica", false],
  ["primary-candidate", false],
])("isPrimaryNode(), given the role %s, answers %s", (role, want) => {
  expect(isPrimaryNode({ role })).toBe(want);
});
