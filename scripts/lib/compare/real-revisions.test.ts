import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { importDocument } from "../import/import-document.ts";
import { readJsonDocument } from "../import/read-json.ts";
import type { Comparison } from "./change.ts";
import { compareDocuments } from "./compare-documents.ts";
import { compareSdl } from "./compare-sdl.ts";

const FOLDER = new URL("../../../../shared/vendor-docs/", import.meta.url);

const read = (file: string) => importDocument(readJsonDocument(readFileSync(new URL(file, FOLDER)))).document;
const countOf = ({ changes }: Comparison) =>
  Object.fromEntries([...Map.groupBy(changes, ({ level }) => level)].map(([level, list]) => [level, list.length]));

describe.skipIf(!existsSync(FOLDER))("comparisons of the vendors' real revisions in ../shared", () => {
  test("compareDocuments(), for two revisions of Palette with 1,181 operations, takes less than 3 seconds and names what is gone", () => {
    const [before, after] = [read("palette/2026-02-09.json"), read("palette/2026-04-23.json")];
    const startMs = performance.now();
    const comparison = compareDocuments(before, after);
    expect(performance.now() - startMs).toBeLessThan(3_000);
    expect(comparison.compared.after.operations).toBe(1_181);
    const removed = comparison.changes.filter(({ rule }) => rule === "operation-removed");
    expect(removed).toHaveLength(39);
    expect(removed.every(({ operation }) => /openstack/i.test(operation ?? ""))).toBe(true);
  });

  test.each([
    ["palette/2025-08-13.json", "palette/2026-02-09.json", 963, 1_043],
    ["altinity-acm/25.7.34.json", "altinity-acm/26.1.59.json", 268, 224],
  ])("compareDocuments(), for %s and %s, finds breaking and additive changes, and none against itself", (from, to, old, now) => {
    const [before, after] = [read(from), read(to)];
    const comparison = compareDocuments(before, after);
    expect(comparison.level).toBe("breaking");
    expect([comparison.compared.before.operations, comparison.compared.after.operations]).toEqual([old, now]);
    expect(countOf(comparison)["additive"]).toBeGreaterThan(10);
    expect(compareDocuments(after, after)).toMatchObject({ level: "none", changes: [] });
    expect(JSON.stringify(comparison.changes.map(({ from: a, to: b }) => [a, b])).length).toBeLessThan(200_000);
  });

  test.each([
    ["2025-09-17", "2026-07-02", "risky"],
    ["2026-07-02", "2026-08-19", "additive"],
  ])("compareSdl(), for Anywhere's revisions %s and %s, says %s", async (from, to, level) => {
    const [before = "", after = ""] = [from, to].map((day) =>
      readFileSync(new URL(`altinity-anywhere/${day}.graphql`, FOLDER), "utf8"),
    );
    expect((await compareSdl(before, after)).level).toBe(level);
    expect((await compareSdl(after, after)).level).toBe("none");
  });
});
