import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isObject, type JsonObject } from "../internal/json.ts";

/** Where the vendors' documents lie: the folder `specs` of the repository, the same from `src` and from `dist`. */
const SPECS_FOLDER = new URL("../../../../specs/", import.meta.url);

/** What a vendor is mocked from. */
export type VendorDocument =
  | { readonly kind: "openapi"; readonly document: JsonObject }
  | { readonly kind: "graphql"; readonly schema: string };

/** The names of all vendors whose document is in the repository, in alphabetical order. */
export function listVendors(): string[] {
  if (!existsSync(SPECS_FOLDER)) return [];
  return readdirSync(SPECS_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && findDocument(entry.name) !== undefined)
    .map((entry) => entry.name)
    .sort();
}

function isVendorName(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name);
}

function findDocument(vendor: string): URL | undefined {
  if (!isVendorName(vendor)) return undefined;
  return ["openapi.json", "schema.graphql"]
    .map((file) => new URL(`${vendor}/${file}`, SPECS_FOLDER))
    .find((url) => existsSync(url));
}

function explainAbsence(vendor: string): string {
  if (isVendorName(vendor) && existsSync(new URL(`${vendor}/`, SPECS_FOLDER))) {
    const files = "neither openapi.json nor schema.graphql";
    return `specs/${vendor} has ${files}; write it with "npm run import -- ${vendor}"`;
  }
  return `there is no such vendor; the vendors are ${listVendors().join(", ")}`;
}

/**
 * Reads the document of a vendor.
 *
 * @throws RangeError when the repository has none for this name; the message says what is missing.
 */
export function loadDocument(vendor: string): VendorDocument {
  const url = findDocument(vendor);
  if (url === undefined) throw new RangeError(`Cannot load the document of "${vendor}": ${explainAbsence(vendor)}`);
  const text = readFileSync(url, "utf8");
  if (url.pathname.endsWith(".graphql")) return { kind: "graphql", schema: text };
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) throw new TypeError(`Cannot load the document of "${vendor}": it is not a JSON object`);
  return { kind: "openapi", document };
}
