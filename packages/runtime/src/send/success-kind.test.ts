import { expect, test } from "vitest";
import type { OperationTable } from "../options.ts";
import { findSuccessKind } from "./success-kind.ts";

const TABLE: OperationTable = {
  read: ["GET", "/a"],
  list: ["GET", "/b", "cursor"],
  change: ["PUT", "/a", "", "empty"],
  download: ["GET", "/c", "", "any"],
};

test.each([
  ["GET /a", "json"],
  ["GET /b", "json"],
  ["PUT /a", "empty"],
  ["GET /c", "any"],
  ["HEAD /a", "any"],
  ["GET /unknown", "any"],
  ["__proto__", "any"],
])("findSuccessKind() of %s, goes by the table", async (operation, want) => {
  expect(await findSuccessKind(async () => TABLE, operation)).toBe(want);
});
