import type { MockRequest } from "../behaviour/exchange.ts";
import type { Parameter } from "../document/read-parameters.ts";
import { isObject, type JsonObject, toObject } from "../internal/json.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";

/** A parameter's value as it was sent, made what its schema means by it; `undefined` when it was not sent. */
export function readParameterValue(
  document: JsonObject,
  parameter: Parameter,
  request: MockRequest,
  pathParams: Readonly<Record<string, string>>,
): unknown {
  const { schema } = flattenSchema(document, parameter.schema, 0);
  if (parameter.source["style"] === "deepObject") return readDeepObject(document, parameter.name, schema, request);
  const sent = findSent(parameter, request, pathParams);
  if (sent === undefined) return undefined;
  if (schema["type"] !== "array") return Array.isArray(sent) ? sent : toValue(schema, String(sent));
  const isSplit = parameter.source["explode"] === false || parameter.in !== "query";
  const items = Array.isArray(sent) ? sent : isSplit ? String(sent).split(",") : [sent];
  const { schema: item } = flattenSchema(document, schema["items"], 0);
  return items.map((text) => toValue(item, text));
}

function findSent({ name, in: place }: Parameter, request: MockRequest, pathParams: Readonly<Record<string, string>>) {
  // A path that ends with a slash has the parameter's place, and nothing in it.
  if (place === "path") return pathParams[name] || undefined;
  if (place === "query") return request.query[name];
  if (place === "header") return request.headers[name.toLowerCase()];
  const cookies = String(request.headers["cookie"] ?? "").split(";");
  return cookies
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

function readDeepObject(document: JsonObject, name: string, schema: JsonObject, { query }: MockRequest): unknown {
  const found: JsonObject = {};
  const properties = toObject(schema["properties"]);
  for (const [key, sent] of Object.entries(query)) {
    const inner = key.startsWith(`${name}[`) && key.endsWith("]") ? key.slice(name.length + 1, -1) : undefined;
    if (inner === undefined || inner === "__proto__") continue;
    const { schema: property } = flattenSchema(document, properties[inner] ?? {}, 0);
    found[inner] = Array.isArray(sent) ? sent : toValue(property, String(sent));
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** A text as the scalar that a schema wants; what is none stays a text, which the schema then refuses. */
export function toValue(schema: JsonObject, text: string): unknown {
  const { type } = schema;
  if ((type === "integer" || type === "number") && text.trim() !== "" && Number.isFinite(Number(text)))
    return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type !== "object" && type !== "array") return text;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) || Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}
