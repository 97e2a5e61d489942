import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "../../scripts/lib/exit.ts";
import { BENCH } from "./paths.ts";
import { formatReport, type Report, writeReport } from "./report.ts";

/** Runs one measurement in a process of its own, prints its tables and writes them to bench/results. */
async function main(): Promise<void> {
  const name = process.argv[2] ?? "";
  const { measure }: { measure: () => Promise<Report> } = await import(pathToFileURL(join(BENCH, `${name}.ts`)).href);
  const report = await measure();
  console.log(`\n${formatReport(report)}\n`);
  writeReport(name, report);
}

await runCommand("Usage: npm run bench [-- <measurement>...]", main);
