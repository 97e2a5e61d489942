import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listVendors } from "../document/load-document.ts";
import { loadBehaviour } from "./load-behaviour.ts";

const behaviours = await Promise.all(
  listVendors().map(async (vendor) => [vendor, await loadBehaviour(vendor)] as const),
);

describe.each(behaviours)("scenarios of %s", (vendor, { scenarios }) => {
  test("all of them, have a name of their own in small letters", () => {
    const names = scenarios.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
  });

  test.each(scenarios)("$name, for a list of them, has a sentence that fits in a row", ({ summary }) => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary.length).toBeLessThanOrEqual(180);
    expect(summary).not.toContain("|");
  });

  test("those that name a row of the quirks, name one that there is", () => {
    const rows: { readonly id: string }[] = JSON.parse(
      readFileSync(new URL(`../../../${vendor}/quirks.json`, import.meta.url), "utf8"),
    );
    const named = scenarios.flatMap(({ quirk }) => (quirk === undefined ? [] : [quirk]));
    expect(named.filter((quirk) => !rows.some(({ id }) => id === quirk))).toEqual([]);
  });
});
