import { isObject, type JsonObject } from "../../json.ts";

/**
 * A vendor's document with its paths and servers written as in another one, so that the two can be compared.
 *
 * Installations serve the same interface under their own addresses, and one document says in the path what another one
 * says in the address. Paths outside of the other document's address stay whole.
 */
export function alignPaths(document: JsonObject, model: JsonObject): JsonObject {
  const [from, to] = [readBasePath(document), readBasePath(model)];
  const paths = isObject(document["paths"]) ? document["paths"] : {};
  const entries = Object.entries(paths).map(([path, item]): [string, typeof item] => {
    const whole = `${from}${path}`;
    return [whole.startsWith(`${to}/`) ? whole.slice(to.length) : whole, item];
  });
  const { servers: _, ...rest } = document;
  const { servers } = model;
  return { ...rest, ...(servers !== undefined && { servers }), paths: Object.fromEntries(entries) };
}

/** What stands before every path: the path of the first server. */
function readBasePath({ servers }: JsonObject): string {
  const first = Array.isArray(servers) ? servers[0] : undefined;
  const url = isObject(first) && typeof first["url"] === "string" ? first["url"] : "";
  return url.replace(/^[a-z]+:\/\/[^/]*/iu, "").replace(/\/+$/u, "");
}
