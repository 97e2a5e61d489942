import { spawn } from "node:child_process";
import { join } from "node:path";

import type { ProjectCopy } from "../project-copy.ts";
import type { CommandSeams } from "./command-with-seams.ts";
import { listProcesses } from "./list-processes.ts";

/** How a whole command ended. */
export interface Refreshed {
  readonly status: number | null;
  /** Everything that it printed. */
  readonly output: string;
  readonly seconds: number;
  /** Most that the command and its children held at once, as far as was seen. */
  readonly mib: number;
}

/** Options of {@link runRefresh}. */
export interface RunRefreshOptions {
  readonly seams?: CommandSeams;
  readonly environment?: Readonly<Record<string, string>>;
  /** @default refresh.ts */
  readonly script?: string;
  /** Looks at the memory of all processes ten times a second. */
  readonly isMeasured?: boolean;
  /** A shell line before the command, as `umask 077`. */
  readonly prelude?: string;
  /** Called with everything printed so far, after each piece of it. */
  readonly onOutput?: (output: string, pid: number) => void;
}

/** Runs `npm run refresh` of a copy of the project, in a process group of its own. */
export async function runRefresh(
  { root }: Pick<ProjectCopy, "root">,
  args: readonly string[],
  {
    seams,
    environment = {},
    prelude = ":",
    isMeasured = false,
    script: name = "refresh.ts",
    onOutput = () => {},
  }: RunRefreshOptions = {},
): Promise<Refreshed> {
  const scripts = join(root, "scripts");
  const script =
    seams === undefined
      ? [join(scripts, name)]
      : [join(scripts, "lib/refresh/proof/command-with-seams.ts"), JSON.stringify(seams)];
  const startedMs = performance.now();
  const env = { PATH: process.env["PATH"] ?? "", HOME: root, ...environment };
  const command = [`${prelude}; exec "$@"`, "sh", process.execPath, ...script, ...args];
  const child = spawn("/bin/sh", ["-c", ...command], { cwd: root, env, detached: true });
  let output = "";
  let mib = 0;
  const watch =
    isMeasured &&
    setInterval(() => {
      mib = Math.max(
        mib,
        listProcesses(root).reduce((sum, one) => sum + one.mib, 0),
      );
    }, 100);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      onOutput(output, child.pid ?? 0);
    });
  }
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (watch) clearInterval(watch);
  return { status, output, seconds: (performance.now() - startedMs) / 1000, mib };
}
