import { spawnSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "./lib/exit.ts";
import { ROOT } from "./lib/project.ts";
import { readSection, replaceSection } from "./lib/readme-table.ts";
import { formatTable } from "./lib/table.ts";
import { addCounts, collectContracts, collectReports, toContractRows } from "./lib/test-summary.ts";
import { VENDORS } from "./lib/vendors.ts";

const USAGE = "Usage: npm test [-- --update-readme]";

/**
 * Runs everything that has to hold: format and lint, generated files, types, unit, contract and packaging tests.
 *
 * Ends with the contract table and one line that sums every test of every workspace.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "update-readme": { type: "boolean", default: false } } });
  for (const name of ["runtime", "testing", "reliability", ...VENDORS.map((vendor) => vendor.name)]) {
    await rm(join(ROOT, "packages", name, ".test-results"), { recursive: true, force: true });
  }
  await rm(join(ROOT, "scripts/.test-results"), { recursive: true, force: true });
  const failed = [
    run("format and lint", "node_modules/.bin/biome", ["ci", "."]),
    run("generated files", process.execPath, ["scripts/generate.ts", "--check"]),
    run("tables of quirks", process.execPath, ["scripts/quirks.ts", "--check"]),
    run("types and tests", "node_modules/.bin/turbo", ["run", "check", "test", "--continue", "--output-logs=new-only"]),
  ].filter((step) => step !== undefined);

  const contracts = await collectContracts(
    ROOT,
    VENDORS.map((vendor) => vendor.name),
  );
  const table = formatTable(toContractRows(contracts));
  console.log(`\n${table}\n`);
  if (contracts.length !== VENDORS.length)
    failed.push(`contract counts of ${contracts.length} vendors instead of ${VENDORS.length}`);
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  if (values["update-readme"]) await writeFile(join(ROOT, "README.md"), replaceSection(readme, "contract", table));
  else if (readSection(readme, "contract") !== table)
    failed.push("contract table in README.md (npm test -- --update-readme writes it)");

  const reports = await collectReports(ROOT);
  const counts = addCounts([...reports.values()]);
  for (const step of failed) console.error(`failed: ${step}`);
  const failures = counts.failed + (counts.failed === 0 ? failed.length : 0);
  console.log(`${counts.passed} passed, ${failures} failed, ${counts.skipped} skipped`);
  if (failures > 0 || counts.passed === 0) process.exitCode = 1;
}

function run(step: string, command: string, args: readonly string[]): string | undefined {
  console.log(`\n== ${step}`);
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: "inherit" });
  return status === 0 ? undefined : step;
}

await runCommand(USAGE, main);
