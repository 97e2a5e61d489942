import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runCommand } from "./lib/exit.ts";
import { createMockTables, findStaleTables, MOCKS_README, writeTables } from "./lib/mock-tables.ts";

const USAGE = "Usage: npx node scripts/scenarios.ts [--check]";

/**
 * Writes into the README of the testing package what the mocks remember and play, and what their documents leave out, from the code and
 * the documents; with `--check` only compares.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const tables = await createMockTables();
  if (!values.check) {
    await writeFile(MOCKS_README, writeTables(tables));
    return;
  }
  const stale = findStaleTables(tables);
  if (stale.length === 0) return;
  throw new Error(
    `packages/testing/README.md: ${stale.join(", ")} out of date, "npx node scripts/scenarios.ts" writes them`,
  );
}

await runCommand(USAGE, main);
