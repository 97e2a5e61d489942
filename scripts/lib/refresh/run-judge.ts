import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Comparison } from "../compare/change.ts";
import { readAnswer } from "./answer-file.ts";
import type { Mirror } from "./mirror.ts";
import { type Isolation, runInSandbox } from "./sandbox.ts";

/** What can be asked about what a stage made. */
export interface Judgements {
  /** Names of the generated files, when the gate after lets all of them pass. */
  readonly gate: readonly string[];
  readonly compare: Comparison;
}

/**
 * Asks about what a stage made, in the sandbox.
 *
 * @throws RefreshError as the judge refused, and of kind `limit` when it takes more than the caps.
 */
export async function runJudge<Mode extends keyof Judgements>(
  mirror: Mirror,
  isolation: Isolation,
  mode: Mode,
  honey: readonly string[] = [],
): Promise<Judgements[Mode]> {
  const { folder, vendor } = mirror;
  const script = fileURLToPath(new URL("judge.ts", import.meta.url));
  const result = `results/${mode}.json`;
  const ended = await runInSandbox(mirror, isolation, [script, mode, vendor, folder], {
    environment: { HONEY: honey.join() },
    readable: [fileURLToPath(new URL("../../", import.meta.url))],
    writable: [result],
  });
  return readAnswer(join(folder, result), ended, "output");
}
