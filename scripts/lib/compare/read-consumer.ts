import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../project.ts";
import type { Consumer } from "./affected.ts";

const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "dist", "build", "coverage", "out", "vendor"]);
const SOURCE = /\.[cm]?[jt]sx?$/;
const MAX_FILES = 20_000;
const MAX_FILE_BYTES = 2_000_000;

/**
 * Reads the sources of a folder that uses a vendor's client; links, hidden folders, dependencies and builds are left out.
 *
 * @throws RangeError when there are more than 20,000 source files.
 */
export async function readConsumer(folder: string, vendor: string, name = folder): Promise<Consumer> {
  return { name, vendor, files: await readSources(folder, [""]) };
}

/** This repository's own files about a vendor: its package with contract tests, its overrides, its example. */
export async function readOwnConsumer(vendor: string, root = ROOT): Promise<Consumer> {
  const parts = [`packages/${vendor}/src`, `packages/${vendor}/contract`, `specs/${vendor}`, `examples/${vendor}.ts`];
  return { name: `@vendor-clients/${vendor}`, vendor, isOurs: true, files: await readSources(root, parts) };
}

async function readSources(folder: string, parts: readonly string[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const open = [...parts];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const path = join(folder, at);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) {
      if (found.size <= MAX_FILE_BYTES) files.set(at, await readFile(path, "utf8"));
      if (files.size > MAX_FILES)
        throw new RangeError(`Cannot read the sources of a consumer: more than ${MAX_FILES} files`);
    } else if (found?.isDirectory()) {
      for (const entry of await readdir(path, { withFileTypes: true })) {
        const isWanted = entry.isDirectory()
          ? !SKIPPED.has(entry.name) && !entry.name.startsWith(".")
          : entry.isFile() && SOURCE.test(entry.name);
        if (isWanted) open.push(at === "" ? entry.name : `${at}/${entry.name}`);
      }
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
