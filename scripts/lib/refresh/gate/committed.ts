import { matchOperations } from "../../compare/match-operations.ts";
import { readOperationViews } from "../../compare/read-operations.ts";
import { isObject, type Json, type JsonObject, toPointer } from "../../json.ts";
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
    if (known.has(host) || known.has(`http://${host}`)) continue;
    const hint = "a host that is not committed; --allow-host takes it";
    throw new RefreshError({ kind: "host", rule: "known-host", pointer, hint });
  }
}

/**
 * Refuses an operation that may be called with less than before, wherever it is now, and a scheme that is gone or another.
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
  // An operation that has moved is the same one, or a new name would take its security away unseen.
  const { pairs } = matchOperations(readOperationViews(before), readOperationViews(after));
  for (const { before: old, after: next } of pairs) {
    if (asksForLess(old.security, next.security)) throw lose(`${next.pointer}/security`);
  }
}

/** Whether there is a way to call now that asks for a part of what one of the earlier ways asked for. */
function asksForLess(before: readonly JsonObject[], after: readonly JsonObject[]): boolean {
  const [old, now] = [waysOf(before), waysOf(after)];
  const isPart = (way: readonly string[], whole: readonly string[]) => way.every((name) => whole.includes(name));
  const isKnown = (way: readonly string[]) => old.some((one) => one.length === way.length && isPart(way, one));
  return now.some((way) => !isKnown(way) && old.some((one) => isPart(way, one)));
}

/** The schemes that each way to call an operation asks for; nothing declared is one way that asks for nothing. */
function waysOf(security: readonly JsonObject[]): string[][] {
  return security.length === 0 ? [[]] : security.map((one) => Object.keys(one));
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
