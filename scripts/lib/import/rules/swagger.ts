import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
import { METHODS } from "../../override.ts";
import type { Rule } from "../rule.ts";

/** Whether the document is Swagger 2.0 and has to be converted. */
export function isSwagger(document: JsonObject): boolean {
  return document["swagger"] === "2.0";
}

/**
 * Moves bodies that Swagger 2 declares on a path to each of its operations.
 *
 * The converter gives them only to methods that stand after `parameters` in the document.
 */
export const moveBodiesToOperations: Rule = {
  name: "move-bodies-to-operations",
  apply(document) {
    const moved: string[] = [];
    for (const [path, item] of Object.entries(isObject(document["paths"]) ? document["paths"] : {})) {
      if (!isObject(item) || !Array.isArray(item["parameters"])) continue;
      const bodies = item["parameters"].filter(isBody);
      if (bodies.length === 0) continue;
      item["parameters"] = item["parameters"].filter((parameter) => !isBody(parameter));
      moved.push(toPointer(["paths", path, "parameters"]));
      for (const method of METHODS) {
        const operation = item[method];
        if (isObject(operation)) addBodies(operation, bodies);
      }
    }
    return moved;
  },
};

function isBody(parameter: Json): boolean {
  return isObject(parameter) && (parameter["in"] === "body" || parameter["in"] === "formData");
}

function addBodies(operation: JsonObject, bodies: readonly Json[]): void {
  const own = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  if (!own.some(isBody)) operation["parameters"] = [...own, ...structuredClone(bodies)];
}

/** Swagger 2.0 to OpenAPI 3.0; what the converter leaves behind is removed by the other rules. */
export function convertSwagger(document: JsonObject): JsonObject {
  const converted: unknown = upgradeFromTwoToThree(document);
  if (!isObject(converted)) throw new TypeError("Cannot convert the document: the converter returned no object");
  // Without a host there is no server that the schemes could belong to.
  for (const key of ["schemes", "host", "basePath", "consumes", "produces"]) delete converted[key];
  return converted;
}
