import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A process that works. */
export interface Working {
  readonly pid: number;
  readonly command: string;
  readonly mib: number;
}

/** Processes that name a folder on their command line; none where the system does not tell. */
export function listProcesses(folder: string): Working[] {
  if (!existsSync("/proc/self/cmdline")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid);
  return pids.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      if (!command.includes(folder)) return [];
      const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
      return [{ pid: Number(pid), command, mib: (pages * 4096) / (1024 * 1024) }];
    } catch {
      return [];
    }
  });
}
