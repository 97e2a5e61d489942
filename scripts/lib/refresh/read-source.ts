import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../json.ts";
import type { RefreshSource } from "./source.ts";

/** `source.json` of a folder. */
export async function readSource(folder: string): Promise<RefreshSource> {
  const source: unknown = JSON.parse(await readFile(join(folder, "source.json"), "utf8"));
  if (!isObject(source)) throw new TypeError("Cannot read source.json: no JSON object");
  return source;
}
