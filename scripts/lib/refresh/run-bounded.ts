import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

// Rule: whatever works on a vendor's document ends: by its own, by the cap of time, by the cap of memory, or with the
// command that started it, killed or not.

/** Caps of a child and of everything that it starts. */
export interface Bounds {
  readonly timeoutMs: number;
  /** Resident memory of all of its processes together; watched where the system tells it. */
  readonly maxMiB: number;
}

/** How a child ended. */
export interface Ended {
  readonly status: number | null;
  /** The cap that it was ended for. `memory` also where the system or the engine ended it for want of memory. */
  readonly overrun: "time" | "memory" | undefined;
  /** The end of what it printed, to either stream. */
  readonly output: string;
}

/** Options of {@link runBounded}. */
export interface RunOptions {
  readonly cwd: string;
  /** All variables of the child; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called with each line of standard output. */
  readonly onLine?: (line: string) => void;
}

const MAX_OUTPUT = 64 * 1024;
const WATCH_MS = 100;
const SETPRIV = ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => existsSync(path));
/** A shell adds variables of its own. */
const ENV = ["/usr/bin/env", ...["PWD", "OLDPWD", "SHLVL", "_"].flatMap((name) => ["-u", name])];
/**
 * Makes the system end the child when the command is gone, however it went; one that was gone before the system knew
 * of that wish is found by its number.
 */
const DIE_WITH_PARENT =
  SETPRIV === undefined
    ? []
    : [
        SETPRIV,
        "--pdeathsig",
        "KILL",
        "/bin/sh",
        "-c",
        'test "$PPID" = "$0" && exec "$@"',
        String(process.pid),
        ...ENV,
      ];

/** Runs a command in a process group of its own, within bounds; never rejects because of how it ended. */
export async function runBounded(command: readonly string[], bounds: Bounds, options: RunOptions): Promise<Ended> {
  const [file = "", ...args] = [...DIE_WITH_PARENT, ...command];
  const { cwd, environment: env, onLine = () => {} } = options;
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let overrun: Ended["overrun"];
  const endGroup = () => endProcessGroup(child.pid);
  const stop = (reason: "time" | "memory") => {
    overrun ??= reason;
    endGroup();
  };
  process.once("exit", endGroup);
  const timer = setTimeout(() => stop("time"), Math.max(1, bounds.timeoutMs));
  const watch = setInterval(() => {
    if (readGroupMiB(child.pid) > bounds.maxMiB) stop("memory");
  }, WATCH_MS);
  let output = "";
  const readLines = splitLines(onLine);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-MAX_OUTPUT);
      if (stream === child.stdout) readLines(text);
    });
  }
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once("error", () => resolve([null, null]));
    child.once("close", (code, by) => resolve([code, by]));
  });
  clearTimeout(timer);
  clearInterval(watch);
  process.removeListener("exit", endGroup);
  // What the child started and left behind ends with it.
  endGroup();
  const isOutOfMemory = signal === "SIGKILL" || /JavaScript heap out of memory/u.test(output);
  return { status, overrun: overrun ?? (isOutOfMemory ? "memory" : undefined), output };
}

/** A chunk may end inside of a line. */
function splitLines(onLine: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = (lines.pop() ?? "").slice(-MAX_OUTPUT);
    for (const line of lines) onLine(line);
  };
}

function endProcessGroup(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

/** Resident memory of a process group; 0 where the system does not tell. */
function readGroupMiB(group: number | undefined): number {
  if (group === undefined || !existsSync("/proc/self/stat")) return 0;
  const processes = readdirSync("/proc").filter((name) => /^\d+$/u.test(name));
  const bytes = processes.reduce((sum, name) => sum + readResident(name, group), 0);
  return bytes / (1024 * 1024);
}

function readResident(process: string, group: number): number {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, "utf8");
    // The name of the program stands in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[2]) === group ? Number(fields[21]) * 4096 : 0;
  } catch {
    return 0;
  }
}
