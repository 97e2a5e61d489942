import type { DocumentOperation } from "../document/list-operations.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";

/** Variables by vendor and security scheme of its document; a Basic scheme has two, name and password. */
export const CREDENTIAL_VARIABLES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "altinity-acm": { ApiKeyAuth: ["ALTINITY_ACM_TOKEN"] },
  "altinity-anywhere": { bearer: ["ALTINITYCLOUD_API_TOKEN"] },
  ccx: {
    basic: ["CCX_BASIC_USERNAME", "CCX_BASIC_PASSWORD"],
    oauth2: ["CCX_TOKEN"],
    session: ["CCX_SESSION"],
  },
  "edge-host": { Authorization: ["EDGE_HOST_TOKEN"], AuthorizationCookie: ["EDGE_HOST_TOKEN"] },
  imply: { bearerAuth: ["IMPLY_TOKEN"] },
  instaclustr: { Basic: ["INSTACLUSTR_USERNAME", "INSTACLUSTR_API_KEY"] },
  palette: { ApiKey: ["PALETTE_API_KEY"], Authorization: ["PALETTE_TOKEN"] },
};

/** Values by the name of a variable, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a request carries for one alternative of its security, or the variables that are missing. */
export type Credentials =
  | { readonly headers: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, string>> }
  | { readonly missing: readonly string[] };

/** The variables of a scheme; one that the table does not have is named after vendor and scheme. */
export function variablesOf(vendor: string, name: string, scheme: JsonObject): readonly string[] {
  const known = CREDENTIAL_VARIABLES[vendor]?.[name];
  if (known !== undefined) return known;
  const base = `${vendor}_${name}`
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/\W+/g, "_")
    .toUpperCase();
  const isBasic = scheme["type"] === "http" && String(scheme["scheme"]).toLowerCase() === "basic";
  return isBasic ? [`${base}_USERNAME`, `${base}_PASSWORD`] : [base];
}

/** Finds the first alternative of an operation's security for which every credential is there. */
export function findCredentials(
  { vendor, document, environment }: { vendor: string; document: JsonObject; environment: Environment },
  { operation }: DocumentOperation,
): Credentials {
  const alternatives = toArray(operation["security"] ?? document["security"]).filter(isObject);
  if (alternatives.length === 0) return { headers: {}, query: {} };
  const schemes = toObject(toObject(document["components"])["securitySchemes"]);
  const missing: string[] = [];
  for (const alternative of alternatives) {
    const found = { headers: {} as Record<string, string>, query: {} as Record<string, string> };
    let isComplete = true;
    for (const name of Object.keys(alternative)) {
      const scheme = resolveReference(document, schemes[name]);
      const variables = variablesOf(vendor, name, scheme);
      const values = variables.map((variable) => environment[variable] ?? "");
      if (values.includes("")) {
        isComplete = false;
        missing.push(variables.join(" and "));
      } else addCredential(found, scheme, values);
    }
    if (isComplete) return found;
  }
  return { missing: [...new Set(missing)] };
}

function addCredential(
  found: { headers: Record<string, string>; query: Record<string, string> },
  scheme: JsonObject,
  values: readonly string[],
): void {
  const [first = "", second = ""] = values;
  const name = String(scheme["name"] ?? "");
  if (scheme["type"] === "apiKey" && scheme["in"] === "query") found.query[name] = first;
  else if (scheme["type"] === "apiKey" && scheme["in"] === "cookie") {
    const before = found.headers["cookie"];
    found.headers["cookie"] = before === undefined ? `${name}=${first}` : `${before}; ${name}=${first}`;
  } else if (scheme["type"] === "apiKey") found.headers[name.toLowerCase()] = first;
  else if (values.length === 2) {
    found.headers["authorization"] = `Basic ${Buffer.from(`${first}:${second}`, "utf8").toString("base64")}`;
  } else found.headers["authorization"] = `Bearer ${first}`;
}
