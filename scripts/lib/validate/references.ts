import { eachNode } from "../import/shapes.ts";
import { isObject, type Json, type JsonObject, readPointer, toPointer } from "../json.ts";
import type { Problem } from "./problem.ts";

const COMPONENT = /^#\/components\/[A-Za-z]+\/[A-Za-z0-9._-]+$/;

/** Every reference names a component of the same document. */
export function checkReferences(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const keys: string[] = [];
  const visit = (value: Json): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      keys.push(key);
      if (key === "$ref" && !(isObject(child) && keys.at(-2) === "properties")) {
        const message = messageFor(document, child);
        if (message) problems.push({ rule: "reference", pointer: toPointer(keys), message });
      } else visit(child);
      keys.pop();
    }
  };
  visit(document);
  return [...problems, ...checkMappings(document)];
}

function messageFor(document: JsonObject, target: Json): string | undefined {
  if (typeof target !== "string" || !COMPONENT.test(target)) {
    return `reference ${JSON.stringify(target)} does not name a component of this document`;
  }
  return readPointer(document, target) === undefined ? `reference "${target}" leads nowhere` : undefined;
}

/** A discriminator leads to schemas of this document, by reference or by name. */
function checkMappings(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  for (const { kind, node, pointer } of eachNode(document)) {
    const mapping = kind === "schema" && isObject(node["discriminator"]) ? node["discriminator"]["mapping"] : undefined;
    for (const target of isObject(mapping) ? Object.values(mapping) : []) {
      const isName = typeof target === "string" && !target.includes("/");
      const message = messageFor(document, isName ? `#/components/schemas/${target}` : target);
      if (message) problems.push({ rule: "reference", pointer: `${pointer()}/discriminator/mapping`, message });
    }
  }
  return problems;
}
