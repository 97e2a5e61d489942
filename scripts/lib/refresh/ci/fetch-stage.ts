import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../../json.ts";
import { sha256 } from "../../specs.ts";
import type { Vendor } from "../../vendors.ts";
import { findReasonToLeave } from "../find-reason-to-leave.ts";
import type { Document } from "../generate-in-mirror.ts";
import { type ReadOptions, readChanged } from "../read-changed.ts";
import { isDay } from "../today.ts";
import { readManifest, readPlain, refuseArtifact, writeManifest } from "./artifact.ts";

/** What the first job needs. */
export interface FetchStageOptions extends ReadOptions {
  /** Folder that it writes. */
  readonly out: string;
  /** Day on which the bytes are obtained, `YYYY-MM-DD`. */
  readonly date: string;
  /** Takes a vendor's document in place of one that is written here. */
  readonly replacesHandWritten: boolean;
}

/** What the first job left: bytes, or why there are none. */
export interface Fetched extends Document {
  readonly sha256: string;
  readonly date: string;
}

const MANIFEST = "fetched.json";
const DOCUMENT = "document";

/**
 * The first of four jobs: a vendor's bytes and what they are. Returns why there are none, when that is no failure.
 *
 * Without `from`, a vendor that cannot be asked is left as it is.
 *
 * @throws RefreshError
 */
export async function fetchStage(vendor: Vendor, options: FetchStageOptions): Promise<string | undefined> {
  const { out, date } = options;
  await rm(out, { recursive: true, force: true });
  const reason = await findReason(vendor, options);
  const incoming = reason === undefined ? await readChanged(vendor, options) : "unchanged";
  if (incoming === "unchanged") {
    const left = reason === undefined ? "unchanged" : `left as it is, ${reason}`;
    await writeManifest(out, MANIFEST, { vendor: vendor.name, left });
    return left;
  }
  const { bytes, ...validators } = incoming;
  const facts = { vendor: vendor.name, sha256: sha256(bytes), date, size: bytes.byteLength, ...validators };
  await writeManifest(out, MANIFEST, facts);
  await writeFile(join(out, DOCUMENT), bytes);
  return undefined;
}

async function findReason(vendor: Vendor, options: FetchStageOptions): Promise<string | undefined> {
  const { from, root, environment, replacesHandWritten } = options;
  if (from === undefined) return findReasonToLeave(vendor, root, environment);
  if (vendor.upstream === "vendor" || replacesHandWritten) return undefined;
  return "its document is written by hand: npm run refresh compares, --replace-hand-written takes the vendor's";
}

/** Whether the first job left bytes. */
export async function hasDocument(folder: string, vendor: string): Promise<boolean> {
  return !("left" in (await readManifest(folder, MANIFEST, vendor)));
}

/** The bytes of the first job. @throws RefreshError of kind `artifact` when they are not the ones it wrote. */
export async function readFetched(folder: string, vendor: string): Promise<Fetched> {
  const manifest = await readManifest(folder, MANIFEST, vendor);
  const { vendor: _vendor, sha256: digest, date, size, etag, lastModified, ...unknown } = manifest;
  if (typeof digest !== "string" || typeof date !== "string" || !isDay(date) || Object.keys(unknown).length > 0)
    throw refuseArtifact("manifest", MANIFEST);
  const validators = { ...readText("etag", etag), ...readText("lastModified", lastModified) };
  const bytes = await readPlain(folder, DOCUMENT);
  if (bytes.byteLength !== size || sha256(bytes) !== digest) throw refuseArtifact("digest", DOCUMENT);
  return { ...validators, bytes, sha256: digest, date };
}

function readText(name: string, value: Json | undefined): Record<string, string> {
  if (value === undefined) return {};
  if (typeof value !== "string" || value.length > 200) throw refuseArtifact("manifest", MANIFEST);
  return { [name]: value };
}
