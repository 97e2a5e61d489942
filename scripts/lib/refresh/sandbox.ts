import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mirror } from "./mirror.ts";
import { RefreshError } from "./refusal.ts";
import { type Ended, runBounded } from "./run-bounded.ts";

// Rule: code that works on a vendor's document, and code that was made from it, runs with an empty environment, sees
// the mirror and the installed packages only, writes named places of the mirror only, so that it cannot change code that
// runs later, and reaches no network. What took the network away is said each time.

/** How the network is taken from a child: by the system, or by refusing sockets inside the process. */
export interface Isolation {
  readonly name: "network namespace" | "network namespace of an own user" | "sockets refused in the process";
  readonly command: readonly string[];
  readonly nodeFlags: readonly string[];
}

/** Nothing of any other folder is run, whatever the search path says. */
const SYSTEM_FOLDERS = ["/usr/bin", "/bin"];

/** The strongest isolation that this system allows; found by trying. A search path without system folders has none. */
export function findIsolation(searchPath = process.env["PATH"] ?? ""): Isolation {
  const folders = searchPath.split(":").filter((folder) => SYSTEM_FOLDERS.includes(folder));
  const unshare = folders.map((folder) => `${folder}/unshare`).find((path) => existsSync(path));
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
 * Runs a script in the sandbox; it reads the mirror and the installed packages, and writes what it is told it may.
 *
 * @throws RefreshError of kind `limit` when it takes more than the caps.
 */
export async function runInSandbox(
  mirror: Mirror,
  isolation: Isolation,
  args: readonly string[],
  options: SandboxOptions,
): Promise<Ended> {
  const { environment = {}, onLine = () => {} } = options;
  const flags = [
    ...["--permission", "--max-old-space-size=1536", "--disable-warning=ExperimentalWarning"],
    "--disable-warning=SecurityWarning",
    ...options.writable.map((place) => `--allow-fs-write=${join(mirror.folder, place)}`),
    ...[...readable(mirror), ...(options.readable ?? [])].map((path) => `--allow-fs-read=${path}`),
    ...isolation.nodeFlags,
  ];
  const command = [...isolation.command, process.execPath, ...flags, ...args];
  return refuseOverrun(await runBounded(command, mirror.bounds(), { cwd: mirror.folder, environment, onLine }));
}

/** @throws RefreshError of kind `limit` for a child that was ended for a cap. */
export function refuseOverrun(ended: Ended): Ended {
  if (ended.overrun === undefined) return ended;
  const hint = ended.overrun === "time" ? "took longer than it may" : "took more memory than it may";
  throw new RefreshError({ kind: "limit", rule: ended.overrun, pointer: "#", hint });
}

/** Options of {@link runInSandbox}. */
export interface SandboxOptions {
  /** Variables of the child. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders and files below the mirror that the child may write. */
  readonly writable: readonly string[];
  /** Further folders and files that it may read, absolute. */
  readonly readable?: readonly string[];
  readonly onLine?: (line: string) => void;
}
