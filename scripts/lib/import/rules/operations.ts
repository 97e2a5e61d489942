import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
import { eachOperation } from "../../override.ts";
import { deriveOperationId, sanitizeOperationId } from "../operation-id.ts";
import type { Rule } from "../rule.ts";

function parametersOf(holder: JsonObject): Json[] {
  return Array.isArray(holder["parameters"]) ? holder["parameters"] : [];
}

function* eachParameterHolder(document: JsonObject): Generator<{ path: string; holder: JsonObject; keys: string[] }> {
  const paths = isObject(document["paths"]) ? document["paths"] : {};
  for (const [path, item] of Object.entries(paths)) {
    if (isObject(item)) yield { path, holder: item, keys: ["paths", path] };
  }
  for (const { path, method, operation } of eachOperation(document)) {
    yield { path, holder: operation, keys: ["paths", path, method] };
  }
}

/** A parameter that is said to stand in the path but has no place there can only be sent in the query. */
export const movePathParameters: Rule = {
  name: "move-path-parameters",
  apply(document) {
    const moved: string[] = [];
    for (const { path, holder, keys } of eachParameterHolder(document)) {
      for (const [index, parameter] of parametersOf(holder).entries()) {
        if (!isObject(parameter) || parameter["in"] !== "path" || path.includes(`{${parameter["name"]}}`)) continue;
        parameter["in"] = "query";
        moved.push(toPointer([...keys, "parameters", String(index)]));
      }
    }
    return moved;
  },
};

/** A path parameter is always required; without it there is no path. */
export const requirePathParameters: Rule = {
  name: "require-path-parameters",
  apply(document) {
    const changed: string[] = [];
    for (const { holder, keys } of eachParameterHolder(document)) {
      for (const [index, parameter] of parametersOf(holder).entries()) {
        if (!isObject(parameter) || parameter["in"] !== "path" || parameter["required"] === true) continue;
        parameter["required"] = true;
        changed.push(toPointer([...keys, "parameters", String(index)]));
      }
    }
    return changed;
  },
};

/** Says the same as no list. */
export const dropEmptyParameters: Rule = {
  name: "drop-empty-parameters",
  apply(document) {
    const dropped: string[] = [];
    for (const { holder, keys } of eachParameterHolder(document)) {
      if (!Array.isArray(holder["parameters"]) || holder["parameters"].length > 0) continue;
      delete holder["parameters"];
      dropped.push(toPointer([...keys, "parameters"]));
    }
    return dropped;
  },
};

/**
 * Drops the request body of GET and HEAD, which OpenAPI 3.0 says shall be ignored and `fetch` refuses to send.
 *
 * Its places are the report's list of what was lost.
 *
 * @see https://spec.openapis.org/oas/v3.0.3#operation-object
 */
export const dropBodiesOfGet: Rule = {
  name: "drop-bodies-of-get",
  apply(document) {
    const dropped: string[] = [];
    for (const { path, method, operation } of eachOperation(document)) {
      if ((method !== "get" && method !== "head") || operation["requestBody"] === undefined) continue;
      delete operation["requestBody"];
      dropped.push(toPointer(["paths", path, method, "requestBody"]));
    }
    return dropped;
  },
};

/**
 * Every operation gets an id that is a name in any language: the vendor's, else one made of method and path alone.
 *
 * Ids that are the same after that are all replaced by the one of method and path.
 */
export const nameOperations: Rule = {
  name: "name-operations",
  apply(document) {
    const named: string[] = [];
    const byId = new Map<string, { path: string; method: string; operation: JsonObject }[]>();
    for (const place of eachOperation(document)) {
      const given = place.operation["operationId"];
      const id = typeof given === "string" ? sanitizeOperationId(given) : "";
      byId.set(id, [...(byId.get(id) ?? []), place]);
    }
    for (const [id, places] of byId) {
      for (const { path, method, operation } of places) {
        const wanted = id === "" || places.length > 1 ? deriveOperationId(method, path) : id;
        if (operation["operationId"] === wanted) continue;
        operation["operationId"] = wanted;
        named.push(toPointer(["paths", path, method, "operationId"]));
      }
    }
    return named;
  },
};

/** The same parameter twice in one list says nothing new. */
export const dropRepeatedParameters: Rule = {
  name: "drop-repeated-parameters",
  apply(document) {
    const dropped: string[] = [];
    for (const { holder, keys } of eachParameterHolder(document)) {
      const seen = new Set<string>();
      const kept = parametersOf(holder).filter((parameter, index) => {
        const text = JSON.stringify(parameter);
        if (seen.has(text)) dropped.push(toPointer([...keys, "parameters", String(index)]));
        return !seen.has(text) && seen.add(text);
      });
      if (kept.length < parametersOf(holder).length) holder["parameters"] = kept;
    }
    return dropped;
  },
};

/**
 * Drops the body of answers whose status says that there is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5
 */
export const dropBodiesOf204: Rule = {
  name: "drop-bodies-of-204",
  apply(document) {
    const dropped: string[] = [];
    for (const { path, method, operation } of eachOperation(document)) {
      const response = isObject(operation["responses"]) ? operation["responses"]["204"] : undefined;
      if (!isObject(response) || response["content"] === undefined) continue;
      delete response["content"];
      dropped.push(toPointer(["paths", path, method, "responses", "204", "content"]));
    }
    return dropped;
  },
};
