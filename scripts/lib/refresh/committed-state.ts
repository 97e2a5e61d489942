import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DocumentCounts } from "../import/import-document.ts";
import { isObject } from "../json.ts";

/** Counts of the lock in a vendor's folder; all 0 where there is none yet. */
export async function readCounts(folder: string): Promise<DocumentCounts> {
  const source: unknown = JSON.parse(await readFile(join(folder, "source.json"), "utf8"));
  const lock = isObject(source) && isObject(source["lock"]) ? source["lock"] : {};
  const read = (key: string) => (typeof lock[key] === "number" ? lock[key] : 0);
  return { paths: read("paths"), operations: read("operations"), schemas: read("schemas") };
}
