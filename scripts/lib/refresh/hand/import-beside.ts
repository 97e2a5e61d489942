import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toCanonicalJson } from "../../canonical.ts";
import { importDocument } from "../../import/import-document.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { gateBefore } from "../gate/gate-before.ts";
import { alignPaths } from "./align-paths.ts";

/**
 * Puts what a vendor says where the document that is written by hand stands in the mirror, to be compared with it.
 *
 * Runs inside of the sandbox. What a refresh refuses because the document would take the place of the committed one (it
 * is smaller, has other hosts, asks for less) is no reason here: it is what a comparison shows.
 *
 * @param root - folder of the mirror
 * @throws RefreshError or ImportError for what is no document, or is not safe to read.
 */
export async function importBeside(root: string, vendor: string): Promise<void> {
  console.log("step:gate");
  const gated = gateBefore(await readFile(join(root, "incoming")));
  console.log("step:import");
  const { document } = importDocument(gated);
  const ours: unknown = JSON.parse(await readFile(join(root, "before/openapi.json"), "utf8"));
  const model: JsonObject = isObject(ours) ? ours : {};
  await writeFile(join(root, "specs", vendor, "openapi.json"), toCanonicalJson(alignPaths(document, model)));
}
