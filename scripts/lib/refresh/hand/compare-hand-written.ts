import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Comparison } from "../../compare/change.ts";
import type { Vendor } from "../../vendors.ts";
import { chooseIsolation, toStageRequest } from "../generate-in-mirror.ts";
import { createMirror, removeMirror } from "../mirror.ts";
import { readChanged } from "../read-changed.ts";
import type { RefreshOptions } from "../refresh-vendor.ts";
import { runJudge } from "../run-judge.ts";
import { runStage } from "../run-stage.ts";
import type { Isolation } from "../sandbox.ts";
import { today } from "../today.ts";
import { writeComparison } from "./write-comparison.ts";

/** How a vendor's own document differs from the one that is written by hand. */
export interface HandComparison {
  readonly comparison: Comparison;
  readonly report: string;
  readonly isolation: Isolation["name"];
  /** File with the report, from the root of the project. */
  readonly file: string;
}

/**
 * Compares what a vendor publishes with the document that is written here: fetch, gate, import, compare, report.
 *
 * A document written by hand holds facts with their evidence that the vendor's own may lack, so nothing committed
 * changes. `undefined` when the bytes are the ones that are committed.
 *
 * @throws RefreshError
 */
export async function compareHandWritten(vendor: Vendor, options: RefreshOptions): Promise<HandComparison | undefined> {
  const { root, onStep = () => {}, date = today() } = options;
  const request = toStageRequest(vendor, date, options);
  onStep("fetch");
  const incoming = await readChanged(vendor, options);
  if (incoming === "unchanged") return undefined;
  const isolation = chooseIsolation(options.isStrict);
  onStep("copy");
  const mirror = await createMirror(root, vendor.name, options.limits);
  try {
    await writeFile(join(mirror.folder, "incoming"), incoming.bytes);
    await runStage(mirror, isolation, { ...request, mode: "import-beside" }, onStep);
    onStep("compare");
    const comparison = await runJudge(mirror, isolation, "compare");
    const report = writeComparison(vendor.title, comparison);
    const file = `.cache/refresh/${vendor.name}-comparison.md`;
    await mkdir(join(root, ".cache/refresh"), { recursive: true });
    await writeFile(join(root, file), `${report}\n`);
    onStep("end");
    return { comparison, report, isolation: isolation.name, file };
  } finally {
    await removeMirror(mirror);
  }
}
