import { spawnSync } from "node:child_process";
import { BENCH } from "./paths.ts";

/** What a program left behind. */
export interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall time. */
  readonly seconds: number;
}

/** Settings of {@link runProgram}. */
export interface RunOptions {
  /** @default the folder of the benchmark */
  readonly cwd?: string;
  /** Returns a failure instead of throwing. */
  readonly mayFail?: boolean;
}

/**
 * Runs a program to its end and takes the time.
 *
 * @throws Error with the last lines that the program printed, when it fails.
 */
export function runProgram(what: string, command: string, args: readonly string[], options: RunOptions = {}): Finished {
  const startedMs = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: options.cwd ?? BENCH,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, DO_NOT_TRACK: "1", TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1", CI: "1" },
  });
  const seconds = (performance.now() - startedMs) / 1000;
  if (!options.mayFail && (error || status !== 0)) {
    const printed = `${stdout ?? ""}\n${stderr ?? ""}`.trim().split("\n").slice(-15).join("\n");
    throw new Error(`Cannot ${what}: ${error ? error.message : `exit code ${status}`}\n${printed}`);
  }
  return { status: status ?? 1, stdout: stdout ?? "", stderr: stderr ?? "", seconds };
}

/** Runs a JavaScript program with the Node.js that runs this one. */
export function runNode(what: string, args: readonly string[], options?: RunOptions): Finished {
  return runProgram(what, process.execPath, args, options);
}
