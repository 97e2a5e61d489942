import { sampleRequest } from "../contract/sample-request.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import { type Parameter, readParameters } from "../document/read-parameters.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { type JsonObject, toArray } from "../internal/json.ts";
import { type Environment, findCredentials } from "./credentials.ts";
import type { Harvest } from "./harvest.ts";

/** A request that can be sent. */
export interface PlannedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What requests are made of. */
export interface PlanContext {
  readonly vendor: string;
  readonly document: JsonObject;
  readonly environment: Environment;
  /** Values by parameter name, or by the path before the parameter, `/v1/projects`. */
  readonly params: ReadonlyMap<string, string>;
  readonly harvest: Harvest;
}

/** A request, or why there is none: for good, or until more is known. */
export type Plan =
  | { readonly kind: "ready"; readonly request: PlannedRequest }
  | { readonly kind: "never" | "later"; readonly reason: string };

/** GET operations that end sessions, use codes up or send mail, by a segment of their path. */
const UNSAFE = new Set(["logout", "callback", "refresh", "reset", "forgot", "jwt-login", "activate"]);

/** Makes the request of an operation from what is known by now. */
export function planRequest(context: PlanContext, target: DocumentOperation): Plan {
  const { document } = context;
  if (target.method === "get" && target.path.split("/").some((segment) => UNSAFE.has(segment.toLowerCase()))) {
    return { kind: "never", reason: "may change something although it is a GET" };
  }
  const credentials = findCredentials(context, target);
  if ("missing" in credentials) return { kind: "never", reason: `needs ${credentials.missing.join(", or ")}` };
  const path = fillPath(context, target);
  if (path.unknown !== undefined) return { kind: "later", reason: `value of {${path.unknown}} is unknown` };
  const parameters = readParameters(document, target);
  const query = new URLSearchParams(credentials.query);
  const headers: Record<string, string> = { accept: acceptOf(target), ...credentials.headers };
  for (const parameter of parameters) {
    if (parameter.in === "path" || isCredential(parameter, credentials)) continue;
    const value =
      context.params.get(parameter.name) ?? (parameter.isRequired ? findUsual(document, parameter) : undefined);
    if (value === undefined && parameter.isRequired) {
      return { kind: "never", reason: `value of ${parameter.in} parameter ${parameter.name} is unknown` };
    }
    if (value === undefined) continue;
    if (parameter.in === "query") query.append(parameter.name, value);
    else if (parameter.in === "header") headers[parameter.name.toLowerCase()] = value;
  }
  const search = query.size > 0 ? `?${query}` : "";
  const request = { method: target.method.toUpperCase(), path: `${path.text}${search}`, headers };
  return { kind: "ready", request: target.method === "get" ? request : withBody(document, target, request) };
}

function isCredential({ name, in: place }: Parameter, { headers, query }: { headers: object; query: object }): boolean {
  return place === "query" ? Object.hasOwn(query, name) : Object.hasOwn(headers, name.toLowerCase());
}

function acceptOf({ operation }: DocumentOperation): string {
  // Whatever the document declares is fine; some servers refuse a list that is too narrow.
  return operation["responses"] === undefined ? "*/*" : "application/json, */*;q=0.5";
}

function fillPath(
  { document, params, harvest }: PlanContext,
  target: DocumentOperation,
): { text: string; unknown?: string } {
  const segments = target.path.split("/");
  const parameters = readParameters(document, target);
  const filled: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const prefix = segments.slice(0, index).join("/");
    let unknown: string | undefined;
    const text = segment.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
      const parameter = parameters.find((one) => one.in === "path" && one.name === name);
      const usual = parameter && findUsual(document, parameter);
      const value = params.get(prefix) ?? usual ?? harvest.find(prefix, name) ?? params.get(name);
      if (value === undefined || value === "." || value === "..") unknown ??= name;
      return encodeURIComponent(value ?? "");
    });
    if (unknown !== undefined) return { text: "", unknown };
    filled.push(text);
  }
  return { text: filled.join("/") };
}

/** The value that the document itself gives for a required parameter. */
function findUsual(document: JsonObject, { schema }: Parameter): string | undefined {
  const { default: usual, enum: listed, "x-extensible-enum": known } = resolveReference(document, schema);
  const value = usual ?? toArray(listed)[0] ?? toArray(known)[0];
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}

function withBody(document: JsonObject, target: DocumentOperation, request: PlannedRequest): PlannedRequest {
  const { body, contentType } = sampleRequest(document, target);
  if (contentType === undefined) return request;
  const isForm = contentType.startsWith("application/x-www-form-urlencoded");
  const text = isForm ? String(new URLSearchParams(body as Record<string, string>)) : JSON.stringify(body);
  return { ...request, headers: { ...request.headers, "content-type": contentType }, body: text };
}
