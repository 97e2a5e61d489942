import { eachNode } from "../import/shapes.ts";
import { isObject, type Json, type JsonObject, toPointer } from "../json.ts";
import { eachOperation } from "../override.ts";
import type { Problem } from "./problem.ts";

/** Names under which a credential travels; a query is written to logs on its way. */
const CREDENTIAL =
  /(^|[^a-z])(pass|passw(or)?d|pwd|passphrase|secret|credentials?|api_?key|access_?key|private_?key|auth_?token|access_?token|id_?token|refresh_?token|token|otp|mfa_?code)$/;

/** Every operation says who may call it, by schemes that exist; no credential is sent in a query. */
export function checkSecurity(document: JsonObject): Problem[] {
  const components = isObject(document["components"]) ? document["components"] : {};
  const schemes = isObject(components["securitySchemes"]) ? components["securitySchemes"] : {};
  return [
    ...checkSchemes(schemes),
    ...checkRequirements(document["security"], schemes, "#/security"),
    ...[...eachOperation(document)].flatMap(({ path, method, operation }) => {
      const pointer = toPointer(["paths", path, method, "security"]);
      if (Array.isArray(operation["security"])) return checkRequirements(operation["security"], schemes, pointer);
      return [{ rule: "security", pointer, message: "the operation does not say who may call it" }];
    }),
    ...checkQueryParameters(document),
  ];
}

function checkSchemes(schemes: JsonObject): Problem[] {
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    if (!isObject(scheme) || scheme["in"] !== "query") return [];
    const pointer = toPointer(["components", "securitySchemes", name]);
    return [{ rule: "credential-in-query", pointer, message: `scheme "${name}" sends a credential in the query` }];
  });
}

function checkRequirements(requirements: Json | undefined, schemes: JsonObject, pointer: string): Problem[] {
  return (Array.isArray(requirements) ? requirements : []).flatMap((requirement) =>
    Object.keys(isObject(requirement) ? requirement : {})
      .filter((name) => !Object.hasOwn(schemes, name))
      .map((name) => ({ rule: "security", pointer, message: `security scheme "${name}" does not exist` })),
  );
}

function checkQueryParameters(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  for (const { kind, node, pointer } of eachNode(document)) {
    if (kind !== "parameter" || node["in"] !== "query" || !isCredentialName(String(node["name"]))) continue;
    if (isObject(node["schema"]) && node["schema"]["type"] === "boolean") continue;
    const message = `query parameter "${node["name"]}" looks like a credential`;
    problems.push({ rule: "credential-in-query", pointer: pointer(), message });
  }
  return problems;
}

/** Whether a parameter of that name would carry a credential; cursors of a list are none. */
export function isCredentialName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[-.\s]/g, "_")
    .toLowerCase();
  if (/(^|_)(page|next|continue|continuation|cursor|sync)_?token$/.test(words)) return false;
  return CREDENTIAL.test(words);
}
