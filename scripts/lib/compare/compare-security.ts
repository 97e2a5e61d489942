import { isObject, type Json, type JsonObject, toPointer } from "../json.ts";
import { type Change, withFacts } from "./change.ts";
import { OPERATION_RULES, type OperationRule } from "./rules.ts";

type Found = Pick<Change, "rule" | "level" | "pointer" | "from" | "to">;

function found(rule: OperationRule, pointer: string, from?: unknown, to?: unknown): Found {
  return withFacts({ rule, level: OPERATION_RULES[rule], pointer }, from, to);
}

/** Compares what an operation demands of its caller: alternatives, each a set of schemes with scopes. */
export function compareSecurity(before: readonly JsonObject[], after: readonly JsonObject[], pointer: string): Found[] {
  const [old, now] = [before, after].map((list) => list.filter((one) => Object.keys(one).length > 0));
  if (old === undefined || now === undefined) return [];
  const names = { from: old.map(nameOf), to: now.map(nameOf) };
  if (old.length === 0 && now.length === 0) return [];
  if (old.length === 0 && !isOptional(after)) return [found("operation-security-added", pointer, [], names.to)];
  if (now.length === 0) return [found("operation-security-removed", pointer, names.from, [])];
  const changes: Found[] = [];
  if (!isOptional(before) && isOptional(after)) {
    changes.push(found("operation-security-became-optional", pointer, names.from, names.to));
  } else if (isOptional(before) && !isOptional(after)) {
    changes.push(found("operation-security-added", pointer, names.from, names.to));
  }
  for (const name of new Set(names.from)) {
    if (!names.to.includes(name)) changes.push(found("operation-security-alternative-removed", pointer, name));
  }
  for (const name of new Set(names.to)) {
    if (!names.from.includes(name))
      changes.push(found("operation-security-alternative-added", pointer, undefined, name));
  }
  return [
    ...changes,
    ...old.flatMap((one) =>
      compareScopes(
        one,
        now.find((other) => nameOf(other) === nameOf(one)),
        pointer,
      ),
    ),
  ];
}

function isOptional(alternatives: readonly JsonObject[]): boolean {
  return alternatives.length === 0 || alternatives.some((one) => Object.keys(one).length === 0);
}

function nameOf(alternative: JsonObject): string {
  return Object.keys(alternative).sort().join(" and ");
}

function compareScopes(before: JsonObject, after: JsonObject | undefined, pointer: string): Found[] {
  if (!after) return [];
  const [old, now] = [before, after].map((one) =>
    Object.entries(one).flatMap(([name, scopes]) =>
      (Array.isArray(scopes) ? scopes : []).map((scope) => `${name}: ${scope}`),
    ),
  );
  const added = (now ?? []).filter((scope) => !old?.includes(scope));
  const removed = (old ?? []).filter((scope) => !now?.includes(scope));
  return [
    ...(added.length > 0 ? [found("operation-security-scope-added", pointer, undefined, added)] : []),
    ...(removed.length > 0 ? [found("operation-security-scope-removed", pointer, removed)] : []),
  ];
}

const SCHEMES = ["components", "securitySchemes"];

/** Compares the declared security schemes: kind, name, place, and the hosts that credentials are sent to. */
export function compareSecuritySchemes(before: JsonObject, after: JsonObject): Found[] {
  const [old, now] = [schemesOf(before), schemesOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.flatMap((name): Found[] => {
    const pointer = toPointer([...SCHEMES, name]);
    const [from, to] = [old[name], now[name]];
    if (from === undefined) return [found("security-scheme-added", pointer, undefined, name)];
    if (to === undefined) return [found("security-scheme-removed", pointer, name)];
    return compareScheme(isObject(from) ? from : {}, isObject(to) ? to : {}, pointer);
  });
}

function schemesOf(document: JsonObject): JsonObject {
  const { components } = document;
  const schemes = isObject(components) ? components["securitySchemes"] : undefined;
  return isObject(schemes) ? schemes : {};
}

function compareScheme(before: JsonObject, after: JsonObject, pointer: string): Found[] {
  const hosts = [hostsOf(before), hostsOf(after)] as const;
  if (hosts[0].join() !== hosts[1].join()) return [found("security-scheme-host-changed", pointer, ...hosts)];
  const keys = ["type", "scheme", "name", "in", "flows", "openIdConnectUrl", "bearerFormat"];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (changed.length === 0) return [];
  return [found("security-scheme-changed", pointer, describe(before), describe(after))];
}

function describe(scheme: JsonObject): unknown[] {
  return ["type", "scheme", "in", "name"].flatMap((key) => (scheme[key] === undefined ? [] : [scheme[key]]));
}

/** Hosts of every address in a scheme. */
function hostsOf(value: Json | undefined): string[] {
  if (typeof value === "string") return URL.canParse(value) ? [new URL(value).host] : [];
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap((one) => hostsOf(one)))].sort();
}
