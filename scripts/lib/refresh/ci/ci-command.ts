import { appendFile } from "node:fs/promises";
import type { Sources } from "../../compare/read-consumer.ts";
import { ROOT } from "../../project.ts";
import type { Vendor } from "../../vendors.ts";
import { EXIT_CODES, RefreshError } from "../refusal.ts";
import { refuseAloud } from "../refuse-aloud.ts";
import { recoverSwaps } from "../swap.ts";
import { type CiArguments, parseArguments } from "./parse-arguments.ts";
import type { Stage } from "./stages.ts";

/** `npm run refresh:ci`: one of the four jobs of a refresh, or all of them as the workflow runs them. */
export async function ciCommand(args: readonly string[], usage: string, root = ROOT): Promise<void> {
  const options = parse(args, usage);
  if (!options) return;
  const { stage, vendors } = options;
  if (stage !== undefined) {
    for (const vendor of vendors) await refuseAloud(vendor.name, () => RUN[stage](root, vendor, options));
    return;
  }
  for (const name of await recoverSwaps(root)) console.log(`${name}: finished what an earlier refresh had begun`);
  for (const vendor of vendors) {
    await refuseAloud(vendor.name, async () => {
      const { runStages } = await import("./run-stages.ts");
      const status = await runStages(root, vendor, options);
      process.exitCode ||= status;
    });
  }
}

function parse(args: readonly string[], usage: string): CiArguments | undefined {
  try {
    return parseArguments(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : "");
    console.error(usage);
    process.exitCode = EXIT_CODES.usage;
    return undefined;
  }
}

// Each stage is loaded alone: the jobs that hold a credential or a token install no package.
type Run = (root: string, vendor: Vendor, options: CiArguments) => Promise<void>;

const RUN: Readonly<Record<Stage, Run>> = {
  fetch: async (root, vendor, options) => {
    const { fetchStage } = await import("./fetch-stage.ts");
    const environment = process.env;
    const left = await fetchStage(vendor, { ...options, root, environment, out: options.folders.fetched });
    console.log(`${vendor.name}: ${left ?? "fetched"}`);
    const output = environment["GITHUB_OUTPUT"];
    if (output) await appendFile(output, `changed=${left === undefined}\n`);
  },
  generate: async (root, vendor, options) => {
    const { generateStage } = await import("./generate-stage.ts");
    const { fetched, generated: out } = options.folders;
    await generateStage(vendor, { ...options, root, fetched, out, onStep: tell(vendor) });
  },
  gate: async (root, vendor, options) => {
    const { gateStage } = await import("./gate-stage.ts");
    const { fetched, generated, gated: out } = options.folders;
    const consumers = await readConsumers(options.consumers);
    const { level, approvals } = await gateStage(vendor, {
      ...options,
      consumers,
      root,
      fetched,
      generated,
      out,
      onStep: tell(vendor),
    });
    console.log(`${vendor.name}: ${level}`);
    for (const approval of approvals) console.log(`${vendor.name}: for a person to decide: ${approval}`);
  },
  propose: async (root, vendor, { folders, isDryRun }) => {
    const { readHost } = await import("./propose-to-host.ts");
    const { proposeStage } = await import("./propose-stage.ts");
    const host = readHost(process.env);
    const { isProven } = await proposeStage(vendor, { root, gated: folders.gated, isDryRun, host, say: tell(vendor) });
    if (!isProven) process.exitCode ||= EXIT_CODES.contract;
  },
};

async function readConsumers(folders: readonly string[]): Promise<Sources[]> {
  const { ConsumerError, readConsumerFolders } = await import("../../compare/read-consumer.ts");
  return readConsumerFolders(folders).catch((error: unknown) => {
    if (!(error instanceof ConsumerError)) throw error;
    throw new RefreshError({
      kind: "usage",
      rule: "consumers",
      pointer: "--consumers",
      hint: "a folder cannot be read",
    });
  });
}

function tell({ name }: Vendor): (line: string) => void {
  return (line) => console.log(`${name}: ${line}`);
}
