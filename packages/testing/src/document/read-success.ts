import { isObject, type JsonObject, toObject } from "../internal/json.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";
import type { DocumentOperation } from "./list-operations.ts";
import { type MediaBody, readContent } from "./read-parameters.ts";
import { resolveReference } from "./resolve-reference.ts";

/** What the document says of an operation's success. */
export interface DocumentedSuccess {
  readonly status: number;
  /** The bodies that the answer may have; empty when the document names none. */
  readonly bodies: readonly MediaBody[];
}

/** Statuses whose answer has no body, so that there is nothing to describe. */
const BODILESS = new Set([204, 205, 304]);

/**
 * The success that the document promises first: the lowest 2xx, else the lowest redirect, else `default` as 200, else
 * the first answer.
 */
export function readSuccess(document: JsonObject, { operation }: DocumentOperation): DocumentedSuccess {
  const responses = toObject(operation["responses"]);
  const codes = Object.keys(responses);
  const lowest = codes.filter((code) => /^[23](\d\d|XX)$/.test(code)).sort()[0];
  const code = lowest ?? (codes.includes("default") ? "default" : (codes[0] ?? "default"));
  const status = code === "default" ? 200 : Number(code.replace("XX", "00"));
  const { content } = resolveReference(document, responses[code]);
  return { status, bodies: readContent(document, content) };
}

/** Whether a schema says anything about a value: more than being there. */
function isTelling(document: JsonObject, schema: unknown): boolean {
  if (!isObject(schema)) return false;
  const { schema: flat } = flattenSchema(document, schema, 0);
  return Object.keys(flat).some((key) => key !== "nullable" && !key.startsWith("x-"));
}

/**
 * Whether the document describes the answer of an operation.
 *
 * @param toDataSchema - the part of the schema that counts, where the vendor wraps its answers
 */
export function hasAnswerSchema(
  document: JsonObject,
  { status, bodies }: DocumentedSuccess,
  toDataSchema: (schema: JsonObject) => unknown = (schema) => schema,
): boolean {
  // A redirect says everything in its headers.
  if (BODILESS.has(status) || (status >= 300 && status < 400)) return true;
  return bodies.some(({ schema }) => {
    if (schema === undefined) return false;
    return isTelling(document, toDataSchema(flattenSchema(document, schema, 0).schema));
  });
}
