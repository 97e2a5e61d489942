// Whether our comparison of documents finds what oasdiff finds: real revisions of the vendors, and seeded mutations of every kind that has a
// direction. An error of oasdiff that we call less than breaking, and that bench/diff/explanations.ts does not explain, ends the command with a failure.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../scripts/lib/exit.ts";
import { ROOT } from "../scripts/lib/project.ts";
import { replaceSection } from "../scripts/lib/readme-table.ts";
import { formatTable } from "../scripts/lib/table.ts";
import { type JudgedPair, judgePair } from "./diff/judge-pair.ts";
import { measureSpeed } from "./diff/measure-speed.ts";
import { prepareJudge } from "./diff/oasdiff.ts";
import { mutatedPairs, type Pair, readRealPairs } from "./diff/pairs.ts";
import { toReport } from "./diff/to-report.ts";
import { BENCH, CACHE } from "./lib/paths.ts";
import { formatReport, isMet, writeReport } from "./lib/report.ts";

const USAGE =
  "Usage: npm run bench:diff [-- --seed <number>] [--rounds <number>] [--only <vendor>] [--revisions <folder>] [--require]";
const SEED = 20_261_121;
const FOLDER = join(CACHE, "diff");

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ seed: { type: "string" }, rounds: { type: "string" }, only: { type: "string" } },
      ...{ revisions: { type: "string" }, require: { type: "boolean" } },
    },
  });
  const version = prepareJudge();
  if (version === undefined) {
    console.log(`diff: skipped, there is no oasdiff for ${process.platform}-${process.arch}; nothing was compared`);
    if (values.require) process.exitCode = 1;
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  const [seed, rounds] = [Number(values.seed ?? SEED), Number(values.rounds ?? 1)];
  if (!Number.isInteger(seed) || !(rounds >= 1)) throw new TypeError(`Cannot use these numbers\n${USAGE}`);
  const real = values.only === undefined ? await readReal(values.revisions) : [];
  const options = { seed, rounds, only: values.only };
  const revisions = await judgeAll("real revisions", real);
  const mutations = await judgeAll("mutations", mutatedPairs(options));
  const speedPair =
    real.findLast(({ vendor }) => vendor === "palette") ??
    mutatedPairs({ ...options, only: values.only ?? "palette" }).next().value;
  const speed = speedPair ? await measureSpeed(FOLDER, speedPair) : [];
  const outcome = { version, seed, revisions, mutations, speed, speedPair };
  writeFileSync(join(FOLDER, "outcome.json"), JSON.stringify({ ...outcome, speedPair: undefined }));
  const report = toReport(outcome);
  console.log(`\n${formatReport(report)}\n`);
  if (report.goals.some((goal) => goal.isPromise && !isMet(goal))) process.exitCode = 1;
  if (values.only !== undefined || seed !== SEED || real.length === 0) return;
  const goals = report.goals.map(({ isPromise: _, ...goal }) => goal);
  writeReport("diff", { ...report, goals });
  const rows = goals.map((goal) => ({
    figure: goal.figure,
    measured: goal.value.toLocaleString("en"),
    goal: `${goal.bound} ${goal.limit.toLocaleString("en")}`,
    result: isMet(goal) ? "met" : "missed",
  }));
  const file = join(BENCH, "../README.md");
  writeFileSync(file, replaceSection(readFileSync(file, "utf8"), "diff", formatTable(rows)));
  console.log("diff: tables written to bench/results and README.md");
}

async function readReal(given: string | undefined): Promise<Pair[]> {
  const folder = given ?? join(ROOT, "../shared/vendor-docs");
  const pairs = await readRealPairs(folder);
  if (pairs.length === 0) console.log("diff: no folder with real revisions: mutations of the committed documents only");
  return pairs;
}

/** Three at a time, because each waits for a program of another process; in the order of the pairs. */
async function judgeAll(what: string, pairs: Iterable<Pair>): Promise<JudgedPair[]> {
  const judged: JudgedPair[] = [];
  const queue = pairs[Symbol.iterator]();
  let taken = 0;
  const work = async (slot: number) => {
    const folder = join(FOLDER, String(slot));
    mkdirSync(folder, { recursive: true });
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const index = taken++;
      judged[index] = await judgePair(folder, next.value);
      if (taken % 50 === 0) console.log(`diff: ${taken} ${what}`);
    }
  };
  await Promise.all([0, 1, 2].map(work));
  return judged;
}

await runCommand(USAGE, main);
