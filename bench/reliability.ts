// Whether the clients survive their vendors: every fault before every class of call of every vendor, judged by what took effect on a server
// that counts. A figure that misses its goal ends the command with a failure: these are promises, not times of a machine.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type Failing,
  listCells,
  measureLimits,
  measureOutages,
  measureRealTime,
  measureTokens,
  nameCell,
  SUBJECTS,
} from "../packages/reliability/src/index.ts";
import { runCommand } from "../scripts/lib/exit.ts";
import { replaceSection } from "../scripts/lib/readme-table.ts";
import { formatTable } from "../scripts/lib/table.ts";
import { BENCH } from "./lib/paths.ts";
import { type Figure, formatFigure, GOAL_RUNS, type Measured, toFigures } from "./lib/reliability-figures.ts";
import { isMet, type Report, type Row, writeReport } from "./lib/report.ts";
import { runShards } from "./lib/run-shards.ts";

const USAGE =
  "Usage: npm run bench:reliability [-- --runs <number>] [--seed <number>] [--only <part of vendor/class/fault>]";
const FIRST_SEED = 20_261_121;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: "string" }, seed: { type: "string" }, only: { type: "string" } },
  });
  const { only } = values;
  const firstSeed = Number(values.seed ?? FIRST_SEED);
  const count = listCells().filter((cell) => only === undefined || nameCell(cell).includes(only)).length;
  const seeds = Math.ceil(Number(values.runs ?? GOAL_RUNS) / count);
  if (!(seeds >= 1) || !Number.isInteger(firstSeed)) throw new TypeError(`Cannot run ${values.runs} runs\n${USAGE}`);
  console.log(`reliability: ${count} cells, seeds ${firstSeed} to ${firstSeed + seeds - 1}`);
  const startedMs = performance.now();
  const { tally, unhandled } = await runShards({ firstSeed, seeds, only });
  console.log(`reliability: ${tally.runs} runs in ${Math.round((performance.now() - startedMs) / 1000)} s`);
  printFailing(tally.failing);
  if (only !== undefined) {
    if (tally.failing.length > 0) process.exitCode = 1;
    return;
  }
  const figures = toFigures({ tally, unhandled, ...(await measureRest(firstSeed)) });
  const rows = figures.map(toRow);
  console.log(`\n${formatTable(rows)}\n`);
  if (figures.some((figure) => !isMet(figure))) process.exitCode = 1;
  if (tally.runs < GOAL_RUNS) return;
  const report = toReport(rows, figures, firstSeed, seeds);
  writeReport("reliability", report);
  const file = join(BENCH, "../README.md");
  writeFileSync(file, replaceSection(readFileSync(file, "utf8"), "reliability", formatTable(rows)));
  console.log("reliability: tables written to bench/results and README.md");
}

let rest: Omit<Measured, "tally" | "unhandled"> | undefined;

async function measureRest(seed: number): Promise<Omit<Measured, "tally" | "unhandled">> {
  const [first] = SUBJECTS;
  if (!first) throw new Error("Cannot measure without a vendor");
  rest = {
    outages: await measureOutages(SUBJECTS, seed),
    tokens: await measureTokens(SUBJECTS, seed),
    limits: await measureLimits(seed),
    realTime: await measureRealTime(first),
  };
  return rest;
}

function printFailing(failing: readonly Failing[]): void {
  for (const { cell, seed, kind, text } of failing) {
    console.log(`${kind}: ${cell}, seed ${seed}: ${text}`);
    console.log(`  npm run bench:reliability -- --only ${cell} --seed ${seed} --runs 1`);
  }
}

function toRow(figure: Figure): Row {
  const { figure: name, bound, limit, unit = "" } = figure;
  return {
    figure: name,
    measured: formatFigure(figure),
    goal: `${bound} ${limit.toLocaleString("en")}${unit && ` ${unit}`}`,
    result: isMet(figure) ? "met" : "missed",
  };
}

function toReport(rows: readonly Row[], figures: readonly Figure[], firstSeed: number, seeds: number): Report {
  const { outages = [], tokens = [], limits = [] } = rest ?? {};
  const round = (value: unknown) => (typeof value === "number" ? Math.round(value * 100) / 100 : value);
  const flat = (all: readonly object[]) =>
    all.map((one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, round(value)])) as Row);
  return {
    title: "Reliability",
    method:
      `${listCells().length} cells (fault, class of call, vendor), seeds ${firstSeed} to ${firstSeed + seeds - 1}, each run with a client, a server, an ` +
      "origin and a clock of its own. The server counts what took effect; what the caller was told is held against that. Calls travel for 5 to 60 ms " +
      "where nothing else is said; one in eight is aborted by its caller, in a quarter of those that pass a second fault follows. `of` with a bound: none in n is below 3/n with 95 % confidence.",
    tables: [
      { caption: "Figures", rows },
      { caption: "An outage of three minutes, 100 callers at once or one each second", rows: flat(outages) },
      { caption: "Tokens", rows: flat(tokens) },
      { caption: "Limits", rows: flat(limits) },
    ],
    goals: figures.map(({ figure, value, bound, limit }) => ({ figure, value, bound, limit })),
  };
}

await runCommand(USAGE, main);
