import type { Rule } from "../rule.ts";
import { eachNode, shapeOf } from "../shapes.ts";

/** Extensions that this repository reads. */
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
      for (const key of Object.keys(node)) {
        const shape = shapeOf(kind, key);
        if (shape?.holds === "blank") {
          if (node[key] === "") continue;
          node[key] = "";
        } else if (shape?.holds === "prose" || (shape === undefined && isUnknownExtension(kind, key))) {
          delete node[key];
        } else continue;
        dropped.push(`${pointer()}/${key}`);
      }
    }
    return dropped;
  },
};

function isUnknownExtension(kind: string, key: string): boolean {
  return kind !== "callback" && key.startsWith("x-") && !KNOWN_EXTENSIONS.includes(key);
}
