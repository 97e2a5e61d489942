import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject, readPointer } from "../../json.ts";
import type { ProjectCopy } from "../project-copy.ts";

/** Writes a vendor's committed document with one change, and tells where. */
export function writeIncoming({ root }: ProjectCopy, vendor: string, change: (document: JsonObject) => void): string {
  const document: JsonObject = JSON.parse(readFileSync(join(root, "specs", vendor, "upstream.json"), "utf8"));
  change(document);
  const path = join(root, "incoming.json");
  writeFileSync(path, JSON.stringify(document));
  return path;
}

/** A breaking change: the field `name` of the first schema that has one is called otherwise. */
export function renameField(document: JsonObject): void {
  const schemas = readPointer(document, "#/components/schemas");
  const holders = Object.values(isObject(schemas) ? schemas : {}).filter(isObject);
  const holder = holders.find((schema) => isObject(schema["properties"]) && "name" in schema["properties"]);
  if (!isObject(holder?.["properties"])) throw new Error("Cannot find a schema with a name");
  const { name = {}, ...rest } = holder["properties"];
  holder["properties"] = { ...rest, renamedByTest: name };
}
