import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceSection } from "../../scripts/lib/readme-table.ts";
import { formatTable } from "../../scripts/lib/table.ts";
import { BENCH } from "./paths.ts";
import type { Goal } from "./report.ts";

/** Writes every goal of the last results into the project's README, so that its table is what was measured and nothing else. */
export function writeReadme(names: readonly string[]): void {
  const rows = names.flatMap((name) => {
    const { goals }: { goals: (Goal & { isMet: boolean })[] } = JSON.parse(
      readFileSync(join(BENCH, "results", `${name}.json`), "utf8"),
    );
    return goals.map(({ figure, value, bound, limit, isMet }) => ({
      table: `[${name}](bench/results/${name}.md)`,
      figure,
      measured: String(value),
      goal: `${bound} ${limit}`,
      result: isMet ? "met" : "missed",
    }));
  });
  const file = join(BENCH, "../README.md");
  writeFileSync(file, replaceSection(readFileSync(file, "utf8"), "figures", formatTable(rows)));
}
