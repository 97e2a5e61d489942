#!/usr/bin/env node
import { runCommand } from "./run-command.ts";

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
});

process.exitCode = await runCommand(process.argv.slice(2), {
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  interrupted,
  folder: process.cwd(),
  sinceStartMs: () => performance.now(),
});
