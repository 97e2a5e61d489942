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
  return problems;
}

function messageFor(document: JsonObject, target: Json): string | undefined {
  if (typeof target !== "string" || !COMPONENT.test(target)) {
    return `reference ${JSON.stringify(target)} does not name a component of this document`;
  }
  return readPointer(document, target) === undefined ? `reference "${target}" leads nowhere` : undefined;
}
