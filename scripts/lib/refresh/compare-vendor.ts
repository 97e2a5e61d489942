import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type JsonObject } from "../json.ts";
import type { Vendor } from "../vendors.ts";
import { type Comparison, compareOperations, highestLevel } from "./comparison.ts";
import type { Mirror } from "./mirror.ts";

/** What changed between the committed document of a vendor and the one in the mirror. */
export async function compareVendor({ folder }: Mirror, vendor: Vendor): Promise<Comparison> {
  const before = join(folder, "before");
  const after = join(folder, "specs", vendor.name);
  if (vendor.kind === "graphql") {
    const read = (place: string) => readFile(join(place, "schema.graphql"), "utf8");
    return compareSchemas(await read(before), await read(after));
  }
  return compareOperations(
    await readDocument(join(before, "openapi.json")),
    await readDocument(join(after, "openapi.json")),
  );
}

async function compareSchemas(before: string, after: string): Promise<Comparison> {
  if (before === after) return { level: "none", changes: [] };
  const { compareSdl } = await import("./compare-sdl.ts");
  const changes = compareSdl(before, after);
  return { level: highestLevel(changes), changes };
}

async function readDocument(path: string): Promise<JsonObject> {
  const value: unknown = JSON.parse(await readFile(path, "utf8"));
  return isObject(value) ? value : {};
}
