// Whether a refresh needs hand work: every revision that a vendor has published, one after the other, by the command itself on a private copy
// of the project. What has to hold ends the command with a failure when it does not; times and memory are printed only.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../scripts/lib/exit.ts";
import { replaceSection } from "../scripts/lib/readme-table.ts";
import { copyProject } from "../scripts/lib/refresh/project-copy.ts";
import { replayVendor } from "../scripts/lib/replay/replay-vendor.ts";
import { orderRevisions, type VendorHistory } from "../scripts/lib/replay/revisions.ts";
import type { Step } from "../scripts/lib/replay/step.ts";
import { isUnexpected, toChangeRows, toGoals, toSummaryRows, toTimeRows } from "../scripts/lib/replay/tables.ts";
import { formatTable } from "../scripts/lib/table.ts";
import { VENDORS, type Vendor } from "../scripts/lib/vendors.ts";
import { BENCH } from "./lib/paths.ts";
import { isMet, type Report, writeReport } from "./lib/report.ts";
import { runMeasured } from "./replay/run-measured.ts";

const USAGE = `Usage: npm run bench:replay -- <folder> [--only <vendor>] [--rounds <number>]

<folder> holds a folder for each vendor, named as in specs/, with the vendor's documents in it. Their names are days or versions with year and
month, such as 2026-04-23.json, 26.1.59.json or 2026-08-19.graphql; 26.1.59.public.json is a part of a revision, which has to be refused.`;

/** How often the command runs for each step: a median needs three. */
const ROUNDS = 3;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: "string" }, rounds: { type: "string" } },
  });
  const rounds = Number(values.rounds ?? ROUNDS);
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError(`Cannot run "${values.rounds}" rounds\n${USAGE}`);
  const histories = findHistories(positionals[0]).filter(([{ name }]) => name === (values.only ?? name));
  if (histories.length === 0) throw new TypeError(`Cannot replay: no vendor has two revisions there\n${USAGE}`);
  const steps: Step[] = [];
  for (const [vendor, history] of histories) steps.push(...(await replay(vendor, history, rounds)));
  const goals = toGoals(steps);
  if (steps.some(isUnexpected) || goals.some((goal) => goal.limit === 0 && !isMet(goal))) process.exitCode = 1;
  const report = toReport(steps, rounds);
  for (const { caption, rows } of report.tables) console.log(`\n${caption}\n\n${formatTable(rows)}`);
  const table = formatTable(goals.map((goal) => ({ ...goal, result: isMet(goal) ? "met" : "missed" })));
  console.log(`\n${table}\n`);
  if (values.only !== undefined || rounds < ROUNDS) return;
  writeReport("replay", report);
  writeTable("README.md", table);
  writeTable("SECURITY.md", formatTable(toSummaryRows(steps)));
  console.log("replay: tables written to bench/results, README.md and SECURITY.md");
}

/** The vendors that have several revisions there. */
function findHistories(folder: string | undefined): [Vendor, VendorHistory][] {
  if (folder === undefined) throw new TypeError(`Cannot replay without a folder of documents\n${USAGE}`);
  if (!existsSync(folder)) throw new TypeError(`Cannot replay: the folder "${folder}" does not exist\n${USAGE}`);
  return VENDORS.flatMap((vendor): [Vendor, VendorHistory][] => {
    const place = resolve(folder, vendor.name);
    const files = existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [];
    const history = orderRevisions(files);
    return history.revisions.length > 1 ? [[vendor, history]] : [];
  });
}

async function replay(vendor: Vendor, history: VendorHistory, rounds: number): Promise<Step[]> {
  const copy = copyProject(vendor.name);
  try {
    return await replayVendor(vendor, history, {
      ...copy,
      rounds,
      run: (args) => runMeasured(copy.root, [join(copy.root, "scripts/refresh.ts"), ...args]),
      onStep: (step) => {
        const level = step.level === undefined ? "nothing changed" : step.level;
        const seconds = step.runs.map((run) => `${run.seconds.toFixed(1)} s`).join(", ");
        console.log(`replay: ${vendor.name} ${step.revision}: exit ${step.status}, ${level}, ${seconds}`);
        if (isUnexpected(step)) console.log((step.proved ?? step.runs.at(-1))?.output);
      },
    });
  } finally {
    copy.remove();
  }
}

function toReport(steps: readonly Step[], rounds: number): Report {
  return {
    title: "Replay of the vendors' revisions",
    method:
      "Each vendor with several revisions at hand, on a private copy of the project, by `scripts/refresh.ts <vendor> --from <file>`: from what is " +
      "committed to the oldest revision (base), from there to each next one, at last the same bytes again. Every step starts from the same files " +
      `${rounds} times without contract tests and once with them, and has to make the same files each time. Days of versions are the first of their ` +
      "month. Peak memory: all processes of the command together, ten times a second, pages that they share counted once. " +
      "`s of processor`: least of all processes together, which other work on the machine hardly changes. `load`: processes that " +
      "wanted one of the cores while the step ran.",
    tables: [
      { caption: "What changed", rows: toChangeRows(steps) },
      { caption: "Time and memory", rows: toTimeRows(steps) },
    ],
    goals: toGoals(steps),
  };
}

function writeTable(name: string, table: string): void {
  const file = join(BENCH, "..", name);
  writeFileSync(file, replaceSection(readFileSync(file, "utf8"), "replay", table));
}

await runCommand(USAGE, main);
