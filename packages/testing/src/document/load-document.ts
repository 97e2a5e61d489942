import { readFileSync } from "node:fs";
import { isObject, type JsonObject } from "../internal/json.ts";
import { findDocuments } from "./find-documents.ts";

/** What a vendor is mocked from. */
export type VendorDocument =
  | { readonly kind: "openapi"; readonly document: JsonObject }
  | { readonly kind: "graphql"; readonly schema: string };

/** The names of all vendors that have a document, in alphabetical order. */
export function listVendors(): string[] {
  return [...findDocuments().keys()].sort();
}

/**
 * Reads the document of a vendor.
 *
 * @throws RangeError when there is none for this name; the message lists the names that there are.
 */
export function loadDocument(vendor: string): VendorDocument {
  const documents = findDocuments();
  const url = documents.get(vendor);
  if (url === undefined) {
    const known = [...documents.keys()].sort().join(", ");
    throw new RangeError(`Cannot load the document of "${vendor}": there is no such vendor; the vendors are ${known}`);
  }
  const text = readFileSync(url, "utf8");
  if (url.pathname.endsWith(".graphql")) return { kind: "graphql", schema: text };
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) throw new TypeError(`Cannot load the document of "${vendor}": it is not a JSON object`);
  return { kind: "openapi", document };
}
