import type { OperationClass, SendRules } from "@vendor-clients/runtime";
import { ENVIRONMENT_KINDS } from "./quirks.ts";

/**
 * How the vendor's operations may be sent again: queries are safe, mutations are never repeated, as in the vendor's own client, where a
 * second attempt ended in "already exists".
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/client/client.go
 */
export const sendRules: SendRules = { classOf, reconcile };

function classOf(operation: string): OperationClass {
  return operation.startsWith("query ") ? "safe" : "never-repeat";
}

/**
 * Class of a call; a caller may set that of a query, and of a document whose kind this client cannot tell.
 *
 * @throws TypeError when it is set for a mutation.
 */
export function chooseClass(operation: string, document: unknown, given: OperationClass | undefined): OperationClass {
  const kind = kindOf(document);
  if (given === undefined) return kind === "query" ? "safe" : "never-repeat";
  if (kind !== "mutation" || given === "never-repeat") return given;
  throw new TypeError(`Cannot send ${operation}: a mutation is never sent again, so "operationClass" cannot be set`);
}

type Kind = "query" | "mutation" | "unknown";

function kindOf(document: unknown): Kind {
  const kinds = typeof document === "string" ? readKinds(document) : listKinds(document);
  if (kinds.includes("mutation")) return "mutation";
  return kinds.length > 0 && kinds.every((kind) => kind === "query") ? "query" : "unknown";
}

/** Kinds of the operations in a text, without parsing it: where another one may hide, the text is of no known kind. */
function readKinds(text: string): Kind[] {
  const [, first = ""] = /^(query|mutation|fragment|\{)/.exec(skipComments(text)) ?? [];
  if (first === "mutation") return ["mutation"];
  return first && !/\b(mutation|subscription)\b/.test(text) ? ["query"] : [];
}

function skipComments(text: string): string {
  let rest = text.replace(/^[\s,\uFEFF]+/, "");
  while (rest.startsWith("#")) rest = rest.replace(/^[^\n\r]*/, "").replace(/^[\s,]+/, "");
  return rest;
}

function listKinds(document: unknown): Kind[] {
  const { definitions } = (document ?? {}) as { definitions?: unknown };
  const list: readonly { operation?: unknown }[] = Array.isArray(definitions) ? definitions : [];
  return list.flatMap(({ operation }): Kind[] => {
    if (operation === undefined) return [];
    return [operation === "query" || operation === "mutation" ? operation : "unknown"];
  });
}

/** How a caller finds out what a mutation did whose answer was lost. */
function reconcile(operation: string): string | undefined {
  const [, verb = "", type = ""] = /^mutation (create|update|delete)(\w+)$/.exec(operation) ?? [];
  const query = ENVIRONMENT_KINDS.find((kind) => kind.toLowerCase() === type.toLowerCase());
  const hint = HINTS[verb];
  return query && hint && `ask the query ${query} for the environment: ${hint}`;
}

const HINTS: Readonly<Record<string, string>> = {
  create: "it is there when it was created",
  update: "its specRevision has risen when it was changed",
  delete: "it is gone or pending delete when its deletion began, and may wait for a confirmation otherwise",
};
