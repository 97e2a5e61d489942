import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { scenarios as edgeHost } from "../edge-host/scenarios.ts";
import { scenarios as palette } from "./scenarios.ts";

describe.each([
  ["palette", palette],
  ["edge-host", edgeHost],
])("the scenarios of %s", (vendor, scenarios) => {
  test("have names that differ, and a sentence each that fits into a list", () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const { name, summary } of scenarios) {
      expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(summary).toMatch(/^[A-Z][^\n|.]{20,160}\.$/);
    }
  });

  test("name quirks that the vendor's list has", () => {
    const file = new URL(`../../../../${vendor}/quirks.json`, import.meta.url);
    const ids = (JSON.parse(readFileSync(file, "utf8")) as { id: string }[]).map(({ id }) => id);
    for (const { quirk } of scenarios) if (quirk !== undefined) expect(ids).toContain(quirk);
  });
});
