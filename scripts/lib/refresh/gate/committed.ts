import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
import { eachOperation } from "../../override.ts";
import { RefreshError } from "../refusal.ts";
import { listHosts } from "./servers.ts";

/** What a person has said yes to; each is a flag of the command. */
export interface Permissions {
  readonly allowShrink: boolean;
  readonly allowHost: boolean;
  readonly allowSecurityLoss: boolean;
}

/** Share of the operations that may go without anybody saying so. */
export const MAX_SHRINK = 0.2;

/**
 * Refuses a document that lost more than a fifth of its operations: an outage, a wrong file, or a view without rights.
 *
 * @throws RefreshError of kind `shrink`, unless it is allowed.
 */
export function refuseShrink(before: number, after: number, permissions: Permissions): void {
  if (after === 0) {
    throw new RefreshError({ kind: "content", rule: "operations", pointer: "#/paths", hint: "no operation at all" });
  }
  if (permissions.allowShrink || after >= before * (1 - MAX_SHRINK)) return;
  const hint = `${after} operations where ${before} are committed; --allow-shrink takes them`;
  throw new RefreshError({ kind: "shrink", rule: "max-shrink", pointer: "#/paths", hint });
}

/** Refuses a host that the committed document does not name. @throws RefreshError of kind `host`, unless allowed. */
export function refuseNewHosts(before: JsonObject, after: JsonObject, permissions: Permissions): void {
  if (permissions.allowHost) return;
  const known = listHosts(before);
  for (const [host, pointer] of listHosts(after)) {
    if (known.has(host)) continue;
    const hint = "a host that is not committed; --allow-host takes it";
    throw new RefreshError({ kind: "host", rule: "known-host", pointer, hint });
  }
}

/**
 * Refuses an operation that anybody may call now and nobody could before, and a scheme that is gone or another.
 *
 * @throws RefreshError of kind `security`, unless it is allowed.
 */
export function refuseSecurityLoss(before: JsonObject, after: JsonObject, permissions: Permissions): void {
  if (permissions.allowSecurityLoss) return;
  const hint = "credentials that were asked for are not any more; --allow-security-loss takes it";
  const lose = (pointer: string) => new RefreshError({ kind: "security", rule: "no-security-loss", pointer, hint });
  const now = schemesOf(after);
  for (const [name, scheme] of Object.entries(schemesOf(before))) {
    const pointer = toPointer(["components", "securitySchemes", name]);
    if (!Object.hasOwn(now, name) || identityOf(now[name]) !== identityOf(scheme)) throw lose(pointer);
  }
  const operations = new Map<string, JsonObject>();
  for (const { path, method, operation } of eachOperation(after)) operations.set(`${method} ${path}`, operation);
  for (const { path, method, operation } of eachOperation(before)) {
    const next = operations.get(`${method} ${path}`);
    const isLost = next && isSecured(before, operation) && !isSecured(after, next);
    if (isLost) throw lose(toPointer(["paths", path, method, "security"]));
  }
}

/** Whether every way to call the operation asks for something. */
function isSecured(document: JsonObject, operation: JsonObject): boolean {
  const security = operation["security"] ?? document["security"];
  if (!Array.isArray(security) || security.length === 0) return false;
  return security.every((one) => isObject(one) && Object.keys(one).length > 0);
}

function schemesOf(document: JsonObject): JsonObject {
  const { components } = document;
  const schemes = isObject(components) ? components["securitySchemes"] : undefined;
  return isObject(schemes) ? schemes : {};
}

function identityOf(scheme: Json | undefined): string {
  if (!isObject(scheme)) return "";
  return JSON.stringify(["type", "in", "name", "scheme"].map((key) => scheme[key] ?? null));
}
