import { KNOWN_EXTENSIONS } from "../import/rules/prose.ts";
import { eachNode, shapeOf } from "../import/shapes.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Problem } from "./problem.ts";

/** No vendor text is left, no extension but the known ones, and `info` is a title and a version. */
export function checkText(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const add = (pointer: string, message: string) => problems.push({ rule: "text", pointer, message });
  if (document["openapi"] !== "3.0.3") add("#/openapi", "the version is not 3.0.3");
  const info = isObject(document["info"]) ? Object.keys(document["info"]).sort().join() : "";
  if (info !== "title,version") add("#/info", "info is not a title and a version");
  for (const { kind, node, pointer } of eachNode(document)) {
    for (const [key, value] of Object.entries(node)) {
      const shape = shapeOf(kind, key);
      const place = () => `${pointer()}/${key}`;
      if (shape?.holds === "prose") add(place(), `"${key}" is text for readers`);
      else if (shape?.holds === "blank" && value !== "") add(place(), `"${key}" is not empty`);
      else if (shape === undefined && kind !== "callback" && key.startsWith("x-") && !KNOWN_EXTENSIONS.includes(key)) {
        add(place(), `extension "${key}" is unknown`);
      }
    }
  }
  return problems;
}
