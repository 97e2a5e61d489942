import { RESERVED_NAMES } from "../import/refuse-unsafe.ts";
import { eachNode } from "../import/shapes.ts";
import { isObject, type JsonObject, toPointer } from "../json.ts";
import type { Problem } from "./problem.ts";

/** Component names are names, and patterns are regular expressions that JavaScript can read. */
export function checkSchemas(document: JsonObject): Problem[] {
  return [...checkNames(document), ...checkPatterns(document)];
}

function checkNames(document: JsonObject): Problem[] {
  const components = isObject(document["components"]) ? document["components"] : {};
  return Object.entries(components).flatMap(([section, members]) =>
    Object.keys(isObject(members) ? members : {})
      .filter((name) => !/^[A-Za-z0-9._-]+$/.test(name) || RESERVED_NAMES.has(name))
      .map((name) => ({
        rule: "component-name",
        pointer: toPointer(["components", section, name]),
        message: `"${name}" is no name for a component`,
      })),
  );
}

function checkPatterns(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  for (const { kind, node, pointer } of eachNode(document)) {
    if (kind !== "schema" || typeof node["pattern"] !== "string" || isReadable(node["pattern"])) continue;
    problems.push({ rule: "pattern", pointer: pointer(), message: `pattern ${node["pattern"]} cannot be read` });
  }
  return problems;
}

function isReadable(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
