import { isObject, type Json, type JsonObject } from "../json.ts";
import { type Change, withFacts } from "./change.ts";
import { OPERATION_RULES, type OperationRule } from "./rules.ts";

type Found = Pick<Change, "rule" | "level" | "pointer" | "from" | "to">;

function found(rule: OperationRule, pointer: string, from?: unknown, to?: unknown): Found {
  return withFacts({ rule, level: OPERATION_RULES[rule], pointer }, from, to);
}

interface Address {
  readonly origin: string;
  readonly path: string;
  readonly variables: string;
}

/** Compares where a document, a path or an operation says that the vendor serves it. */
export function compareServers(before: Json | undefined, after: Json | undefined, pointer: string): Found[] {
  const [old, now] = [readServers(before), readServers(after)];
  const removed = old.filter((one) => !now.some((other) => other.origin === one.origin && other.path === one.path));
  const added = now.filter((one) => !old.some((other) => other.origin === one.origin && other.path === one.path));
  const [from] = removed;
  const [to] = added;
  if (removed.length === 1 && added.length === 1 && from && to) {
    const isHost = from.origin !== to.origin;
    if (isHost) return [found("server-host-changed", pointer, from.origin, to.origin)];
    return [found("server-path-changed", pointer, from.path, to.path)];
  }
  const variables = old.some((one) => {
    const same = now.find((other) => other.origin === one.origin && other.path === one.path);
    return same !== undefined && same.variables !== one.variables;
  });
  return [
    ...removed.map((one) => found("server-removed", pointer, one.origin + one.path)),
    ...added.map((one) => found("server-added", pointer, undefined, one.origin + one.path)),
    ...(variables ? [found("server-variable-changed", pointer)] : []),
  ];
}

function readServers(servers: Json | undefined): Address[] {
  return (Array.isArray(servers) ? servers : []).filter(isObject).map((server) => {
    const url = typeof server["url"] === "string" ? server["url"] : "";
    const [, origin = "", path = ""] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)?(.*)$/is.exec(url) ?? [];
    return {
      origin: origin.toLowerCase(),
      path: path.replace(/\/$/, ""),
      variables: JSON.stringify(server["variables"] ?? {}),
    };
  });
}

/** Compares two `source.json`: where a vendor publishes, in which format, with which credentials, and what was lost. */
export function compareSources(before: JsonObject, after: JsonObject): Found[] {
  const text = (source: JsonObject, key: string) => JSON.stringify(source[key] ?? null);
  const host = (source: JsonObject) => /^[a-z]+:\/\/([^/]*)/i.exec(String(source["url"] ?? ""))?.[1] ?? "";
  const changes: Found[] = [];
  if (host(before) !== host(after)) changes.push(found("source-host-changed", "#/url", host(before), host(after)));
  else if (text(before, "url") !== text(after, "url")) changes.push(found("source-location-changed", "#/url"));
  if (text(before, "format") !== text(after, "format")) {
    changes.push(found("source-format-changed", "#/format", before["format"], after["format"]));
  }
  if (text(before, "credentials") !== text(after, "credentials")) {
    changes.push(found("source-credentials-changed", "#/credentials", before["credentials"], after["credentials"]));
  }
  if (text(before, "lost") !== text(after, "lost")) {
    const count = (source: JsonObject) => (Array.isArray(source["lost"]) ? source["lost"].length : 0);
    changes.push(found("source-losses-changed", "#/lost", count(before), count(after)));
  }
  return changes;
}
