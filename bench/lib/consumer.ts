import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, peerFile } from "./paths.ts";
import { runNode } from "./run-program.ts";

/** Compilers that the benchmark runs, by the name they are installed under. */
export const COMPILERS = ["typescript-7", "typescript"] as const;

/** One of {@link COMPILERS}. */
export type Compiler = (typeof COMPILERS)[number];

/** What the compiler printed about one run. */
export interface Diagnostics {
  readonly checkSeconds: number;
  readonly totalSeconds: number;
  readonly instantiations: number;
  readonly memoryMb: number;
}

/** Writes a project of one file that uses a client as a stranger would, and returns its folder. */
export function writeConsumer(name: string, text: string): string {
  const folder = join(CACHE, "consumers", name);
  mkdirSync(folder, { recursive: true });
  const compilerOptions = {
    ...{ target: "es2022", lib: ["es2024", "dom", "dom.iterable"], module: "nodenext", strict: true, types: [] },
    ...{ skipLibCheck: true, noEmit: true },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["calls.ts"] }));
  writeFileSync(join(folder, "calls.ts"), text);
  return folder;
}

/**
 * Type-checks a consumer.
 *
 * @throws Error with the compiler's messages when there is a single one.
 */
export function checkConsumer(compiler: Compiler, folder: string): Diagnostics {
  const args = [peerFile(compiler, "bin/tsc"), "-p", folder, "--extendedDiagnostics", "--pretty", "false"];
  const { stdout } = runNode(`compile ${folder} without errors`, args);
  const read = (label: string): number => {
    const found = new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1];
    if (found === undefined) throw new Error(`Cannot read "${label}" in what the compiler printed`);
    return Number(found);
  };
  return {
    checkSeconds: read("Check time"),
    totalSeconds: read("Total time"),
    instantiations: read("Instantiations"),
    memoryMb: read("Memory used") / 1000,
  };
}
