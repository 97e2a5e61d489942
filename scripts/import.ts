import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runCommand } from "./lib/exit.ts";
import { importVendor } from "./lib/import/import-vendor.ts";
import { printTable } from "./lib/table.ts";
import { findVendor } from "./lib/vendors.ts";

const USAGE = "Usage: npm run import -- <vendor> [--from <file>] [--date YYYY-MM-DD]";

/** Imports a vendor's document from a file; without one, makes the document anew from `upstream` and the overrides. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: "string" }, date: { type: "string" } },
  });
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new TypeError(USAGE);
  const vendor = findVendor(name);
  const bytes = values.from === undefined ? undefined : await readFile(values.from);
  const { repairs, files } = await importVendor(vendor, { bytes, date: values.date });
  if (repairs.length > 0) printTable(repairs);
  printTable(files);
}

await runCommand(USAGE, main);
