import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Comparison } from "../compare/change.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Vendor } from "../vendors.ts";
import type { Mirror } from "./mirror.ts";

/** What changed between the committed document of a vendor and the one in the mirror. */
export async function compareVendor({ folder }: Pick<Mirror, "folder">, vendor: Vendor): Promise<Comparison> {
  const before = join(folder, "before");
  const after = join(folder, "specs", vendor.name);
  if (vendor.kind === "graphql") {
    const { compareSdl } = await import("../compare/compare-sdl.ts");
    const read = (place: string) => readFile(join(place, "schema.graphql"), "utf8");
    return compareSdl(await read(before), await read(after));
  }
  const { compareDocuments } = await import("../compare/compare-documents.ts");
  const read = async (file: string) => [await readJson(join(before, file)), await readJson(join(after, file))] as const;
  const [old, now] = await read("openapi.json");
  const [oldSource, source] = await read("source.json");
  return compareDocuments(old, now, { sources: { before: oldSource, after: source } });
}

async function readJson(path: string): Promise<JsonObject> {
  const value: unknown = JSON.parse(await readFile(path, "utf8"));
  return isObject(value) ? value : {};
}
