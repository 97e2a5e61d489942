import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { ROOT } from "../project.ts";
import type { Consumer } from "./affected.ts";

const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "dist", "build", "coverage", "out", "vendor"]);
const SOURCE = /\.[cm]?[jt]sx?$/;

/** How much of one consumer is read. */
export const CONSUMER_LIMITS = {
  files: 20_000,
  /** Files and folders that are looked at, sources or not. */
  entries: 200_000,
  fileBytes: 2_000_000,
  bytes: 50_000_000,
} as const;

/** Sources of a folder, for every vendor that is asked about. */
export type Sources = Pick<Consumer, "name" | "files" | "unread">;

/** A folder that cannot be looked through as a consumer. */
export class ConsumerError extends Error {
  override readonly name = "ConsumerError";
}

/**
 * Reads the sources of a folder that uses a vendor's client; links, hidden folders, dependencies and builds are left out.
 *
 * @throws ConsumerError when there is more than `CONSUMER_LIMITS` allows.
 */
export async function readConsumer(folder: string, vendor: string, name = folder): Promise<Consumer> {
  return { name, vendor, ...(await readSources(folder, [""])) };
}

/**
 * Reads folders that may use our clients, each by its last name, so that no path of this machine is told.
 *
 * @throws ConsumerError for a folder that does not exist, holds no source, or is too big.
 */
export async function readConsumerFolders(folders: readonly string[]): Promise<Sources[]> {
  const consumers: Sources[] = [];
  for (const folder of folders) {
    const found = await stat(folder).catch(() => undefined);
    if (!found?.isDirectory()) throw new ConsumerError(`Cannot read the consumer "${folder}": it is no folder`);
    const sources = await readSources(folder, [""]);
    if (![...sources.files.keys()].some((file) => SOURCE.test(file))) {
      throw new ConsumerError(`Cannot read the consumer "${folder}": it holds no TypeScript or JavaScript source`);
    }
    const last = basename(resolve(folder)) || "consumer";
    let name = last;
    for (let number = 2; consumers.some((one) => one.name === name); number += 1) name = `${last}~${number}`;
    consumers.push({ name, ...sources });
  }
  return consumers;
}

/** This repository's own files about a vendor: its package with contract tests, its overrides, its example. */
export async function readOwnConsumer(vendor: string, root = ROOT): Promise<Consumer> {
  const parts = [`packages/${vendor}/src`, `packages/${vendor}/contract`, `specs/${vendor}`, `examples/${vendor}.ts`];
  return { name: `packages/${vendor}`, vendor, isOurs: true, ...(await readSources(root, parts)) };
}

/** All of this repository that may have to follow a change of a vendor: files about it, and users of its client. */
export async function readOwnConsumers(vendor: string, root = ROOT): Promise<Consumer[]> {
  const parts = [["packages/reliability/src"], ["bench"]];
  const users = await Promise.all(
    parts.map(async (part): Promise<Consumer> => ({ name: part.join(), vendor, ...(await readSources(root, part)) })),
  );
  return [await readOwnConsumer(vendor, root), ...users.filter(({ files }) => files.size > 0)];
}

async function readSources(folder: string, parts: readonly string[]): Promise<Pick<Consumer, "files" | "unread">> {
  const files = new Map<string, string>();
  const unread: string[] = [];
  const open = [...parts];
  let [bytes, entries] = [0, 0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const path = join(folder, at);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && found.size > CONSUMER_LIMITS.fileBytes) unread.push(at);
    else if (found?.isFile()) {
      files.set(at, await readFile(path, "utf8"));
      bytes += found.size;
    } else if (found?.isDirectory()) {
      const children = await readdir(path, { withFileTypes: true });
      entries += children.length;
      for (const entry of children) {
        const isWanted = entry.isDirectory()
          ? !SKIPPED.has(entry.name) && !entry.name.startsWith(".")
          : entry.isFile() && (SOURCE.test(entry.name) || entry.name === "package.json");
        if (isWanted) open.push(at === "" ? entry.name : `${at}/${entry.name}`);
      }
    }
    refuseMore({ files: files.size, entries, bytes }, basename(resolve(folder)));
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), unread: unread.sort() };
}

function refuseMore(found: Readonly<Record<"files" | "entries" | "bytes", number>>, folder: string): void {
  for (const key of ["files", "entries", "bytes"] as const) {
    if (found[key] <= CONSUMER_LIMITS[key]) continue;
    throw new ConsumerError(`Cannot read the consumer "${folder}": more than ${CONSUMER_LIMITS[key]} ${key}`);
  }
}
