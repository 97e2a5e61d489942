import { expect, test } from "vitest";
import { formatTable } from "./table.ts";

test("formatTable(), for text and numbers, aligns text left and numbers right", () => {
  const rows = [
    { vendor: "palette", operations: 1181 },
    { vendor: "ccx", operations: 67 },
  ];
  expect(formatTable(rows)).toBe(
    [
      "| vendor  | operations |",
      "|---------|-----------:|",
      "| palette |       1181 |",
      "| ccx     |         67 |",
    ].join("\n"),
  );
});
