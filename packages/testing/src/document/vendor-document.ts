import { isObject, type JsonObject } from "../internal/json.ts";

/** What a vendor is mocked from. */
export type VendorDocument =
  | { readonly kind: "openapi"; readonly document: JsonObject }
  | { readonly kind: "graphql"; readonly schema: string };

/** A document as it is shipped: an OpenAPI document, or an object that holds a schema's text. */
export function toVendorDocument(vendor: string, value: unknown): VendorDocument {
  if (!isObject(value)) throw new TypeError(`Cannot load the document of "${vendor}": it is not a JSON object`);
  const { sdl } = value;
  return typeof sdl === "string" ? { kind: "graphql", schema: sdl } : { kind: "openapi", document: value };
}
