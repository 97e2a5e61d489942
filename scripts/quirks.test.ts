import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { packagePath } from "./lib/project.ts";
import { QUIRKS_SECTION, readQuirks } from "./lib/quirks/read-quirks.ts";
import { readSection } from "./lib/readme-table.ts";
import { VENDORS } from "./lib/vendors.ts";

// What a vendor does and does not document was known once and forgotten again; each row has a test, or a reason, and stays in the README.
describe.each(VENDORS.map(({ name }) => name))("the quirks of %s", (vendor) => {
  test("each row, names tests that exist or says why it is not handled", () => {
    expect(readQuirks(vendor).problems).toEqual([]);
  });

  test("the table in the README, is the one that npx node scripts/quirks.ts writes", () => {
    const readme = readFileSync(packagePath(vendor, "README.md"), "utf8");
    expect(readSection(readme, QUIRKS_SECTION)).toBe(readQuirks(vendor).table);
  });
});
