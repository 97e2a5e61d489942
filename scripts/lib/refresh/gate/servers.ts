import { isObject, type JsonObject } from "../../json.ts";
import { RefreshError } from "../refusal.ts";
import { eachValue } from "./walk.ts";

// Rule: credentials go where a document says the service is, so every address in it is plain https to a host that can
// be read, and a host that was not there before needs a person who says so.

const ADDRESS = /^https?:\/\/[A-Za-z0-9.{}_-]{1,253}(:\d{1,5}|:\{[A-Za-z0-9_]+\})?(\/[A-Za-z0-9._~{}/-]*)?$/u;
const PATH_ONLY = /^\/(?!\/)([A-Za-z0-9._~{}/-]*)$/u;
const FLOW_KEYS: ReadonlySet<string> = new Set(["authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl"]);

/** Refuses addresses that are more than scheme, host, port and path. @throws RefreshError */
export function refuseServers(document: JsonObject): void {
  for (const { url, pointer } of eachAddress(document)) {
    const isPlain = ADDRESS.test(url) || PATH_ONLY.test(url) || url === "";
    if (!isPlain || /\/\.{1,2}(\/|$)/u.test(url))
      throw new RefreshError({ kind: "unsafe", rule: "server-url", pointer });
  }
  const { host, basePath, schemes } = document;
  const isHost = host === undefined || (typeof host === "string" && /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$/u.test(host));
  if (!isHost) throw new RefreshError({ kind: "unsafe", rule: "server-url", pointer: "#/host" });
  const isPath = basePath === undefined || (typeof basePath === "string" && PATH_ONLY.test(basePath));
  if (!isPath) throw new RefreshError({ kind: "unsafe", rule: "server-url", pointer: "#/basePath" });
  for (const scheme of Array.isArray(schemes) ? schemes : []) {
    const isKnown = scheme === "https" || scheme === "http";
    if (!isKnown) throw new RefreshError({ kind: "unsafe", rule: "server-url", pointer: "#/schemes" });
  }
}

/**
 * Hosts that a document names: of servers anywhere, of logins, of variables of a server.
 *
 * A host that is spoken to without encryption is another one than the same host with it.
 */
export function listHosts(document: JsonObject): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  for (const { url, pointer } of eachAddress(document)) {
    const [, scheme = "", host] = /^([a-z]+):\/\/([^/]+)/iu.exec(url) ?? [];
    if (host !== undefined) hosts.set(`${scheme === "http" ? "http://" : ""}${host.toLowerCase()}`, pointer);
  }
  for (const { value, key, parentKey, pointer } of eachValue(document)) {
    // A template's host is what its variables say.
    if (parentKey !== "variables" || !isObject(value)) continue;
    const values = [value["default"], ...(Array.isArray(value["enum"]) ? value["enum"] : [])];
    for (const one of values) if (typeof one === "string") hosts.set(`{${key}}=${one.toLowerCase()}`, pointer());
  }
  if (typeof document["host"] === "string") hosts.set(document["host"].toLowerCase(), "#/host");
  return hosts;
}

function* eachAddress(document: JsonObject): Generator<{ url: string; pointer: string }> {
  for (const { value, key, parentKey, isInList, pointer } of eachValue(document)) {
    if (isInList && parentKey === "servers" && isObject(value)) {
      yield { url: String(value["url"] ?? ""), pointer: `${pointer()}/url` };
    }
    if (key === "server" && isObject(value) && typeof value["url"] === "string") {
      yield { url: value["url"], pointer: `${pointer()}/url` };
    }
    if (FLOW_KEYS.has(key) && typeof value === "string") yield { url: value, pointer: pointer() };
  }
}
