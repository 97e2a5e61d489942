import type { MockRequest } from "../behaviour/exchange.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";

/** What is missing for a request to be let in: where the credential would stand, and the challenge. */
export interface CredentialsProblem {
  /** `/header/apikey`. */
  readonly pointer: string;
  readonly message: string;
  /** For `WWW-Authenticate`; `""` where the scheme has none. */
  readonly challenge: string;
}

/** Says what is missing of the credentials that an operation demands; any value is good where one is demanded. */
export function findCredentialsProblem(
  document: JsonObject,
  { operation }: DocumentOperation,
  request: MockRequest,
): CredentialsProblem | undefined {
  const alternatives = toArray(operation["security"] ?? document["security"]).filter(isObject);
  if (alternatives.length === 0) return undefined;
  const schemes = toObject(toObject(document["components"])["securitySchemes"]);
  let first: CredentialsProblem | undefined;
  for (const alternative of alternatives) {
    const problems = Object.keys(alternative).flatMap((name) => {
      const problem = findSchemeProblem(resolveReference(document, schemes[name]), request);
      return problem ? [problem] : [];
    });
    if (problems.length === 0) return undefined;
    first ??= problems[0];
  }
  return first;
}

function findSchemeProblem(scheme: JsonObject, request: MockRequest): CredentialsProblem | undefined {
  const name = String(scheme["name"] ?? "");
  const missing = (pointer: string, challenge = ""): CredentialsProblem => ({
    pointer,
    challenge,
    message: "The request has no credentials of this kind",
  });
  if (scheme["type"] === "apiKey") {
    const place = String(scheme["in"]);
    return hasKey(place, name, request)
      ? undefined
      : missing(`/${place}/${place === "header" ? name.toLowerCase() : name}`);
  }
  const authorization = String(request.headers["authorization"] ?? "");
  const isBasic = scheme["type"] === "http" && String(scheme["scheme"]).toLowerCase() === "basic";
  const isGood = isBasic ? isBasicToken(authorization) : /^Bearer\s.+$/.test(authorization);
  return isGood ? undefined : missing("/header/authorization", isBasic ? 'Basic realm="*"' : "Bearer");
}

function hasKey(place: string, name: string, { headers, query }: MockRequest): boolean {
  if (place === "header") return Boolean(headers[name.toLowerCase()]);
  if (place === "query") return Boolean(query[name]);
  const cookies = String(headers["cookie"] ?? "").split(";");
  return cookies.some((cookie) => cookie.trim().startsWith(`${name}=`) && cookie.trim().length > name.length + 1);
}

function isBasicToken(authorization: string): boolean {
  const [scheme = "", token = ""] = authorization.split(" ");
  if (scheme.toLowerCase() !== "basic") return false;
  try {
    return atob(token).split(":").length === 2;
  } catch {
    return false;
  }
}
