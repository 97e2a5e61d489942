import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runCommand } from "./lib/exit.ts";
import { packagePath } from "./lib/project.ts";
import { QUIRKS_SECTION, readQuirks } from "./lib/quirks/read-quirks.ts";
import { readSection, replaceSection } from "./lib/readme-table.ts";
import { VENDORS } from "./lib/vendors.ts";

const USAGE = "Usage: npx node scripts/quirks.ts [--check]";

/**
 * Writes the table of quirks into the README of each vendor's package, from `packages/<vendor>/quirks.json`; with `--check` only compares.
 *
 * Fails, and writes nothing, when a list names a test that is not there, or a row has neither a test nor a reason.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const lists = VENDORS.map(({ name }) => ({ name, readme: packagePath(name, "README.md"), ...readQuirks(name) }));
  const problems = lists.flatMap(({ name, problems }) =>
    problems.map((text) => `packages/${name}/quirks.json, ${text}`),
  );
  if (problems.length > 0) throw new Error(`Cannot write the tables of quirks:\n${problems.join("\n")}`);
  for (const { name, readme, table } of lists) {
    const text = await readFile(readme, "utf8");
    if (!values.check) await writeFile(readme, replaceSection(text, QUIRKS_SECTION, table));
    else if (readSection(text, QUIRKS_SECTION) !== table)
      throw new Error(
        `packages/${name}/README.md: the table of quirks is out of date, "npx node scripts/quirks.ts" writes it`,
      );
  }
}

await runCommand(USAGE, main);
