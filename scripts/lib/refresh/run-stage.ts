import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readAnswer } from "./answer-file.ts";
import type { Mirror } from "./mirror.ts";
import { type Isolation, runInSandbox } from "./sandbox.ts";
import type { StageRequest, StageResult } from "./stage.ts";

/** A stage that went through. */
export interface Staged extends StageResult {
  /** Texts that lay where a generator could have found them. */
  readonly honey: readonly string[];
}

const WRITTEN = {
  "import-and-generate": ["specs/*", "packages/*/src/generated"],
  "import-beside": ["specs/*"],
} as const;

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
  const { folder, vendor } = mirror;
  const honey = [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")] as const;
  await writeFile(join(folder, "honey.json"), JSON.stringify({ type: "string", description: honey[0] }));
  await writeFile(join(folder, "stage-request.json"), JSON.stringify(request));
  const result = `results/${request.mode}.json`;
  const { mode } = request;
  const ended = await runInSandbox(mirror, isolation, [join(folder, "scripts/lib/refresh/stage.ts")], {
    environment: { REFRESH_HONEY: honey[1] },
    writable: [result, ...(mode === "generate-again" ? [] : WRITTEN[mode].map((place) => place.replace("*", vendor)))],
    onLine: (line) => {
      const step = /^step:([a-z]+)$/.exec(line)?.[1];
      if (step !== undefined) onStep(step);
    },
  });
  return { ...(await readAnswer<StageResult>(join(folder, result), ended, "generate")), honey };
}
