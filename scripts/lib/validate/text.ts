import { findText } from "../import/rules/prose.ts";
import { eachNode } from "../import/shapes.ts";
import { isObject, type JsonObject, toPointer } from "../json.ts";
import type { Problem } from "./problem.ts";

/** No vendor text is left, no extension but the known ones, and `info` is a title and a version. */
export function checkText(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const add = (pointer: string, message: string) => problems.push({ rule: "text", pointer, message });
  if (document["openapi"] !== "3.0.3") add("#/openapi", "the version is not 3.0.3");
  const info = isObject(document["info"]) ? Object.keys(document["info"]).sort().join() : "";
  if (info !== "title,version") add("#/info", "info is not a title and a version");
  for (const { kind, node, pointer } of eachNode(document)) {
    if (kind === "response" && !("$ref" in node) && node["description"] === undefined) {
      add(pointer(), "the response has no (empty) description");
    }
    for (const { keys, mayStay } of findText(kind, node)) {
      const message = mayStay ? `"${keys[0]}" is not empty` : `"${keys.at(-1)}" is text or an unknown extension`;
      add(pointer() + toPointer(keys).slice(1), message);
    }
  }
  return problems;
}
