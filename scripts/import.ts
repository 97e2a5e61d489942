import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { importVendor } from "./lib/import/import-vendor.ts";
import { findVendor } from "./lib/vendors.ts";

const USAGE = "Usage: npm run import -- <vendor> [--from <file>] [--date YYYY-MM-DD]";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: "string" }, date: { type: "string" } },
  });
  if (positionals.length !== 1) throw new TypeError(USAGE);
  const bytes = values.from === undefined ? undefined : await readFile(values.from);
  const table = await importVendor(findVendor(positionals[0]), { bytes, date: values.date });
  console.table(table);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
