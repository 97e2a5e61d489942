import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readReport } from "../test-summary.ts";
import type { Mirror } from "./mirror.ts";
import { readFailures } from "./read-failures.ts";
import type { Proof } from "./report/facts.ts";
import { type Bounds, runBounded } from "./run-bounded.ts";
import { refuseOverrun } from "./sandbox.ts";

/** Mocks and tests of the biggest vendor take less than a tenth of the time and half of the memory. */
const BOUNDS: Bounds = { timeoutMs: 300_000, maxMiB: 6144 };

/**
 * Runs the contract tests of a vendor's package on the mirror's document, against a mock on this machine.
 *
 * A run that leaves no report counts as one failure.
 *
 * @throws RefreshError of kind `limit` when it takes more than its caps.
 */
export async function proveContract({ root, folder, vendor }: Mirror): Promise<Proof> {
  const report = join(folder, "contract-report.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const cwd = join(folder, "packages", vendor);
  const args = [vitest, "run", "contract", "--root", cwd, "--reporter=json", `--outputFile.json=${report}`];
  const environment = { HOME: folder, PATH: process.env["PATH"] ?? "", NO_COLOR: "1" };
  refuseOverrun(await runBounded([process.execPath, ...args], BOUNDS, { cwd, environment }));
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, failures: ["the run left no report"] };
  const text = await readFile(report, "utf8");
  return { ...readReport(text), failures: readFailures(text) };
}
