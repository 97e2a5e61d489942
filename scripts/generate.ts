import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "./lib/exit.ts";
import { generateInWorkers } from "./lib/generate/generate-in-workers.ts";
import { compareOutput, writeOutput } from "./lib/generate/write-output.ts";
import { ROOT } from "./lib/project.ts";
import { printTable } from "./lib/table.ts";
import { findVendor, VENDORS } from "./lib/vendors.ts";

const USAGE = "Usage: npm run generate [-- <vendor>...] [-- --check]";

/** Checks each vendor's document and makes its types, operation maps and package; `--check` compares and writes nothing. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: "boolean", default: false } },
  });
  const vendors = positionals.length === 0 ? VENDORS : positionals.map(findVendor);
  const rows: Record<string, string | number>[] = [];
  const differences: string[] = [];
  const outputs = await generateInWorkers(vendors, ({ name }) => {
    console.log(`${name}: reading, correcting, checking, generating`);
  });
  for (const { vendor, output, seconds } of outputs) {
    const difference = await compareOutput(ROOT, output.files);
    differences.push(...difference.changed, ...difference.stale);
    if (!values.check) await writeOutput(ROOT, output.files, difference);
    const generated = [...output.files].filter(([file]) => file.includes("/generated/"));
    rows.push({
      vendor: vendor.name,
      operations: output.operations,
      paging: output.paging,
      types: output.types,
      "generated kB": Math.round(generated.reduce((sum, [, text]) => sum + text.length, 0) / 1000),
      "files changed": difference.changed.length + difference.stale.length,
      seconds: Number(seconds.toFixed(1)),
    });
  }
  if (!values.check) build();
  printTable(rows);
  if (values.check && differences.length > 0) {
    console.error(
      `These files are not what "npm run generate" makes:\n${differences.map((file) => `  ${file}`).join("\n")}`,
    );
    process.exitCode = 1;
  }
}

function build(): void {
  console.log("packages: building");
  const turbo = join(ROOT, "node_modules/.bin/turbo");
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  const { status } = spawnSync(turbo, ["run", "build", "--output-logs=errors-only"], {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("Cannot build the packages: see the compiler's messages above");
}

await runCommand(USAGE, main);
