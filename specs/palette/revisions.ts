import { isObject, type JsonObject, readPointer } from "../../scripts/lib/json.ts";

/** Operations of system administrators that the view of a tenant names, at most. */
const FEW = 10;

/**
 * Whether the document was made for those who run an installation; until February 2026 the vendor published the view of
 * a tenant, which leaves out what a tenant cannot call and the schemas that only those operations use.
 */
export function isSystemView(document: JsonObject): boolean {
  const { paths } = document;
  const system = Object.keys(isObject(paths) ? paths : {}).filter((path) => path.startsWith("/v1/system/"));
  return system.length > FEW;
}

/** Whether the document is of release 4.7 (2025), before the vendor knew CloudStack. */
export function isRelease47(document: JsonObject): boolean {
  return readPointer(document, "#/info/title") === "Palette APIs - 4.7";
}

/** Pointer of the schema that every failure is answered with; the view of a tenant names it otherwise. */
export function errorSchema(document: JsonObject): string {
  return `#/components/schemas/${isSystemView(document) ? "v1Error" : "V1Error"}`;
}
