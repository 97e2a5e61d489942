import { expect, test } from "vitest";
import type { OperationTable } from "../options.ts";
import { isAlwaysJson } from "./is-always-json.ts";

const TABLE: OperationTable = {
  read: ["GET", "/a"],
  list: ["GET", "/b", "cursor"],
  change: ["PUT", "/a", "", "empty"],
  download: ["GET", "/c", "", "any"],
};

test.each([
  ["GET /a", true],
  ["GET /b", true],
  ["PUT /a", false],
  ["GET /c", false],
  ["HEAD /a", false],
  ["GET /unknown", false],
  ["__proto__", false],
])("isAlwaysJson() of %s, goes by the table", async (operation, want) => {
  expect(await isAlwaysJson(async () => TABLE, operation)).toBe(want);
});
