import { expect, test } from "vitest";
import { assignTypeNames, toTypeName } from "./names.ts";

test.each([
  ["v1Pack", "V1Pack"],
  ["v1.pack-list", "V1PackList"],
  ["2fa", "T2fa"],
  ["Blob", "BlobSchema"],
  ["", "T"],
  ["日本", "T"],
])("toTypeName(%j), for a vendor's name, gives %j", (name, want) => {
  expect(toTypeName(name)).toBe(want);
});

test("assignTypeNames(), for names that meet in PascalCase, does not depend on their order", () => {
  const forward = assignTypeNames(["v1Error", "V1Error", "v1-error"]);
  const backward = assignTypeNames(["v1-error", "V1Error", "v1Error"]);
  expect(Object.fromEntries(forward)).toEqual({ V1Error: "V1Error", "v1-error": "V1Error_", v1Error: "V1Error__" });
  expect(Object.fromEntries(backward)).toEqual(Object.fromEntries(forward));
});
