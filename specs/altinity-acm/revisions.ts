import type { JsonObject } from "../../scripts/lib/json.ts";
import { readPointer } from "../../scripts/lib/json.ts";
import { eachOperation } from "../../scripts/lib/override.ts";

/** Whether the document is the revision of 2025 (25.7.34), which carries defects that the vendor has removed since. */
export function isRevision25(document: JsonObject): boolean {
  return readPointer(document, "#/info/version") === "25.7.34";
}

/**
 * Whether the document is what the vendor answers to a caller with a token.
 *
 * Without one the vendor leaves out every operation that demands a token, so no operation names the API key.
 */
export function isFullView(document: JsonObject): boolean {
  return [...eachOperation(document)].some(({ operation }) => {
    const { security } = operation;
    return Array.isArray(security) && security.length > 0;
  });
}
