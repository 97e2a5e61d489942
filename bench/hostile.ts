// Whether hostile input does anything: every one that the tests know, through the whole refresh command on a private copy of the project, with
// texts, a variable and a listener that nothing may touch. Anything but a refusal or nothing at all fails the command.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../scripts/lib/exit.ts";
import { replaceSection } from "../scripts/lib/readme-table.ts";
import { HOSTILE_KINDS } from "../scripts/lib/refresh/gate/hostile-kinds.ts";
import { copyProject, type ProjectCopy } from "../scripts/lib/refresh/project-copy.ts";
import { ALL_INERT, HOSTILE_RUNS, type HostileRun } from "../scripts/lib/refresh/proof/hostile-runs.ts";
import { type Tried, tryHostile } from "../scripts/lib/refresh/proof/try-hostile.ts";
import { formatTable } from "../scripts/lib/table.ts";
import { BENCH } from "./lib/paths.ts";
import { type Goal, isMet, type Row, writeReport } from "./lib/report.ts";

const USAGE = "Usage: npm run bench:hostile";
const WORKERS = 2;

async function main(): Promise<void> {
  const tried: Tried[] = [];
  const waiting = [...HOSTILE_RUNS, ALL_INERT];
  const work = async (): Promise<void> => {
    const copies = new Map<string, ProjectCopy>();
    for (let run = waiting.shift(); run; run = waiting.shift()) tried.push(await tryOne(copies, run));
    for (const copy of copies.values()) copy.remove();
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  tried.sort((a, b) => a.kind - b.kind || (a.title < b.title ? -1 : 1));
  const goals = toGoals(tried);
  if (!goals.every(isMet)) process.exitCode = 1;
  const safe = tried.filter(({ faults }) => faults.length === 0).length;
  const total = `${safe} of ${tried.length} refused or inert, none reached a file, a variable or an address.`;
  writeReport("hostile", {
    title: "Hostile documents",
    method:
      "Each input through `scripts/refresh.ts` in a process of its own, on a private copy of the project, two at a time. Peak memory: the command " +
      `and its children, looked at ten times a second, shared pages counted in each. ${total}`,
    tables: [
      { caption: "By kind", rows: toKindRows(tried) },
      { caption: "Each input", rows: tried.map(toRow) },
    ],
    goals,
  });
  const file = join(BENCH, "../SECURITY.md");
  const section = `${formatTable(toKindRows(tried))}\n\n${total}`;
  writeFileSync(file, replaceSection(readFileSync(file, "utf8"), "hostile", section));
  console.log(`\n${formatTable(toKindRows(tried))}\n\n${total}`);
}

async function tryOne(copies: Map<string, ProjectCopy>, run: HostileRun): Promise<Tried> {
  const copy = copies.get(run.vendor) ?? copyProject(run.vendor);
  copies.set(run.vendor, copy);
  const tried = await tryHostile(copy, run);
  console.log(`hostile: ${run.kind} ${show(run.title)}: ${tried.outcome}, exit ${tried.exitCode}`);
  for (const fault of tried.faults) console.log(`hostile: FAULT ${fault}`);
  return tried;
}

function toKindRows(tried: readonly Tried[]): Row[] {
  return [...HOSTILE_KINDS].map(([kind, input]) => {
    const own = tried.filter((one) => one.kind === kind);
    const listOf = (values: readonly (string | number | null)[]) => [...new Set(values)].sort().join(", ");
    return {
      "#": kind,
      input,
      inputs: own.length,
      outcome: listOf(own.map(({ outcome }) => outcome)),
      "exit code": listOf(own.map(({ exitCode }) => exitCode)),
      "s at most": Math.max(...own.map(({ seconds }) => seconds)).toFixed(1),
      "MiB at most": Math.round(Math.max(...own.map(({ mib }) => mib))),
      faults: own.reduce((sum, { faults }) => sum + faults.length, 0),
    };
  });
}

function toRow({ kind, title, outcome, exitCode, seconds, mib }: Tried): Row {
  return {
    "#": kind,
    input: show(title),
    outcome,
    "exit code": exitCode ?? "",
    s: seconds.toFixed(1),
    MiB: Math.round(mib),
  };
}

/** Titles quote hostile names, so they are shown as plain characters. */
function show(title: string): string {
  return title.replace(/[^\x20-\x7e]/gu, "?").replaceAll(/[`<>|@]/gu, "?");
}

function toGoals(tried: readonly Tried[]): Goal[] {
  const kinds = new Set(tried.filter(({ faults }) => faults.length === 0).map(({ kind }) => kind));
  const most = (values: readonly number[]) => Math.ceil(Math.max(...values));
  return [
    { figure: "faults", value: tried.flatMap(({ faults }) => faults).length, bound: "<=", limit: 0 },
    { figure: "inputs", value: tried.length, bound: ">=", limit: 150 },
    {
      figure: "kinds tried",
      value: [...HOSTILE_KINDS.keys()].filter((kind) => kinds.has(kind)).length,
      bound: ">=",
      limit: HOSTILE_KINDS.size,
    },
    { figure: "seconds of the slowest", value: most(tried.map(({ seconds }) => seconds)), bound: "<=", limit: 60 },
    { figure: "MiB of the biggest", value: most(tried.map(({ mib }) => mib)), bound: "<=", limit: 2048 },
  ];
}

await runCommand(USAGE, main);
