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

/**
 * A document of the caller's own.
 *
 * @throws TypeError when it is none of OpenAPI 3; the message says what was expected.
 */
export function toOwnDocument(source: { readonly document: JsonObject }): VendorDocument {
  // Also for callers without types: a mock of nothing would answer 404 to everything.
  const document = isObject(source) ? source.document : undefined;
  if (isObject(document) && /^3\./.test(String(document["openapi"]))) return { kind: "openapi", document };
  throw new TypeError(
    "Cannot mock this: expected the name of a vendor, or { document } with an OpenAPI 3.0 document, parsed; convert Swagger 2.0 first",
  );
}
