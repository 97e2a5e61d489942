import { copyFile, lstat, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { isObject, type JsonObject } from "../../json.ts";
import { sha256 } from "../../specs.ts";
import { isOutput, listDifferences, type Mirror } from "../mirror.ts";
import { RefreshError } from "../refusal.ts";

// Rule: a job believes nothing of the folder that another job left. Files lie there under their digests, so that no name
// can lead anywhere; what they are called stands in the manifest, and only what a refresh of that vendor may write passes.

/** A file of an artifact. */
export interface ArtifactFile {
  /** From the root of the project, with slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** What a vendor's refresh writes and removes. */
export interface ArtifactChanges {
  readonly files: readonly ArtifactFile[];
  readonly gone: readonly string[];
}

const MAX_MANIFEST_BYTES = 1024 * 1024;
const MAX_FILES = 200;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const DIGEST = /^[0-9a-f]{64}$/;

/** Refusal of an artifact that is not what an earlier job wrote. */
export function refuseArtifact(rule: string, place: string, hint?: string): RefreshError {
  return new RefreshError({ kind: "artifact", rule, pointer: place, hint });
}

/** Whether a refresh of the vendor may propose a file: the places it writes to, spelled in the one way there is. */
export function isProposable(vendor: string, path: string): boolean {
  const isPlain = /^[A-Za-z0-9._/-]+$/.test(path) && posix.normalize(path) === path && !path.split("/").includes("..");
  if (!isPlain || !isOutput(vendor, path)) return false;
  const isChangeset = path.startsWith(".changeset/");
  return !isChangeset || new RegExp(`^\\.changeset/${vendor}-\\d{4}-\\d{2}-\\d{2}\\.md$`).test(path);
}

/** What differs between a mirror and its project, with digests. */
export async function listChanges(mirror: Mirror): Promise<ArtifactChanges> {
  const { changed, gone } = await listDifferences(mirror);
  const files: ArtifactFile[] = [];
  for (const path of changed) {
    const bytes = await readFile(join(mirror.folder, path));
    files.push({ path, sha256: sha256(bytes), size: bytes.byteLength });
  }
  return { files, gone };
}

/** Copies what differs between a mirror and its project into an artifact. */
export async function writeChanges(artifact: string, mirror: Mirror): Promise<ArtifactChanges> {
  const changes = await listChanges(mirror);
  await mkdir(join(artifact, "files"), { recursive: true });
  for (const file of changes.files) {
    await copyFile(join(mirror.folder, file.path), join(artifact, "files", file.sha256));
  }
  return changes;
}

/** Writes the manifest of an artifact, under whatever name. */
export async function writeManifest(artifact: string, name: string, manifest: object): Promise<void> {
  await mkdir(artifact, { recursive: true });
  await writeFile(join(artifact, name), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The manifest of an artifact of that vendor. @throws RefreshError of kind `artifact`. */
export async function readManifest(artifact: string, name: string, vendor: string): Promise<JsonObject> {
  const value = parse((await readPlain(artifact, name, MAX_MANIFEST_BYTES)).toString("utf8"), name);
  if (!isObject(value)) throw refuseArtifact("manifest", name);
  if (value["vendor"] !== vendor) throw refuseArtifact("other-vendor", name);
  return value;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseArtifact("manifest", name);
  }
}

/** Bytes of a file that lies directly in a folder and is no link. @throws RefreshError of kind `artifact`. */
export async function readPlain(folder: string, name: string, maxBytes = MAX_FILE_BYTES): Promise<Buffer> {
  const path = join(folder, name);
  const entry = await lstat(path).catch(() => undefined);
  if (!entry) throw refuseArtifact("missing-file", name);
  if (!entry.isFile()) throw refuseArtifact("plain-file", name, "a link, or no file");
  if (entry.size > maxBytes) throw refuseArtifact("max-bytes", name, `more than ${maxBytes} bytes`);
  return readFile(path);
}

/**
 * The files that a manifest lists, by path.
 *
 * @throws RefreshError of kind `artifact` for a path that the vendor's refresh does not write, a digest or size that
 * differs, a link, and a file that no manifest lists.
 */
export async function readFiles(artifact: string, manifest: JsonObject, vendor: string): Promise<ReadFiles> {
  const { files, gone } = readChanges(manifest, vendor);
  const listed = new Set(files.map((one) => one.sha256));
  for (const name of await listNames(join(artifact, "files"))) {
    if (!listed.has(name)) throw refuseArtifact("unlisted-file", name);
  }
  const contents = new Map<string, Buffer>();
  for (const { path, sha256: digest, size } of files) {
    const bytes = await readPlain(join(artifact, "files"), digest);
    if (bytes.byteLength !== size || sha256(bytes) !== digest) throw refuseArtifact("digest", path);
    contents.set(path, bytes);
  }
  return { files, gone, contents };
}

/** What {@link readFiles} gives. */
export interface ReadFiles extends ArtifactChanges {
  readonly contents: ReadonlyMap<string, Buffer>;
}

async function listNames(folder: string): Promise<string[]> {
  const entry = await lstat(folder).catch(() => undefined);
  if (entry && !entry.isDirectory()) throw refuseArtifact("plain-folder", "files");
  return entry ? readdir(folder) : [];
}

function readChanges(manifest: JsonObject, vendor: string): ArtifactChanges {
  const { files, gone } = manifest;
  if (!Array.isArray(files) || !Array.isArray(gone) || files.length + gone.length > MAX_FILES) {
    throw refuseArtifact("file-list", "manifest.json");
  }
  const seen = new Set<string>();
  const usePath = (path: unknown): string => {
    if (typeof path !== "string") throw refuseArtifact("file-list", "manifest.json");
    if (!isProposable(vendor, path)) throw refuseArtifact("allowed-path", path, "no refresh of this vendor writes it");
    if (seen.has(path)) throw refuseArtifact("listed-once", path);
    seen.add(path);
    return path;
  };
  return { files: files.map((file) => toArtifactFile(file, usePath)), gone: gone.map(usePath) };
}

function toArtifactFile(file: unknown, usePath: (path: unknown) => string): ArtifactFile {
  const { path, sha256: digest, size } = isRecord(file) ? file : {};
  const used = usePath(path);
  if (typeof digest !== "string" || !DIGEST.test(digest) || typeof size !== "number") {
    throw refuseArtifact("digest", used);
  }
  return { path: used, sha256: digest, size };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
