import { isObject, type JsonObject, toPointer } from "../../json.ts";
import { ImportError } from "../import-error.ts";
import type { Rule } from "../rule.ts";

/** A document answered by an API inside its own envelope: `data` and `error` stand beside `paths`. */
export const dropEnvelope: Rule = {
  name: "drop-envelope",
  apply(document) {
    return ["data", "error"]
      .filter((key) => {
        if (document[key] !== null) return false;
        delete document[key];
        return true;
      })
      .map((key) => toPointer([key]));
  },
};

/** Title and version at the root belong into `info`. */
export const moveInfo: Rule = {
  name: "move-info",
  apply(document) {
    if (isObject(document["info"])) return [];
    const moved = ["title", "version"].filter((key) => typeof document[key] === "string");
    document["info"] = Object.fromEntries(moved.map((key) => [key, document[key] ?? ""]));
    for (const key of moved) delete document[key];
    delete document["description"];
    return moved.map((key) => toPointer([key]));
  },
};

const SWAGGER_ROOTS = [
  ...["swagger", "info", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions", "parameters"],
  ...["responses", "securityDefinitions", "security", "tags", "externalDocs"],
];
const OPENAPI_ROOTS = ["openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs"];

/**
 * Refuses root keys that nobody knows: a key nobody reads may carry what somebody should.
 *
 * @throws ImportError with the pointer of the first one.
 */
export function refuseUnknownRoots(document: JsonObject): void {
  const known = "swagger" in document ? SWAGGER_ROOTS : OPENAPI_ROOTS;
  const unknown = Object.keys(document).find((key) => !known.includes(key) && !key.startsWith("x-"));
  if (unknown !== undefined) throw new ImportError(toPointer([unknown]), `the unknown key "${unknown}"`);
}

/** Everything after the importer reads 3.0.3; 3.0 revisions differ in wording only. */
export const writeVersion: Rule = {
  name: "write-version",
  apply(document) {
    if (document["openapi"] === "3.0.3") return [];
    document["openapi"] = "3.0.3";
    return ["#/openapi"];
  },
};

/** Paths begin with a slash, so a server must not end with one. */
export const trimServers: Rule = {
  name: "trim-servers",
  apply(document) {
    const servers = Array.isArray(document["servers"]) ? document["servers"] : [];
    return servers.flatMap((server, index) => {
      if (!isObject(server) || typeof server["url"] !== "string" || !/.\/+$/.test(server["url"])) return [];
      server["url"] = server["url"].replace(/\/+$/, "");
      return [toPointer(["servers", String(index), "url"])];
    });
  },
};
