// Whether hostile input does anything: every one that the tests know, through the whole refresh command on a private copy of the project, with
// texts, a variable and a listener that nothing may touch. Anything but a refusal or nothing at all fails the command.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../scripts/lib/exit.ts";
import { replaceSection } from "../scripts/lib/readme-table.ts";
import { HOSTILE_KINDS } from "../scripts/lib/refresh/gate/hostile-kinds.ts";
import { copyProject, type ProjectCopy } from "../scripts/lib/refresh/project-copy.ts";
import { ALL_INERT, HOSTILE_RUNS, type HostileRun } from "../scripts/lib/refresh/proof/hostile-runs.ts";
import { type Tried, tryHostile } from "../scripts/lib/refresh/proof/try-hostile.ts";
import { formatTable } from "../scripts/lib/table.ts";
import { BENCH } from "./lib/paths.ts";
import { type Goal, isMet, type Row, writeReport } from "./lib/report.ts";

const USAGE = "Usage: npm run bench:hostile [-- <kind>...]    the other kinds stay as they were measured last";
const WORKERS = 2;

/** One input, as the table of all inputs shows it. */
interface InputRow extends Row {
  readonly kind: number;
  readonly input: string;
  readonly outcome: string;
  readonly "exit code": number;
  readonly seconds: number;
  readonly MiB: number;
  readonly faults: number;
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const kinds = positionals.map(Number);
  const isChosen = ({ kind }: { readonly kind: number }) => kinds.length === 0 || kinds.includes(kind);
  const rows: InputRow[] = kinds.length === 0 ? [] : readRows().filter((row) => !isChosen(row));
  const waiting = [...HOSTILE_RUNS, ALL_INERT].filter(isChosen);
  const work = async (): Promise<void> => {
    const copies = new Map<string, ProjectCopy>();
    for (let run = waiting.shift(); run; run = waiting.shift()) rows.push(toRow(await tryOne(copies, run)));
    for (const copy of copies.values()) copy.remove();
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  write(rows.toSorted((a, b) => a.kind - b.kind || (a.input < b.input ? -1 : 1)));
}

function write(rows: readonly InputRow[]): void {
  const goals = toGoals(rows);
  if (!goals.every(isMet)) process.exitCode = 1;
  const safe = rows.filter(({ faults }) => faults === 0).length;
  const total = `${safe} of ${rows.length} refused or inert; none reached a file, a variable or an address.`;
  const table = formatTable(toKindRows(rows));
  writeReport("hostile", {
    title: "Hostile documents",
    method:
      "Each input through `scripts/refresh.ts` in a process of its own, on a private copy of the project, two at a time. Peak memory: the command " +
      `and its children, looked at ten times a second, shared pages counted in each. ${total}`,
    tables: [
      { caption: "By kind", rows: toKindRows(rows) },
      { caption: "Each input", rows },
    ],
    goals,
  });
  const file = join(BENCH, "../SECURITY.md");
  writeFileSync(file, replaceSection(readFileSync(file, "utf8"), "hostile", `${table}\n\n${total}`));
  console.log(`\n${table}\n\n${total}`);
}

/** What the last run found, for a run of some kinds only. */
function readRows(): InputRow[] {
  const report = JSON.parse(readFileSync(join(BENCH, "results/hostile.json"), "utf8"));
  return report.tables[1].rows;
}

async function tryOne(copies: Map<string, ProjectCopy>, run: HostileRun): Promise<Tried> {
  const copy = copies.get(run.vendor) ?? copyProject(run.vendor);
  copies.set(run.vendor, copy);
  const tried = await tryHostile(copy, run);
  console.log(`hostile: ${run.kind} ${show(run.title)}: ${tried.outcome}, exit ${tried.exitCode}`);
  for (const fault of tried.faults) console.log(`hostile: FAULT ${fault}`);
  return tried;
}

function toKindRows(rows: readonly InputRow[]): Row[] {
  return [...HOSTILE_KINDS].map(([kind, input]) => {
    const own = rows.filter((row) => row.kind === kind);
    const listOf = (values: readonly (string | number)[]) => [...new Set(values)].sort().join(", ");
    return {
      "#": kind,
      input,
      inputs: own.length,
      outcome: listOf(own.map(({ outcome }) => outcome)),
      "exit code": listOf(own.map((row) => row["exit code"])),
      "s at most": Math.max(...own.map(({ seconds }) => seconds)).toFixed(1),
      "MiB at most": Math.max(...own.map(({ MiB }) => MiB)),
      faults: own.reduce((sum, { faults }) => sum + faults, 0),
    };
  });
}

function toRow({ kind, title, outcome, exitCode, seconds, mib, faults }: Tried): InputRow {
  const rounded = { seconds: Math.round(seconds * 10) / 10, MiB: Math.round(mib) };
  return { kind, input: show(title), outcome, "exit code": exitCode ?? -1, ...rounded, faults: faults.length };
}

/** Titles quote hostile names, so they are shown as plain characters. */
function show(title: string): string {
  return title.replace(/[^\x20-\x7e]/gu, "?").replaceAll(/[`<>|@]/gu, "?");
}

function toGoals(rows: readonly InputRow[]): Goal[] {
  const kinds = new Set(rows.map(({ kind }) => kind));
  const tried = [...HOSTILE_KINDS.keys()].filter((kind) => kinds.has(kind)).length;
  return [
    { figure: "faults", value: rows.reduce((sum, { faults }) => sum + faults, 0), bound: "<=", limit: 0 },
    { figure: "inputs", value: rows.length, bound: ">=", limit: 150 },
    { figure: "kinds tried", value: tried, bound: ">=", limit: HOSTILE_KINDS.size },
    {
      figure: "seconds of the slowest",
      value: Math.max(...rows.map(({ seconds }) => seconds)),
      bound: "<=",
      limit: 60,
    },
    { figure: "MiB of the biggest", value: Math.max(...rows.map(({ MiB }) => MiB)), bound: "<=", limit: 2048 },
  ];
}

await runCommand(USAGE, main);
