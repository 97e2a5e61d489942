import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import {
  listTree,
  type ProcessEntry,
  readChildSeconds,
  readMemory,
  readParent,
} from "../../scripts/lib/replay/process-tree.ts";
import type { Run } from "../../scripts/lib/replay/step.ts";

const INTERVAL_MS = 100;

/** Runs a script to its end; takes the time, the processor time, and every tenth of a second the memory of all of its processes. */
export async function runMeasured(cwd: string, args: readonly string[]): Promise<Run> {
  const startedMs = performance.now();
  const usedBefore = readChildSeconds(read("self", "stat"));
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NO_COLOR: "1" }, stdio: "pipe" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  let peakKiB = 0;
  const timer = setInterval(() => {
    peakKiB = Math.max(peakKiB, child.pid === undefined ? 0 : measureTree(child.pid));
  }, INTERVAL_MS);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(() => clearInterval(timer));
  const seconds = (performance.now() - startedMs) / 1000;
  const cpuSeconds = readChildSeconds(read("self", "stat")) - usedBefore;
  const told = peakKiB === 0 ? {} : { cpuSeconds, peakMiB: Math.ceil(peakKiB / 1024) };
  return { status: status ?? 1, output, seconds, ...told };
}

function measureTree(root: number): number {
  return listTree(listProcesses(), root).reduce((sum, pid) => sum + readMemory(read(pid, "smaps_rollup")), 0);
}

/** Every process of this system; none where there is no `/proc`. */
function listProcesses(): ProcessEntry[] {
  const names = existsSync("/proc/self/stat") ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [];
  return names.map(Number).flatMap((pid) => {
    const stat = read(pid, "stat");
    return stat === "" ? [] : [{ pid, parent: readParent(stat) }];
  });
}

/** Processes end while they are looked at. */
function read(pid: number | "self", file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
