import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mutate } from "../../scripts/lib/compare/mutations/mutate.ts";
import { importDocument } from "../../scripts/lib/import/import-document.ts";
import { readJsonDocument } from "../../scripts/lib/import/read-json.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { ROOT, specFile } from "../../scripts/lib/project.ts";
import { buildOpenApi } from "../../scripts/lib/specs.ts";
import { VENDORS } from "../../scripts/lib/vendors.ts";

/** Two documents to compare. */
export interface Pair {
  readonly vendor: string;
  /** Revisions, or the kind of mutation. */
  readonly name: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Level that we wrote down for the mutation. */
  readonly want?: string;
}

const REST = VENDORS.filter(({ kind }) => kind === "openapi");

/** Neighbouring real revisions, imported and corrected as a refresh does; none where the folder does not exist. */
export async function readRealPairs(folder: string): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const { name: vendor } of REST) {
    const place = join(folder, vendor);
    const files = existsSync(place) ? readdirSync(place).filter((file) => /^\d[\d.-]*\d\.json$/.test(file)) : [];
    const revisions = files.sort().map((file) => file.replace(/\.json$/, ""));
    const documents = await Promise.all(
      revisions.map((revision) => readRevision(vendor, join(place, `${revision}.json`))),
    );
    for (const [index, after] of documents.entries()) {
      const before = documents[index - 1];
      if (before) pairs.push({ vendor, name: `${revisions[index - 1]} to ${revisions[index]}`, before, after });
    }
  }
  return pairs;
}

async function readRevision(vendor: string, file: string): Promise<JsonObject> {
  return buildOpenApi(vendor, importDocument(readJsonDocument(readFileSync(file))).document);
}

/** Settings of {@link mutatedPairs}. */
export interface MutatedOptions {
  readonly seed: number;
  readonly rounds: number;
  readonly only: string | undefined;
}

/** Of large documents every n-th mutation is compared, there and back by turns, because each takes seconds. */
const EVERY: Readonly<Record<string, number>> = { palette: 5, "altinity-acm": 3 };

/** Mutations of the committed documents; all of them where one vendor is asked for. */
export function* mutatedPairs({ seed, rounds, only }: MutatedOptions): Generator<Pair> {
  for (const { name: vendor } of REST) {
    if (only !== undefined && only !== vendor) continue;
    const document: JsonObject = JSON.parse(readFileSync(join(ROOT, specFile(vendor, "openapi.json")), "utf8"));
    const every = only === undefined ? (EVERY[vendor] ?? 1) : 1;
    let index = 0;
    for (const { kind, before, after, want } of mutate(document, { seed, rounds })) {
      if (index++ % every === 0) yield { vendor, name: kind, before, after, want };
    }
  }
}
