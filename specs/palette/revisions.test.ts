import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { importDocument } from "../../scripts/lib/import/import-document.ts";
import { readJsonDocument } from "../../scripts/lib/import/read-json.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { buildOpenApi } from "../../scripts/lib/specs.ts";
import { errorSchema, isRelease47, isSystemView } from "./revisions.ts";

const DOCUMENTS = new URL("../../../shared/vendor-docs/palette/", import.meta.url);

/** A document with that many operations of system administrators. */
const withSystemPaths = (count: number): JsonObject => ({
  paths: Object.fromEntries(Array.from({ length: count }, (_, index) => [`/v1/system/${index}`, {}])),
});

test.each<[string, JsonObject, boolean]>([
  ["the two of a tenant", withSystemPaths(2), false],
  ["ten", withSystemPaths(10), false],
  ["eleven", withSystemPaths(11), true],
  ["no paths at all", {}, false],
])("isSystemView(), for a document with system paths: %s, tells whose view it is", (_, document, want) => {
  expect(isSystemView(document)).toBe(want);
  expect(errorSchema(document)).toBe(`#/components/schemas/${want ? "v1Error" : "V1Error"}`);
});

test.each<[string, boolean]>([
  ["Palette APIs - 4.7", true],
  ["Palette APIs - 4.8", false],
])("isRelease47(), for the title %s, is %s", (title, want) => {
  expect(isRelease47({ info: { title } })).toBe(want);
});

describe.skipIf(!existsSync(DOCUMENTS))("documents of the vendor, where they are at hand", () => {
  test.each([
    ["2025-08-13", 963, false],
    ["2026-02-09", 1043, false],
    ["2026-04-23", 1181, true],
  ])("buildOpenApi(), for the revision of %s, applies every override", async (date, operations, isSystem) => {
    const bytes = await readFile(new URL(`${date}.json`, DOCUMENTS));
    const { document, report } = importDocument(readJsonDocument(bytes));
    expect(report.counts.operations).toBe(operations);
    expect(isSystemView(document)).toBe(isSystem);
    const built = await buildOpenApi("palette", document);
    expect(Object.keys(built["paths"] ?? {})).toHaveLength(report.counts.paths);
  });
});
