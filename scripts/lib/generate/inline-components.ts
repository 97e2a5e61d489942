import { isObject, type Json, type JsonObject, readPointer } from "../json.ts";
import { mapOperations } from "./schema-walk.ts";

/** Puts shared parameters, bodies and answers where they are used; references to schemas stay. */
export function inlineComponents(document: JsonObject): JsonObject {
  const resolve = (value: Json): Json => {
    const reference = isObject(value) ? value["$ref"] : undefined;
    if (typeof reference !== "string" || reference.startsWith("#/components/schemas/")) return value;
    const target = readPointer(document, reference);
    if (target === undefined) throw new Error(`Cannot inline ${reference}: nothing stands there`);
    return resolve(target);
  };
  const paths = isObject(document["paths"]) ? document["paths"] : {};
  const shared = (path: Json): Json[] => {
    const list = isObject(path) ? path["parameters"] : undefined;
    return Array.isArray(list) ? list.map(resolve) : [];
  };
  const lifted = Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      if (!isObject(item)) return [path, item];
      const { parameters: _, ...operations } = item;
      return [path, liftParameters(operations, shared(item))];
    }),
  );
  return mapOperations({ ...document, paths: lifted }, (operation) => {
    const copy = { ...operation };
    if (Array.isArray(copy["parameters"])) copy["parameters"] = copy["parameters"].map(resolve);
    if (copy["requestBody"] !== undefined) copy["requestBody"] = resolve(copy["requestBody"]);
    const responses = copy["responses"];
    if (isObject(responses)) {
      copy["responses"] = Object.fromEntries(
        Object.entries(responses).map(([status, answer]) => [status, resolve(answer)]),
      );
    }
    return copy;
  });
}

function liftParameters(operations: JsonObject, shared: readonly Json[]): JsonObject {
  if (shared.length === 0) return operations;
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => {
      if (!isObject(operation)) return [method, operation];
      const own = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
      return [method, { ...operation, parameters: [...shared, ...own] }];
    }),
  );
}
