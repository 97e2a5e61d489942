import { readFile } from "node:fs/promises";
import { toCanonicalJson } from "../canonical.ts";
import type { Json, JsonObject } from "../json.ts";
import { buildOpenApi, loadSource, type SpecSource, sha256, specPath, writeSpec } from "../specs.ts";
import type { Vendor } from "../vendors.ts";
import { countSdl, importSdl } from "./graphql.ts";
import { countDocument, type DocumentCounts, importDocument } from "./import-document.ts";
import { decodeUtf8, readJsonDocument } from "./read-json.ts";

/** What to import. */
export interface ImportOptions {
  /** The document as the vendor sent it; without it the committed `upstream` is taken. */
  readonly bytes?: Uint8Array | undefined;
  /** Day on which the bytes were obtained. @default today, or the day in the lock when `bytes` is absent */
  readonly date?: string | undefined;
  /** Folder that holds the vendors' folders. @default `specs/` */
  readonly specs?: string;
}

/** What an import did, as rows of tables. */
export interface ImportResult {
  readonly repairs: readonly { readonly rule: string; readonly places: number }[];
  readonly files: readonly ({ readonly file: string } & Readonly<Record<keyof DocumentCounts, number>>)[];
}

/**
 * Writes a vendor's `upstream`, document and lock below `specs/`; nothing is written when anything fails.
 *
 * @throws ImportError, OverrideError or InvalidDocumentError, see their descriptions; RangeError for a bad date.
 */
export async function importVendor(vendor: Vendor, options: ImportOptions): Promise<ImportResult> {
  if (options.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.date)) {
    throw new RangeError(`Cannot use date "${options.date}": it is not YYYY-MM-DD`);
  }
  return vendor.kind === "graphql" ? importGraphql(vendor, options) : importOpenApi(vendor, options);
}

async function importOpenApi(vendor: Vendor, options: ImportOptions): Promise<ImportResult> {
  const bytes = options.bytes ?? (await readFile(specPath(vendor.name, "upstream.json", options.specs)));
  const source = await loadSource(vendor.name, options.specs);
  const { document: upstream, report } = importDocument(readJsonDocument(bytes));
  const openapi = await buildOpenApi(vendor.name, upstream, options.specs);
  const isFromVendor = options.bytes !== undefined;
  const origin = isFromVendor ? { format: report.format, lost: report.lost } : {};
  const digest = digestOf(vendor, options, toCanonicalJson(upstream));
  const lock = lockFor(source, options, { ...digest, ...report.counts, version: versionOf(upstream) });
  const files = {
    "upstream.json": upstream,
    "openapi.json": openapi,
    "source.json": toJson({ ...source, ...origin, lock }),
  };
  await writeSpec(vendor.name, files, options.specs);
  return {
    repairs: report.repairs.map(({ rule, places }) => ({ rule, places: places.length })),
    files: [
      { file: "upstream.json", ...report.counts },
      { file: "openapi.json", ...countDocument(openapi) },
    ],
  };
}

async function importGraphql(vendor: Vendor, options: ImportOptions): Promise<ImportResult> {
  const bytes = options.bytes ?? (await readFile(specPath(vendor.name, "upstream.graphql", options.specs)));
  const sdl = importSdl(decodeUtf8(bytes));
  const source = await loadSource(vendor.name, options.specs);
  const { types, queries, mutations } = countSdl(sdl);
  const counts = { paths: 0, operations: queries + mutations, schemas: types };
  const lock = lockFor(source, options, { ...counts, version: "", ...digestOf(vendor, options, sdl) });
  const origin = options.bytes === undefined ? {} : { format: "graphql" };
  const files = {
    "upstream.graphql": sdl,
    "schema.graphql": sdl,
    "source.json": toJson({ ...source, ...origin, lock }),
  };
  await writeSpec(vendor.name, files, options.specs);
  return { repairs: [], files: [{ file: "schema.graphql", ...counts }] };
}

/** The bytes are the vendor's only when they were given now; a document written by hand is its own source. */
function digestOf(vendor: Vendor, options: ImportOptions, upstream: string): { sha256?: string } {
  if (options.bytes) return { sha256: sha256(options.bytes) };
  return vendor.upstream === "hand" ? { sha256: sha256(upstream) } : {};
}

function lockFor(source: SpecSource, options: ImportOptions, found: JsonObject | object): Json {
  const today = new Date().toISOString().slice(0, 10);
  const kept = options.bytes === undefined ? source.lock?.date : undefined;
  return toJson({ ...source.lock, date: options.date ?? kept ?? today, ...found });
}

function versionOf(document: JsonObject): string {
  const { info } = document;
  return typeof info === "object" && info !== null && "version" in info ? String(info["version"]) : "";
}

function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
