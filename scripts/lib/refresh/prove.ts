import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readReport } from "../test-summary.ts";
import type { Mirror } from "./mirror.ts";
import type { Proof } from "./report/facts.ts";

/**
 * Runs the contract tests of a vendor's package on the mirror's document, against a mock on this machine.
 *
 * A run that leaves no report counts as one failure.
 */
export async function proveContract({ root, folder, vendor }: Mirror): Promise<Proof> {
  const report = join(folder, "contract-report.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const cwd = join(folder, "packages", vendor);
  const args = [vitest, "run", "contract", "--root", cwd, "--reporter=json", `--outputFile.json=${report}`];
  const env = { HOME: folder, PATH: process.env["PATH"] ?? "", NO_COLOR: "1" };
  const child = spawn(process.execPath, args, { cwd, env, stdio: "ignore", timeout: 300_000, killSignal: "SIGKILL" });
  await once(child, "close");
  return existsSync(report) ? readReport(await readFile(report, "utf8")) : { passed: 0, failed: 1, skipped: 0 };
}
