import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mirror } from "./mirror.ts";
import { RefreshError } from "./refusal.ts";

// Rule: code that works on a vendor's document, and code that was made from it, runs with an empty environment, sees
// the mirror and the installed packages only, and reaches no network. What took the network away is said each time.

/** How the network is taken from a child: by the system, or by refusing sockets inside the process. */
export interface Isolation {
  readonly name: "network namespace" | "network namespace of an own user" | "sockets refused in the process";
  readonly command: readonly string[];
  readonly nodeFlags: readonly string[];
}

/** How a child ended. */
export interface SandboxResult {
  readonly status: number | null;
  readonly isTimeout: boolean;
  readonly output: string;
}

const MAX_OUTPUT = 64 * 1024;
const UNSHARE = ["/usr/bin/unshare", "/bin/unshare"];

/** The strongest isolation that this system allows; found by trying. */
export function findIsolation(): Isolation {
  const unshare = UNSHARE.find((path) => existsSync(path));
  const works = (flag: string) =>
    unshare !== undefined && spawnSync(unshare, [flag, process.execPath, "-e", "0"], { env: {} }).status === 0;
  if (unshare && works("-n")) return { name: "network namespace", command: [unshare, "-n"], nodeFlags: [] };
  if (unshare && works("-rn")) {
    return { name: "network namespace of an own user", command: [unshare, "-rn"], nodeFlags: [] };
  }
  const guard = fileURLToPath(new URL("refuse-sockets.ts", import.meta.url));
  return { name: "sockets refused in the process", command: [], nodeFlags: ["--import", guard] };
}

/** Folders of installed packages and of the mirror. */
function readable({ root, folder, vendor }: Mirror): string[] {
  const modules = ["", "scripts", "packages/testing", "packages/runtime", `packages/${vendor}`];
  const installed = modules.map((place) => join(root, place, "node_modules")).filter((path) => existsSync(path));
  return [...new Set([folder, ...installed, ...installed.map((path) => realpathSync(path)), import.meta.dirname])];
}

/**
 * Runs a script of the mirror in the sandbox; it may write below the mirror only.
 *
 * @param onLine - called with each line that the child prints
 * @throws RefreshError of kind `limit` when it takes longer than the cap.
 */
export async function runInSandbox(
  mirror: Mirror,
  isolation: Isolation,
  args: readonly string[],
  { environment = {}, timeoutMs = 60_000, onLine = () => {} }: SandboxOptions = {},
): Promise<SandboxResult> {
  const flags = [
    ...["--permission", "--max-old-space-size=1536", "--disable-warning=ExperimentalWarning"],
    ...["--disable-warning=SecurityWarning", `--allow-fs-write=${mirror.folder}`],
    ...readable(mirror).map((path) => `--allow-fs-read=${path}`),
    ...isolation.nodeFlags,
  ];
  const [command = "", ...commandArgs] = [...isolation.command, process.execPath, ...flags, ...args];
  const child = spawn(command, commandArgs, {
    cwd: mirror.folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const endGroup = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  const onExit = () => endGroup();
  process.once("exit", onExit);
  let isTimeout = false;
  const timer = setTimeout(() => {
    isTimeout = true;
    endGroup();
  }, timeoutMs);
  let output = "";
  let rest = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-MAX_OUTPUT);
      if (stream !== child.stdout) return;
      // A chunk may end inside of a line.
      const lines = (rest + text).split("\n");
      rest = (lines.pop() ?? "").slice(-MAX_OUTPUT);
      for (const line of lines) onLine(line);
    });
  }
  const status = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", (code) => resolve(code));
  });
  clearTimeout(timer);
  process.removeListener("exit", onExit);
  if (isTimeout) {
    throw new RefreshError({ kind: "limit", rule: "time", pointer: "#", hint: `more than ${timeoutMs} ms` });
  }
  return { status, isTimeout, output };
}

/** Options of {@link runInSandbox}. */
export interface SandboxOptions {
  /** Variables of the child. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 60 s */
  readonly timeoutMs?: number;
  readonly onLine?: (line: string) => void;
}
