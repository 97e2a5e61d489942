import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { sha256 } from "../specs.ts";
import type { Bounds } from "./run-bounded.ts";

/** A private copy of what one vendor's refresh reads and writes, inside the project so that renaming out of it is atomic. */
export interface Mirror {
  readonly root: string;
  readonly folder: string;
  readonly vendor: string;
  /** Digest of the vendor's outputs as they were copied; absent where nothing was copied. */
  readonly copied?: string;
  /** What a child that starts now and works on the document may use. */
  readonly bounds: () => Bounds;
}

/** Caps of one refresh; the defaults are the ones that commands use. */
export interface Limits {
  /** Of everything together that works on the document, but for contract tests. @default 60 s */
  readonly timeoutMs?: number;
  /** Of each child. @default 2048 */
  readonly maxMiB?: number;
}

const LEFT_OUT: ReadonlySet<string> = new Set(["node_modules", ".test-results", ".turbo", ".cache"]);

/** Copies the project's sources of one vendor to `.cache/refresh/`; packages that are installed are found from there. */
export async function createMirror(root: string, vendor: string, limits: Limits = {}): Promise<Mirror> {
  const folder = join(root, ".cache/refresh", `${vendor}.${process.pid}.${randomUUID().slice(0, 8)}`);
  try {
    await copyInto(folder, root, vendor);
    return { root, folder, vendor, copied: await digestOutputs(folder, vendor), bounds: countDown(limits) };
  } catch (error) {
    // Half a copy on a full disk is in the way of everybody.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function copyInto(folder: string, root: string, vendor: string): Promise<void> {
  const workspaces = ["packages/runtime", "packages/testing", `packages/${vendor}`];
  await mkdir(folder, { recursive: true });
  const copy = (from: string, to = from): Promise<void> =>
    cp(join(root, from), join(folder, to), { recursive: true, filter: (path) => isKept(path) });
  // All of them come to their end, also beside one that fails: what is still being written cannot be removed.
  const copies = await Promise.allSettled([
    ...["scripts", `specs/${vendor}`, ...workspaces, "package.json", "tsconfig.base.json"].map((place) => copy(place)),
    copy(`specs/${vendor}`, "before"),
  ]);
  for (const one of copies) if (one.status === "rejected") throw one.reason;
  for (const place of ["node_modules/@vendor-clients", "results"])
    await mkdir(join(folder, place), { recursive: true });
  for (const place of workspaces) {
    await symlink(join(folder, place), join(folder, "node_modules/@vendor-clients", basename(place)));
  }
  for (const place of ["scripts", ...workspaces]) {
    const modules = join(root, place, "node_modules");
    if (existsSync(modules)) await symlink(modules, join(folder, place, "node_modules"));
  }
}

/** The time begins now. */
function countDown({ timeoutMs = 60_000, maxMiB = 2048 }: Limits): () => Bounds {
  const endsAtMs = performance.now() + timeoutMs;
  return () => ({ timeoutMs: endsAtMs - performance.now(), maxMiB });
}

/** Of all tests only the vendor's own are run. */
function isKept(path: string): boolean {
  const isForeignTest = path.endsWith(".test.ts") && /\/(?:scripts|packages\/(?:runtime|testing))\//.test(path);
  return !LEFT_OUT.has(basename(path)) && !isForeignTest;
}

/** Removes a mirror, unless a swap out of it has begun and not ended: the next refresh finishes that. */
export async function removeMirror(mirror: Omit<Mirror, "bounds">): Promise<void> {
  if (!existsSync(journalPath(mirror.root, mirror.vendor))) await rm(mirror.folder, { recursive: true, force: true });
}

/** Where it stands what a swap moves. */
export function journalPath(root: string, vendor: string): string {
  return join(root, ".cache/refresh", `${vendor}.journal.json`);
}

/** What a refresh may write, from the root of the project; nothing else leaves the mirror. */
export function isOutput(vendor: string, file: string): boolean {
  const rest = file.startsWith(`specs/${vendor}/`) ? file.slice(`specs/${vendor}/`.length) : "";
  if (["upstream.json", "openapi.json", "source.json", "upstream.graphql", "schema.graphql"].includes(rest))
    return true;
  if (/^changes\/([0-9]{4}-[0-9]{2}-[0-9]{2}\.md|history\.json|index\.html)$/.test(rest)) return true;
  if (file.startsWith(`packages/${vendor}/src/generated/`)) return /^[a-z-]+\.ts$/.test(basename(file));
  return file.startsWith(".changeset/") && /^[a-z-]+-[0-9]{4}-[0-9]{2}-[0-9]{2}\.md$/.test(basename(file));
}

/** Files that differ between mirror and project, and files that the mirror has no more. */
export async function listDifferences(mirror: Mirror): Promise<{ changed: string[]; gone: string[] }> {
  const { root, folder, vendor } = mirror;
  const made = await listOutputs(folder, vendor);
  const present = await listOutputs(root, vendor);
  const changed: string[] = [];
  for (const file of made) {
    const old = present.includes(file) ? sha256(await readFile(join(root, file))) : "";
    if (old !== sha256(await readFile(join(folder, file)))) changed.push(file);
  }
  const gone = present.filter((file) => !made.includes(file) && !file.startsWith(".changeset/"));
  return { changed, gone };
}

/** One digest of what a refresh of the vendor replaces; changesets are added, and more of them may come at any time. */
export async function digestOutputs(root: string, vendor: string): Promise<string> {
  const files = (await listOutputs(root, vendor)).filter((file) => !file.startsWith(".changeset/"));
  const digests = await Promise.all(files.map(async (file) => [file, sha256(await readFile(join(root, file)))]));
  return sha256(JSON.stringify(digests));
}

async function listOutputs(root: string, vendor: string): Promise<string[]> {
  const files: string[] = [];
  for (const place of [`specs/${vendor}`, `packages/${vendor}/src/generated`, ".changeset"]) {
    const folder = join(root, place);
    if (!existsSync(folder)) continue;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    // A link could lead a rename out of the project.
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
    files.push(...names.filter((file) => isOutput(vendor, file)));
  }
  return files.sort();
}
