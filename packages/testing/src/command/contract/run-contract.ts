import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SHARD_VARIABLE, VENDORS_VARIABLE } from "../../contract/selection.ts";
import { type Judgement, judgeReport, type VitestReport } from "./judge-report.ts";
import type { ContractArguments } from "./parse-contract-arguments.ts";
import { writeSummary } from "./write-summary.ts";

/**
 * Runs the contract tests of a project with the vitest that is installed there, and writes what was asked for.
 *
 * @param folder - the project
 * @throws Error when vitest is not installed there.
 */
export async function runContract(options: ContractArguments, folder: string): Promise<Judgement> {
  const { vendors, shard, junit, json, summary, more } = options;
  const vitest = findVitest(folder);
  const scratch = await mkdtemp(join(tmpdir(), "contract-"));
  try {
    const report = join(scratch, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    if (junit !== undefined) reporters.push("--reporter=junit", `--outputFile.junit=${resolve(folder, junit)}`);
    const child = spawn(process.execPath, [vitest, "run", ...reporters, ...more], {
      cwd: folder,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        [VENDORS_VARIABLE]: vendors.join(","),
        [SHARD_VARIABLE]: shard === undefined ? "" : `${shard.index}/${shard.count}`,
      },
    });
    const [exitCode]: (number | null)[] = await once(child, "close");
    const judgement = judgeReport(await readReport(report), { vendors, exitCode: exitCode ?? null });
    if (json !== undefined) await write(resolve(folder, json), `${JSON.stringify({ shard, ...judgement }, null, 2)}\n`);
    if (summary !== undefined) await write(resolve(folder, summary), writeSummary(judgement, shard));
    return judgement;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function findVitest(folder: string): string {
  try {
    const manifest = createRequire(pathToFileURL(join(folder, "package.json"))).resolve("vitest/package.json");
    return join(dirname(manifest), "vitest.mjs");
  } catch {
    throw new Error(
      "Cannot run contract tests: vitest is not installed in this project; npm install --save-dev vitest",
    );
  }
}

async function readReport(path: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
