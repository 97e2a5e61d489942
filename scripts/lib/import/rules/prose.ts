import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
import { readSunset } from "../../sunset.ts";
import type { Rule } from "../rule.ts";
import { eachNode, type Kind, shapeOf } from "../shapes.ts";

/** Extensions that this repository reads; of `x-sunset` see `isSunset()`. */
export const KNOWN_EXTENSIONS: readonly string[] = ["x-evidence", "x-extensible-enum"];

/**
 * Drops the vendor's text and extensions: descriptions, summaries, examples, licence, links to documentation.
 *
 * Works on keys of OpenAPI objects only, so a property that is called `description` stays.
 */
export const dropProse: Rule = {
  name: "drop-prose",
  apply(document) {
    const dropped: string[] = [];
    for (const { kind, node, pointer } of eachNode(document)) {
      if (kind === "response" && !("$ref" in node)) node["description"] ??= "";
      for (const { keys, mayStay } of findText(kind, node)) {
        const [key = "", name] = keys;
        const holder = name === undefined ? node : node[key];
        if (mayStay) node[key] = "";
        else if (isObject(holder)) delete holder[name ?? key];
        dropped.push(pointer() + toPointer(keys).slice(1));
      }
    }
    return dropped;
  },
};

/** A place in an OpenAPI object that holds the vendor's text, or an extension nobody here reads. */
interface TextPlace {
  readonly keys: readonly string[];
  /** OpenAPI demands the key, so it stays with an empty text. */
  readonly mayStay: boolean;
}

/** The vendor's text that is left in one OpenAPI object; what its children hold is theirs. */
export function findText(kind: Kind, node: JsonObject): TextPlace[] {
  const places: TextPlace[] = [];
  for (const [key, value] of Object.entries(node)) {
    const holds = shapeOf(kind, key)?.holds;
    if (holds === "blank" && value !== "") places.push({ keys: [key], mayStay: true });
    if (holds === "prose" || (holds === undefined && isUnknownExtension(key) && !isSunset(kind, key, value)))
      places.push({ keys: [key], mayStay: false });
    if (holds === "map" && isObject(value)) {
      const names = Object.keys(value).filter(isUnknownExtension);
      places.push(...names.map((name) => ({ keys: [key, name], mayStay: false })));
    }
  }
  return places;
}

function isUnknownExtension(key: string): boolean {
  return key.startsWith("x-") && !KNOWN_EXTENSIONS.includes(key);
}

/** The day on which an operation ends is a fact; anything else under that name may be text. */
function isSunset(kind: Kind, key: string, value: Json): boolean {
  return kind === "operation" && key === "x-sunset" && readSunset(value) !== undefined;
}
