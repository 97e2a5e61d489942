import { RESERVED_NAMES } from "../import/refuse-unsafe.ts";
import { isObject, type Json, type JsonObject, readPointer, toPointer } from "../json.ts";
import { eachOperation } from "../override.ts";
import type { Problem } from "./problem.ts";

/** Each operation has an id of its own and declares exactly the parameters that its path has room for. */
export function checkOperations(document: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const idOwners = new Map<string, string>();
  for (const { path, method, operation } of eachOperation(document)) {
    const keys = ["paths", path, method];
    const add = (rule: string, message: string) => problems.push({ rule, pointer: toPointer(keys), message });
    const id = String(operation["operationId"] ?? "");
    const owner = idOwners.get(id);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(id) || RESERVED_NAMES.has(id)) add("operation-id", `id "${id}" is no name`);
    else if (owner) add("operation-id", `id "${id}" belongs to ${owner}; name one of them in an override`);
    idOwners.set(id, `${method.toUpperCase()} ${path}`);
    if (!/^\/[^?#\s\\]*$/.test(path)) add("path", "the path is no path of a URL");
    if (hasContent(operation, "204")) add("responses", "the answer 204 has a body, which HTTP does not allow");
    if (!isObject(operation["responses"]) || Object.keys(operation["responses"]).length === 0) {
      add("responses", "no response is declared");
    }
    if ((method === "get" || method === "head") && operation["requestBody"] !== undefined) {
      add("request-body", `${method.toUpperCase()} cannot carry a request body`);
    }
    for (const message of parameterMessages(path, collectParameters(document, path, operation))) {
      add("parameter", message);
    }
  }
  return problems;
}

function hasContent(operation: JsonObject, status: string): boolean {
  const { responses } = operation;
  const response = isObject(responses) ? responses[status] : undefined;
  return isObject(response) && response["content"] !== undefined;
}

/** The parameters of an operation, its own before those of its path, references resolved. */
function collectParameters(document: JsonObject, path: string, operation: JsonObject): JsonObject[] {
  const item = readPointer(document, toPointer(["paths", path]));
  const own = resolveAll(document, operation["parameters"]);
  const shared = resolveAll(document, isObject(item) ? item["parameters"] : undefined);
  const isOverridden = (parameter: JsonObject) => own.some((one) => identityOf(one) === identityOf(parameter));
  return [...own, ...shared.filter((parameter) => !isOverridden(parameter))];
}

function resolveAll(document: JsonObject, parameters: Json | undefined): JsonObject[] {
  return (Array.isArray(parameters) ? parameters : []).flatMap((parameter) => {
    if (!isObject(parameter)) return [];
    const target = typeof parameter["$ref"] === "string" ? readPointer(document, parameter["$ref"]) : parameter;
    return isObject(target) ? [target] : [];
  });
}

function identityOf(parameter: JsonObject): string {
  return `${parameter["in"]} ${parameter["name"]}`;
}

function parameterMessages(path: string, parameters: readonly JsonObject[]): string[] {
  const messages: string[] = [];
  const wanted = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
  const declared = parameters.filter((one) => one["in"] === "path");
  for (const name of wanted) {
    if (!declared.some((one) => one["name"] === name)) messages.push(`path parameter "${name}" is not declared`);
  }
  if (new Set(wanted).size < wanted.length) messages.push("the path has the same parameter twice");
  for (const parameter of declared) {
    if (!wanted.includes(String(parameter["name"]))) messages.push(`the path has no place for "${parameter["name"]}"`);
    if (parameter["required"] !== true) messages.push(`path parameter "${parameter["name"]}" is not required`);
  }
  const identities = parameters.map(identityOf);
  for (const [index, identity] of identities.entries()) {
    if (identities.indexOf(identity) < index) messages.push(`${identity} is declared twice`);
  }
  return messages;
}
