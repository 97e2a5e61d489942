import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { toCanonicalJson, toCanonicalOrder } from "./canonical.ts";
import type { DocumentCounts } from "./import/import-document.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { applyOverrides, type Override } from "./override.ts";
import { type Problem, validateDocument } from "./validate.ts";

const SPECS = fileURLToPath(new URL("../../specs/", import.meta.url));

/** What was read from the vendor, and when. */
export interface SourceLock extends DocumentCounts {
  /** Day on which the bytes were obtained, `YYYY-MM-DD`. */
  readonly date: string;
  /** Of the bytes as the vendor sent them; of `upstream.json` where it is written by hand. */
  readonly sha256: string;
  /** The vendor's own version. */
  readonly version: string;
}

/** `source.json`: where a vendor publishes its document, and what was read from there last. */
export interface SpecSource {
  /** URL or URL template of the document; absent when the vendor publishes none. */
  readonly url?: string;
  readonly format?: string;
  /** Environment variables that hold the credentials for fetching the document. */
  readonly credentials?: readonly string[];
  /** JSON pointers of what the vendor declares and OpenAPI 3.0 cannot say. */
  readonly lost?: readonly string[];
  readonly lock?: SourceLock;
}

/** A document that breaks this repository's rules. */
export class InvalidDocumentError extends Error {
  override readonly name = "InvalidDocumentError";
  readonly problems: readonly Problem[];

  constructor(vendor: string, problems: readonly Problem[]) {
    const lines = problems.slice(0, 20).map(({ rule, pointer, message }) => `  ${rule}: ${message} at ${pointer}`);
    const more = problems.length > lines.length ? [`  and ${problems.length - lines.length} more`] : [];
    super([`Cannot use the document of "${vendor}": ${problems.length} problems`, ...lines, ...more].join("\n"));
    this.problems = problems;
  }
}

/** Path of a file in a vendor's folder of `specs/`. */
export function specPath(vendor: string, file: string, specs = SPECS): string {
  return join(specs, vendor, file);
}

async function readSpec(path: string): Promise<JsonObject> {
  const value: unknown = JSON.parse(await readFile(path, "utf8"));
  if (!isObject(value)) throw new TypeError(`Cannot read "${path}": no JSON object`);
  return value;
}

/** The vendor's interface as published. */
export function loadUpstream(vendor: string, specs = SPECS): Promise<JsonObject> {
  return readSpec(specPath(vendor, "upstream.json", specs));
}

/** The committed document that generation, mocks and documentation read. */
export function loadOpenApi(vendor: string, specs = SPECS): Promise<JsonObject> {
  return readSpec(specPath(vendor, "openapi.json", specs));
}

/** `source.json`, or an empty one for a vendor that has none yet. */
export async function loadSource(vendor: string, specs = SPECS): Promise<SpecSource> {
  const path = specPath(vendor, "source.json", specs);
  return existsSync(path) ? await readSpec(path) : {};
}

/** The overrides of a vendor in the order of their file names, with these names. */
export async function loadOverrides(vendor: string, specs = SPECS): Promise<[string, Override][]> {
  const folder = specPath(vendor, "overrides", specs);
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).sort();
  return Promise.all(
    files.map(async (file): Promise<[string, Override]> => {
      const name = `specs/${vendor}/overrides/${file}`;
      const module: { override?: Override } = await import(pathToFileURL(join(folder, file)).href);
      if (!module.override) throw new TypeError(`Cannot load "${name}": it exports no "override"`);
      return [name, module.override];
    }),
  );
}

/**
 * The document with the vendor's overrides applied, in canonical order.
 *
 * Without `upstream` the committed one is read; the one passed in stays as it is.
 *
 * @throws OverrideError when an override no longer fits, InvalidDocumentError when the result breaks a rule.
 */
export async function buildOpenApi(vendor: string, upstream?: JsonObject, specs = SPECS): Promise<JsonObject> {
  const overrides = await loadOverrides(vendor, specs);
  const document = applyOverrides(upstream ?? (await loadUpstream(vendor, specs)), overrides);
  const problems = await validateDocument(document);
  if (problems.length > 0) throw new InvalidDocumentError(vendor, problems);
  return toCanonicalOrder(document);
}

/** Files of a vendor's folder by name; JSON is written canonically, text as it is. */
export type SpecFiles = Readonly<Record<string, Json | string>>;

/** Writes files of one vendor: all of them, or none when the text of one cannot be written. */
export async function writeSpec(vendor: string, files: SpecFiles, specs = SPECS): Promise<void> {
  await mkdir(join(specs, vendor), { recursive: true });
  const paths = Object.keys(files).map((name) => specPath(vendor, name, specs));
  try {
    for (const [name, content] of Object.entries(files)) {
      const text = typeof content === "string" ? content : toCanonicalJson(content);
      await writeFile(`${specPath(vendor, name, specs)}.new`, text);
    }
  } catch (error) {
    await Promise.all(paths.map((path) => rm(`${path}.new`, { force: true })));
    throw error;
  }
  for (const path of paths) await rename(`${path}.new`, path);
}

/** Digest of bytes as lower-case hexadecimal. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
