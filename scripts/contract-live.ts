// How a vendor's answers differ from its document, by the command that the testing package offers to every project.
import { runCommand } from "../packages/testing/src/command/run-command.ts";

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});

process.exitCode = await runCommand(["live", ...process.argv.slice(2)], {
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  interrupted,
  // Where npm was called: files are named from there, not from the root of the repository.
  folder: process.env["INIT_CWD"] ?? process.cwd(),
  sinceStartMs: () => performance.now(),
});
