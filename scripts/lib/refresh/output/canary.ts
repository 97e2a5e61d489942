import { pathToFileURL } from "node:url";

// Runs inside of the sandbox: imports each generated file and looks whether that did anything to the process.

const MARKS = () =>
  [globalThis, Object.prototype, Array.prototype, Function.prototype, process.env]
    .map((object) => Reflect.ownKeys(object).map(String).sort().join())
    .join("\n");

const before = MARKS();
for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
await new Promise((resolve) => setTimeout(resolve, 10));
if (MARKS() !== before) process.exitCode = 20;
