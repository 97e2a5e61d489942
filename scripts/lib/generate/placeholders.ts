import type { JsonObject } from "../json.ts";
import { schemasOf, withSchemas } from "./schema-walk.ts";

/**
 * Types that no schema can say, by the name of the component that stands for them while openapi-typescript runs.
 *
 * The names cannot meet a vendor's: documents with two underscores at the end of a schema's name are refused.
 */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  OpenString__: "(string & {})",
  OpenNumber__: "(number & {})",
  Blob__: "Blob",
  FormData__: "FormData",
  Form__: "URLSearchParams",
  Binary__: "Blob | ArrayBuffer | ArrayBufferView | ReadableStream<Uint8Array>",
};

/** A reference to a placeholder. */
export function placeholder(name: keyof typeof PLACEHOLDERS): JsonObject {
  if (!Object.hasOwn(PLACEHOLDERS, name)) throw new TypeError(`Cannot refer to "${name}": no such placeholder`);
  return { $ref: `#/components/schemas/${name}` };
}

/** Adds the placeholders to a document so that every reference resolves. */
export function addPlaceholders(document: JsonObject): JsonObject {
  const schemas = schemasOf(document);
  const taken = Object.keys(schemas).find((name) => name.endsWith("__"));
  if (taken)
    throw new Error(`Cannot generate: schema name "${taken}" ends in two underscores, which is kept for placeholders`);
  const added = Object.fromEntries(Object.keys(PLACEHOLDERS).map((name) => [name, { type: "string" }]));
  return withSchemas(document, { ...schemas, ...added });
}
