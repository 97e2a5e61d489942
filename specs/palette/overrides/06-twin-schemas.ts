import { isObject, type Json } from "../../../scripts/lib/json.ts";
import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isSystemView } from "../revisions.ts";

/** Dropped name and kept name: they differ in case or a dot only and say the same. */
const TWINS: readonly (readonly [string, string])[] = [
  ["v1.GcpAccountEntitySpec", "v1GcpAccountEntitySpec"],
  ["v1APIEndpoint", "v1ApiEndpoint"],
];

/** The same, in the view of those who run an installation. */
const TWINS_OF_SYSTEM: typeof TWINS = [
  ["URLEncodedBase64", "urlEncodedBase64"],
  ["V1Error", "v1Error"],
];

export const override = defineOverride({
  what: "Four schemas stand twice under names that no type or file system can tell apart.",
  evidence: "https://github.com/spectrocloud/palette-sdk-typescript/blob/main/api/fix-duplicates.py",
  date: "2026-11-21",
  apply(document) {
    const schemas = getObject(document, "#/components/schemas");
    for (const [dropped, kept] of isSystemView(document) ? [...TWINS_OF_SYSTEM, ...TWINS] : TWINS) {
      expectValue(document, `#/components/schemas/${dropped}`, getObject(document, `#/components/schemas/${kept}`));
      delete schemas[dropped];
      redirect(document, `#/components/schemas/${dropped}`, `#/components/schemas/${kept}`);
    }
  },
});

function redirect(value: Json, from: string, to: string): void {
  if (typeof value !== "object" || value === null) return;
  if (isObject(value) && value["$ref"] === from) value["$ref"] = to;
  for (const child of Object.values(value)) redirect(child, from, to);
}
