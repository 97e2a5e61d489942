import { describe, expect, test } from "vitest";
import { createMockTables, findStaleTables, writeTables } from "./lib/mock-tables.ts";
import { VENDORS } from "./lib/vendors.ts";

describe("the tables of the mocks", () => {
  test("in the README, are those that npx node scripts/scenarios.ts writes", async () => {
    expect(findStaleTables(await createMockTables())).toEqual([]);
  });

  test("made from the code, name every vendor, its scenarios and how many operations have no schema", async () => {
    const tables = await createMockTables();
    for (const { name } of VENDORS) {
      expect(tables.get("remembered")).toContain(`- \`${name}\`: `);
      expect(tables.get("scenarios")).toContain(`**${name}**`);
      expect(tables.get("undescribed")).toContain(`| ${name} `);
    }
    expect(tables.get("scenarios")).toContain("| `soft-delete` | ");
    expect(tables.get("remembered")).toMatch(/`palette`: .*`cluster` \(Pending \d+ s, /);
  });

  test("given a README with other words, are found and replaced", () => {
    const tables = new Map([["scenarios", "new"]]);
    const readme = "a\n<!-- scenarios: start -->\n\nold\n\n<!-- scenarios: end -->\nb\n";
    expect(findStaleTables(tables, readme)).toEqual(["scenarios"]);
    expect(findStaleTables(tables, writeTables(tables, readme))).toEqual([]);
  });
});
