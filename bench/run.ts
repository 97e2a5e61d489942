import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../scripts/lib/exit.ts";
import { BENCH } from "./lib/paths.ts";
import { installPeers } from "./lib/peers.ts";
import { writeReadme } from "./lib/write-readme.ts";

const USAGE = "Usage: npm run bench [-- <measurement>...]";

/** Measurements, in the order in which they run. */
const MEASUREMENTS = ["types", "completion", "errors", "overhead", "bundle", "generate", "mock"] as const;

/**
 * Installs the pinned peers and runs the measurements, each in a process of its own.
 *
 * A missed goal is printed and does not fail the command, because times depend on the machine; a broken promise (a type error, a missing
 * completion, a wrong message) does.
 */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.find((name) => !MEASUREMENTS.some((one) => one === name));
  if (unknown !== undefined) {
    throw new TypeError(`Cannot measure "${unknown}": the measurements are ${MEASUREMENTS.join(", ")}\n${USAGE}`);
  }
  installPeers();
  const failed: string[] = [];
  for (const name of MEASUREMENTS.filter((one) => positionals.length === 0 || positionals.includes(one))) {
    console.log(`bench: measuring ${name}`);
    const { status } = spawnSync(process.execPath, [join(BENCH, "lib/measure-one.ts"), name], { stdio: "inherit" });
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Error(`Cannot measure ${failed.join(", ")}: see above`);
  writeReadme(MEASUREMENTS);
  console.log("bench: tables written to bench/results, and the last figures of each measurement into README.md");
}

await runCommand(USAGE, main);
