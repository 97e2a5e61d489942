import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../project.ts";
import { sha256 } from "../specs.ts";
import { findVendor, VENDORS, type Vendor } from "../vendors.ts";
import { readIncoming } from "./read-incoming.ts";
import { type RefreshOptions, type RefreshResult, refreshVendor } from "./refresh-vendor.ts";
import { EXIT_CODES, toRefusal } from "./refusal.ts";
import { findMissingVariable, type RefreshSource } from "./source.ts";
import { recoverSwaps } from "./swap.ts";

/**
 * `npm run refresh`: one vendor or several; without a name all of them, and those that cannot be asked are named.
 *
 * The exit code says why it stopped, see `EXIT_CODES`; with several vendors it is that of the first refusal.
 */
export async function refreshCommand(args: readonly string[], usage: string, root = ROOT): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ from: { type: "string" }, date: { type: "string" }, save: { type: "string" } },
      ...{ "dry-run": { type: "boolean", default: false }, "skip-proof": { type: "boolean", default: false } },
      ...{ ci: { type: "boolean", default: false }, "allow-shrink": { type: "boolean", default: false } },
      ...{
        "allow-host": { type: "boolean", default: false },
        "allow-security-loss": { type: "boolean", default: false },
      },
    },
  });
  if ((values.from !== undefined || values.save !== undefined) && positionals.length !== 1) {
    console.error(usage);
    process.exitCode = EXIT_CODES.usage;
    return;
  }
  const options = {
    root,
    from: values.from,
    date: values.date,
    isDryRun: values["dry-run"],
    skipProof: values["skip-proof"],
    isStrict: values.ci,
    allowShrink: values["allow-shrink"],
    allowHost: values["allow-host"],
    allowSecurityLoss: values["allow-security-loss"],
    environment: process.env,
  };
  const vendors = positionals.length === 0 ? VENDORS : positionals.map(findVendor);
  if (values.save !== undefined) {
    await fetchOnly(vendors[0] ?? findVendor(undefined), values.save, options);
    return;
  }
  for (const name of await recoverSwaps(root)) console.log(`${name}: finished what an earlier refresh had begun`);
  for (const vendor of vendors) {
    const reason = positionals.length === 0 ? await findReasonToLeave(vendor, root) : undefined;
    if (reason !== undefined) console.log(`${vendor.name}: left as it is, ${reason}`);
    else await refreshOne(vendor, options);
  }
}

/** Why a vendor cannot be asked when nobody asked for it by name. */
async function findReasonToLeave(vendor: Vendor, root: string): Promise<string | undefined> {
  if (vendor.upstream === "hand") return "its document is written by hand";
  const source: RefreshSource = JSON.parse(await readFile(join(root, "specs", vendor.name, "source.json"), "utf8"));
  if (source.access === "page") return "it publishes its document on a page: save it and give the file with --from";
  const variable = findMissingVariable(source, process.env);
  return variable === undefined ? undefined : `${variable} is not set`;
}

async function refreshOne(vendor: Vendor, options: RefreshOptions): Promise<void> {
  const startedMs = performance.now();
  const seconds = () => ((performance.now() - startedMs) / 1000).toFixed(1);
  const onStep = (step: string) => console.log(`${vendor.name}: ${seconds()} s ${step}`);
  await refuseAloud(vendor, async () => {
    await report(vendor, await refreshVendor(vendor, { ...options, onStep }), options, seconds());
  });
}

/** The first step alone, for a job that has the network and the credential and nothing else: bytes and their digest. */
async function fetchOnly(vendor: Vendor, file: string, { root, from, environment }: RefreshOptions): Promise<void> {
  await refuseAloud(vendor, async () => {
    const source: RefreshSource = JSON.parse(await readFile(join(root, "specs", vendor.name, "source.json"), "utf8"));
    const incoming = await readIncoming(source, from, environment);
    if (incoming === "unchanged" || sha256(incoming.bytes) === source.lock?.sha256) {
      console.log(`${vendor.name}: unchanged`);
      return;
    }
    await writeFile(file, incoming.bytes);
    console.log(`${vendor.name}: saved, SHA-256 ${sha256(incoming.bytes)}`);
  });
}

async function refuseAloud(vendor: Vendor, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const refusal = toRefusal(error);
    if (!refusal) throw error;
    console.error(`${vendor.name}: ${refusal.message}`);
    console.error(`${vendor.name}: the committed files are as they were`);
    process.exitCode ||= EXIT_CODES[refusal.kind];
  }
}

async function report(vendor: Vendor, result: RefreshResult, options: RefreshOptions, seconds: string): Promise<void> {
  if (result.outcome === "unchanged") {
    console.log(`${vendor.name}: unchanged, ${seconds} s`);
    return;
  }
  const { facts, isolation, peakMiB, pullRequest } = result;
  const folder = join(options.root, ".cache/refresh");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${vendor.name}-pull-request.md`), `${pullRequest.title}\n\n${pullRequest.text}`);
  console.log(
    `${vendor.name}: worked without a network (${isolation}) and with an empty environment, peak ${peakMiB} MiB`,
  );
  console.log(`\n${result.report}`);
  console.log(`${vendor.name}: text of the pull request in .cache/refresh/${vendor.name}-pull-request.md`);
  const done = options.isDryRun ? "dry run, nothing written" : "written; npm run build makes the package's dist";
  console.log(`${vendor.name}: ${facts.comparison.level}, ${done}, ${seconds} s`);
  if (!facts.compiles || (facts.proof?.failed ?? 0) > 0) process.exitCode ||= EXIT_CODES.contract;
}
