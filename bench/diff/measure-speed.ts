import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BENCH } from "../lib/paths.ts";
import { interleave, spreadOf } from "../lib/statistics.ts";
import { writePair } from "./judge-pair.ts";
import { judgeCommand } from "./oasdiff.ts";
import type { Pair } from "./pairs.ts";

/** Seconds of wall time and peak memory of one program. */
interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Least and median of both programs. */
export interface Costs {
  readonly name: string;
  readonly min: number;
  readonly median: number;
  readonly megabytes: number;
}

const ROUNDS = 7;

/** Compares the pair by both, each as a program of its own that reads two files and writes JSON, in turns. */
export async function measureSpeed(folder: string, pair: Pair): Promise<Costs[]> {
  const files = writePair(folder, pair);
  const commands = new Map<string, [string, string[]]>([
    ["ours, with the start of Node.js", [process.execPath, [join(BENCH, "diff/compare-files.ts"), ...files]]],
    ["oasdiff", judgeCommand(...files)],
  ]);
  const runs = await interleave([...commands], ROUNDS, ([, [program, args]]) => runOnce(program, args));
  return [...runs].map(([[name], costs]) => ({
    name,
    ...spreadOf(costs.map(({ seconds }) => seconds)),
    megabytes: spreadOf(costs.map(({ megabytes }) => megabytes)).median,
  }));
}

/** Linux tells a process's peak until it ends, so it is asked again and again. */
async function runOnce(program: string, args: readonly string[]): Promise<Cost> {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"], env: {} });
  child.stdout.resume();
  let kilobytes = 0;
  const timer = setInterval(() => {
    kilobytes = Math.max(kilobytes, readPeak(child.pid));
  }, 5);
  const [code] = await once(child, "close");
  const seconds = (performance.now() - startedMs) / 1000;
  clearInterval(timer);
  if (code !== 0) throw new Error(`Cannot measure the comparison: exit code ${code}`);
  return { seconds, megabytes: kilobytes / 1024 };
}

function readPeak(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
