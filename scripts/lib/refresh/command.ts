import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ConsumerError, readConsumerFolders } from "../compare/read-consumer.ts";
import { ROOT } from "../project.ts";
import { findVendor, VENDORS, type Vendor } from "../vendors.ts";
import { findReasonToLeave } from "./find-reason-to-leave.ts";
import { PERMISSION_FLAGS, readPermissions } from "./permission-flags.ts";
import { type RefreshOptions, type RefreshResult, refreshVendor } from "./refresh-vendor.ts";
import { EXIT_CODES } from "./refusal.ts";
import { refuseAloud } from "./refuse-aloud.ts";
import { recoverSwaps } from "./swap.ts";

/**
 * `npm run refresh`: one vendor or several; without a name all of them, and those that cannot be asked are named.
 *
 * The exit code says why it stopped, see `EXIT_CODES`; with several vendors it is that of the first refusal.
 */
export async function refreshCommand(
  args: readonly string[],
  usage: string,
  root = ROOT,
  seams: RefreshSeams = {},
): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ from: { type: "string" }, date: { type: "string" }, consumers: { type: "string", multiple: true } },
      ...{ "dry-run": { type: "boolean", default: false }, "skip-proof": { type: "boolean", default: false } },
      ...PERMISSION_FLAGS,
    },
  });
  const consumers = await readConsumerFolders(values.consumers ?? []).catch(toMisuse);
  const misuse = findMisuse(values, positionals) ?? (typeof consumers === "string" ? consumers : undefined);
  if (misuse !== undefined || typeof consumers === "string") {
    console.error(`${misuse}\n${usage}`);
    process.exitCode = EXIT_CODES.usage;
    return;
  }
  const options = {
    root,
    from: values.from,
    date: values.date,
    isDryRun: values["dry-run"],
    skipProof: values["skip-proof"],
    isStrict: false,
    consumers,
    ...readPermissions(values),
    environment: process.env,
    ...seams,
  };
  const vendors = positionals.length === 0 ? VENDORS : positionals.map(findVendor);
  for (const name of await recoverSwaps(root)) console.log(`${name}: finished what an earlier refresh had begun`);
  for (const vendor of vendors) {
    const reason = positionals.length === 0 ? await findReasonToLeave(vendor, root, process.env) : undefined;
    if (reason !== undefined) console.log(`${vendor.name}: left as it is, ${reason}`);
    else await refreshOne(vendor, options);
  }
}

/** What tests set instead of the defaults: a server of their own, small caps. */
export type RefreshSeams = Pick<RefreshOptions, "fetchOptions" | "limits">;

/** Why arguments mean nothing, in words. */
function findMisuse({ from, date }: { from?: string; date?: string }, names: readonly string[]): string | undefined {
  if (from !== undefined && names.length !== 1) return "--from is the document of one vendor, which has to be named";
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) return "--date is YYYY-MM-DD";
  if (names.every((name) => VENDORS.some((vendor) => vendor.name === name))) return undefined;
  return `There is no such vendor; the vendors are ${VENDORS.map(({ name }) => name).join(", ")}`;
}

/** A folder that cannot be looked through is a misuse, and said before anything is fetched. */
function toMisuse(error: unknown): string {
  if (error instanceof ConsumerError) return error.message;
  throw error;
}

async function refreshOne(vendor: Vendor, options: RefreshOptions): Promise<void> {
  const startedMs = performance.now();
  const seconds = () => ((performance.now() - startedMs) / 1000).toFixed(1);
  const onStep = (step: string) => console.log(`${vendor.name}: ${seconds()} s ${step}`);
  await refuseAloud(vendor.name, async () => {
    await report(vendor, await refreshVendor(vendor, { ...options, onStep }), options, seconds());
  });
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
