// The contract tests of this repository's packages by the command that the testing package offers to every project.
import { join } from "node:path";
import { runCommand } from "../packages/testing/src/command/run-command.ts";
import { ROOT } from "./lib/project.ts";
import { VENDORS } from "./lib/vendors.ts";

const args = process.argv.slice(2);
const asked = args.filter((arg) => VENDORS.some(({ name }) => name === arg));
const vendors = asked.length > 0 ? asked : VENDORS.map(({ name }) => name);
const folders = vendors.map((name) => join("packages", name, "contract"));
const own = args.includes("--") ? args : [...args, "--"];

process.exitCode = await runCommand(["contract", ...own, ...folders], {
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  interrupted: new Promise(() => {}),
  folder: ROOT,
  sinceStartMs: () => performance.now(),
});
