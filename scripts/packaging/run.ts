import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  /** What it printed, to both. */
  readonly output: string;
}

/** A program that runs. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Waits for words in what it prints. @throws Error when it ends before. */
  printed(words: RegExp): Promise<RegExpExecArray>;
  stop(): void;
}

/** Process groups that have not ended. */
const running = new Set<number>();

/** Ends whatever a failed test has left behind. */
export function stopAll(): void {
  for (const group of running) stopGroup(group);
}

/** Starts a program in a folder; without colours, and without what a test runner around it has set. */
export function start(command: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): Running {
  const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, NODE_ENV: ____, ...env } = process.env;
  // A group of its own: npx does not hand a signal on to what it runs.
  const child = spawn(command, args, {
    cwd,
    env: { ...env, NO_COLOR: "1", ...more },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const group = child.pid;
  if (group !== undefined) running.add(group);
  let output = "";
  const collect = (text: string): void => {
    output += text;
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", collect);
  const ended = once(child, "close").then(([code]): Ended => {
    if (group !== undefined) running.delete(group);
    return { code, output };
  });
  return {
    ended,
    stop: () => group !== undefined && stopGroup(group),
    printed: (words) => waitFor(child, words, () => output),
  };
}

function stopGroup(group: number): void {
  try {
    process.kill(-group, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], cwd: string, more?: NodeJS.ProcessEnv): Promise<Ended> {
  return start(command, args, cwd, more).ended;
}

function waitFor(child: ChildProcess, words: RegExp, read: () => string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = words.exec(read());
      if (found) resolve(found);
    };
    child.stdout?.on("data", look);
    child.once("close", () => reject(new Error(`ended before it printed ${words}: ${read()}`)));
    look();
  });
}
