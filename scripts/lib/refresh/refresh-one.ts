import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Vendor } from "../vendors.ts";
import { compareHandWritten } from "./hand/compare-hand-written.ts";
import { type RefreshOptions, type RefreshResult, refreshVendor } from "./refresh-vendor.ts";
import { EXIT_CODES, RefreshError } from "./refusal.ts";
import { refuseAloud } from "./refuse-aloud.ts";

/** How a command refreshes each of its vendors. */
export interface RefreshOneOptions extends RefreshOptions {
  /** Whether somebody asked for this vendor by name. */
  readonly isNamed: boolean;
  /** Takes a vendor's document in place of one that is written by hand; without, the two are compared. */
  readonly replacesHandWritten: boolean;
}

/** Refreshes one vendor and tells how it went; a refusal becomes the exit code. */
export async function refreshOne(vendor: Vendor, options: RefreshOneOptions): Promise<void> {
  const startedMs = performance.now();
  const seconds = () => ((performance.now() - startedMs) / 1000).toFixed(1);
  const onStep = (step: string) => console.log(`${vendor.name}: ${seconds()} s ${step}`);
  const onProgress = (bytes: number) => onStep(`fetch, ${Math.floor(bytes / 1024 / 1024)} MiB so far`);
  const told = { ...options, onStep, fetchOptions: { onProgress, ...options.fetchOptions } };
  await refuseAloud(vendor.name, async () => {
    try {
      if (vendor.upstream === "hand" && !options.replacesHandWritten) await compareOne(vendor, told, seconds);
      else await report(vendor, await refreshVendor(vendor, told), options, seconds());
    } catch (error) {
      // A page that names no document is no failure of a run over all vendors: there was nothing to ask for.
      const isLeft = error instanceof RefreshError && error.rule === "page-names-no-document" && !options.isNamed;
      if (!isLeft) throw error;
      console.log(`${vendor.name}: left as it is, ${error.hint}`);
    }
  });
}

async function compareOne(vendor: Vendor, options: RefreshOptions, seconds: () => string): Promise<void> {
  const result = await compareHandWritten(vendor, options);
  if (result === undefined) {
    console.log(`${vendor.name}: unchanged, ${seconds()} s`);
    return;
  }
  const { report: text, isolation, file, comparison } = result;
  console.log(`${vendor.name}: worked without a network (${isolation}) and with an empty environment`);
  console.log(`\n${text}\n`);
  const advice =
    "nothing written, because ours is written by hand; --replace-hand-written takes the vendor's in its place";
  console.log(`${vendor.name}: ${comparison.level}, ${advice}; the same text in ${file}, ${seconds()} s`);
}

async function report(vendor: Vendor, result: RefreshResult, options: RefreshOptions, seconds: string): Promise<void> {
  if (result.outcome === "unchanged") {
    console.log(`${vendor.name}: unchanged, ${seconds} s`);
    return;
  }
  const { facts, isolation, peakMiB, pullRequest, page } = result;
  const folder = join(options.root, ".cache/refresh");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${vendor.name}-pull-request.md`), `${pullRequest.title}\n\n${pullRequest.text}`);
  await writeFile(join(folder, `${vendor.name}-report.md`), result.report);
  if (page !== undefined) await writeFile(join(folder, `${vendor.name}-report.html`), page);
  console.log(
    `${vendor.name}: worked without a network (${isolation}) and with an empty environment, peak ${peakMiB} MiB`,
  );
  console.log(`\n${result.summary}`);
  console.log(`${vendor.name}: all of it in .cache/refresh/${vendor.name}-report.md and .html`);
  console.log(`${vendor.name}: text of the pull request in .cache/refresh/${vendor.name}-pull-request.md`);
  const done = options.isDryRun ? "dry run, nothing written" : "written; npm run build makes the package's dist";
  console.log(`${vendor.name}: ${facts.comparison.level}, ${done}, ${seconds} s`);
  if (!facts.compiles || (facts.proof?.failed ?? 0) > 0) process.exitCode ||= EXIT_CODES.contract;
}
