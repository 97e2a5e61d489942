import { isObject, type Json, type JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind } from "./mutation.ts";

const demands = (operation: JsonObject): Json[] => {
  const list = operation["security"];
  return Array.isArray(list) ? list : [];
};

/** Alternatives that name a scheme; an empty one says that no credentials are needed. */
const named = (operation: JsonObject) =>
  demands(operation).filter((one) => isObject(one) && Object.keys(one).length > 0);

const removeSecurity: Alter = (operation) => {
  if (demands(operation).length === 0 || named(operation).length < demands(operation).length) return false;
  operation["security"] = [];
  return true;
};

const relaxSecurity: Alter = (operation) => {
  if (demands(operation).length === 0 || named(operation).length < demands(operation).length) return false;
  demands(operation).push({});
  return true;
};

const addAlternative: Alter = (operation, { document }) => {
  if (named(operation).length === 0) return false;
  schemesOf(document)["Another"] = { type: "http", scheme: "bearer" };
  demands(operation).push({ Another: [] });
  return true;
};

const addScope: Alter = (operation) => {
  const [first] = named(operation);
  const [name, scopes] = isObject(first) ? (Object.entries(first)[0] ?? []) : [];
  if (!isObject(first) || name === undefined || !Array.isArray(scopes)) return false;
  first[name] = [...scopes, "everything:write"];
  return true;
};

const changeScheme: Alter = (document) => {
  const scheme = Object.values(schemesOf(document)).find((one) => isObject(one) && one["type"] !== undefined);
  if (!isObject(scheme)) return false;
  for (const key of Object.keys(scheme)) delete scheme[key];
  Object.assign(scheme, { type: "apiKey", in: "header", name: "X-Another-Key" });
  return true;
};

const addScheme: Alter = (document) => {
  schemesOf(document)["Another"] = { type: "http", scheme: "bearer" };
  return true;
};

function schemesOf(document: JsonObject): JsonObject {
  const components = document["components"];
  const schemes = isObject(components) ? components["securitySchemes"] : undefined;
  return isObject(schemes) ? schemes : {};
}

function alterServers(change: (servers: Json[]) => Json[]): Alter {
  return (document) => {
    const servers = document["servers"];
    if (!Array.isArray(servers) || servers.length === 0) return false;
    document["servers"] = change(servers);
    return true;
  };
}

/** Credentials and hosts: what decides whether a caller gets in at all, and what a secret is sent to. */
export const ACCESS_KINDS: readonly MutationKind[] = [
  kind("operation", ["security removed", "risky"], ["security added", "breaking"], removeSecurity),
  kind("operation", ["security became optional", "risky"], ["security became required", "breaking"], relaxSecurity),
  kind(
    "operation",
    ["security alternative added", "risky"],
    ["security alternative removed", "breaking"],
    addAlternative,
  ),
  kind("operation", ["security scope added", "breaking"], ["security scope removed", "risky"], addScope),
  kind("document", ["security scheme changed", "breaking"], ["security scheme changed back", "breaking"], changeScheme),
  kind("document", ["security scheme added", "additive"], ["security scheme removed", "breaking"], addScheme),
  kind(
    "document",
    ["server host changed", "breaking"],
    ["server host changed back", "breaking"],
    alterServers(() => [{ url: "https://elsewhere.example" }]),
  ),
  kind(
    "document",
    ["server path changed", "breaking"],
    ["server path changed back", "breaking"],
    alterServers((servers) =>
      servers.map((one) => (isObject(one) ? { ...one, url: `${String(one["url"]).replace(/\/$/, "")}/moved` } : one)),
    ),
  ),
  kind(
    "document",
    ["server added", "risky"],
    ["server removed", "breaking"],
    alterServers((servers) => [...servers, { url: "https://elsewhere.example" }]),
  ),
];
