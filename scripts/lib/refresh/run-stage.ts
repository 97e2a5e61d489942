import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mirror } from "./mirror.ts";
import { EXIT_CODES, RefreshError, type RefusalKind } from "./refusal.ts";
import { type Isolation, runInSandbox } from "./sandbox.ts";
import type { StageRequest, StageResult } from "./stage.ts";

/** A stage that went through. */
export interface Staged {
  /** SHA-256 by file that generation made. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly peakMiB: number;
  /** Texts that lay where a generator could have found them. */
  readonly honey: readonly string[];
}

/**
 * Runs import and generation in the sandbox, on a mirror in which texts lie around that must not appear in any output.
 *
 * @throws RefreshError as the stage refused, or of kind `limit` or `generate` when it ended otherwise.
 */
export async function runStage(
  mirror: Mirror,
  isolation: Isolation,
  request: StageRequest,
  onStep: (step: string) => void = () => {},
): Promise<Staged> {
  const honey = [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")] as const;
  await writeFile(join(mirror.folder, "honey.json"), JSON.stringify({ type: "string", description: honey[0] }));
  await writeFile(join(mirror.folder, "stage-request.json"), JSON.stringify(request));
  const resultFile = join(mirror.folder, "stage-result.json");
  await writeFile(resultFile, "");
  const script = join(mirror.folder, "scripts/lib/refresh/stage.ts");
  const { status } = await runInSandbox(mirror, isolation, [script], {
    environment: { REFRESH_HONEY: honey[1] },
    onLine: (line) => {
      const step = /^step:([a-z]+)$/.exec(line)?.[1];
      if (step !== undefined) onStep(step);
    },
  });
  const text = await readFile(resultFile, "utf8");
  if (text === "") {
    const hint = status === null ? "ended by the system, too little memory perhaps" : `ended with ${status}`;
    throw new RefreshError({ kind: "generate", rule: "stage", pointer: "#", hint });
  }
  const result: StageResult = JSON.parse(text);
  if (!result.ok) throw new RefreshError({ ...result, kind: toKind(result.kind) });
  return { hashes: result.hashes, peakMiB: result.peakMiB, honey };
}

function toKind(kind: string): RefusalKind {
  return Object.hasOwn(EXIT_CODES, kind) ? (kind as RefusalKind) : "generate";
}
