import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { scenarios } from "./scenarios.ts";

const rows: { readonly id: string }[] = JSON.parse(
  readFileSync(new URL("../../../../altinity-anywhere/quirks.json", import.meta.url), "utf8"),
);

describe("scenarios of altinity-anywhere", () => {
  test("all of them, have a name of their own in small letters", () => {
    const names = scenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/);
  });

  test.each(scenarios)("$name, for a list of them, has a sentence that fits in a row", ({ summary }) => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary.length).toBeLessThanOrEqual(180);
    expect(summary).not.toContain("|");
  });

  test.each(scenarios.filter(({ quirk }) => quirk !== undefined))("$name, plays a row of the quirks", ({ quirk }) => {
    expect(rows.map(({ id }) => id)).toContain(quirk);
  });
});
