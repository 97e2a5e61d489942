// How much memory a process holds.
import { execFileSync } from "node:child_process";

/** Memory that a process holds in RAM, in MiB. */
export function readMemoryMiB(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).trim()) / 1024;
}
