import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startMock } from "@vendor-clients/testing";
import { runCommand } from "./lib/exit.ts";
import { ROOT } from "./lib/project.ts";
import { findVendor } from "./lib/vendors.ts";

const USAGE = "Usage: npm run example -- <vendor>";

/** Runs a vendor's example against a mock that it starts and stops itself. */
async function main(): Promise<void> {
  const vendor = findVendor(process.argv[2]);
  const file = join(ROOT, "examples", `${vendor.name}.ts`);
  if (!existsSync(file)) throw new Error(`Cannot run the example of "${vendor.name}": ${file} does not exist`);
  const { run }: { run: (baseUrl: string) => Promise<void> } = await import(pathToFileURL(file).href);
  const mock = await startMock(vendor.name);
  try {
    console.log(`${vendor.title}, mock at ${mock.url}\n`);
    await run(mock.url);
    console.log(`\n${mock.requests.length} requests, ${mock.violations.length} violations of the vendor's document`);
  } finally {
    await mock.close();
  }
}

await runCommand(USAGE, main);
