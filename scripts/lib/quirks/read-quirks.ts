import { readFileSync } from "node:fs";
import { packagePath } from "../project.ts";
import { findQuirkProblems, type TitlesOf } from "./find-quirk-problems.ts";
import { findTestTitles } from "./find-test-titles.ts";
import { formatQuirkTable } from "./format-quirk-table.ts";
import type { QuirkRow } from "./quirk-row.ts";

/** Name of the table's markers in the packages' READMEs. */
export const QUIRKS_SECTION = "quirks";

/** The list of a vendor's quirks, what is wrong with it, and the table made of it. */
export interface VendorQuirks {
  readonly problems: readonly string[];
  readonly table: string;
}

/** Reads `packages/<vendor>/quirks.json` and the test files that it names. */
export function readQuirks(vendor: string): VendorQuirks {
  const rows: readonly QuirkRow[] = JSON.parse(readFileSync(packagePath(vendor, "quirks.json"), "utf8"));
  return { problems: findQuirkProblems(rows, createTitleReader(vendor)), table: formatQuirkTable(rows) };
}

function createTitleReader(vendor: string): TitlesOf {
  const found = new Map<string, ReturnType<TitlesOf>>();
  return (file) => {
    if (!found.has(file)) found.set(file, readTitles(packagePath(vendor, file)));
    return found.get(file);
  };
}

function readTitles(path: string): ReturnType<TitlesOf> {
  try {
    return findTestTitles(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
