import { readFileSync } from "node:fs";
import { findDocuments } from "./find-documents.ts";
import { toVendorDocument, type VendorDocument } from "./vendor-document.ts";

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
  return toVendorDocument(vendor, JSON.parse(text));
}
