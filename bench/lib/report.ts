import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { formatTable } from "../../scripts/lib/table.ts";
import { BENCH } from "./paths.ts";

/** One row of a table; all rows of a table have the same columns. */
export type Row = Readonly<Record<string, string | number>>;

/** A figure against the goal that the project has set for it. */
export interface Goal {
  readonly figure: string;
  readonly value: number;
  /** The value may not be greater (`<=`) or not be less (`>=`) than the limit. */
  readonly bound: "<=" | ">=";
  readonly limit: number;
}

/** What one measurement found. */
export interface Report {
  readonly title: string;
  /** How it was measured, in a sentence or two. */
  readonly method: string;
  readonly tables: readonly { readonly caption: string; readonly rows: readonly Row[] }[];
  readonly goals: readonly Goal[];
}

/** Whether the figure reaches its goal. */
export function isMet({ value, bound, limit }: Goal): boolean {
  return bound === "<=" ? value <= limit : value >= limit;
}

/** A report as Markdown. */
export function formatReport(report: Report): string {
  const goals = report.goals.map((goal) => ({
    figure: goal.figure,
    measured: goal.value,
    goal: `${goal.bound} ${goal.limit}`,
    result: isMet(goal) ? "met" : "NOT met",
  }));
  return [
    `# ${report.title}`,
    report.method,
    ...report.tables.flatMap(({ caption, rows }) => [`## ${caption}`, formatTable(rows.map(escapeRow))]),
    ...(goals.length > 0 ? ["## Goals", formatTable(goals)] : []),
    describeMachine(),
  ].join("\n\n");
}

/** A bar in a text would end its cell. */
function escapeRow(row: Row): Row {
  const write = (value: string | number) => (typeof value === "string" ? value.replaceAll("|", "\\|") : value);
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, write(value)]));
}

/** Writes a report to `bench/results/`, as Markdown and as JSON. */
export function writeReport(name: string, report: Report): void {
  const folder = join(BENCH, "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), `${formatReport(report)}\n`);
  const goals = report.goals.map((goal) => ({ ...goal, isMet: isMet(goal) }));
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify({ ...report, goals, machine: readMachine() }, null, 2)}\n`,
  );
}

function readMachine(): Readonly<Record<string, string | number>> {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
  };
}

function describeMachine(): string {
  const { date, cores, memoryGb, platform, node } = readMachine();
  return `Measured ${date}: ${cores} cores, ${memoryGb} GB, ${platform}, Node.js ${node}.`;
}
