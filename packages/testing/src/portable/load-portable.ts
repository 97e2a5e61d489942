import type { VendorDocument } from "../document/vendor-document.ts";
import { toOwnDocument, toVendorDocument } from "../document/vendor-document.ts";
import { loadShippedDocument } from "../documents/shipped.ts";
import type { JsonObject } from "../internal/json.ts";
import { loadBehaviour } from "../vendors/load-behaviour.ts";
import { createPortableMock, type PortableMock, type PortableMockOptions } from "./portable-mock.ts";

/** What is mocked: a vendor by name, or a document of one's own. */
export type PortableSource = string | { readonly document: JsonObject };

/**
 * Creates the mock of a vendor for use without a server; the document is loaded as a module.
 *
 * @throws RangeError when there is no such vendor or scenario; the message lists those that there are.
 */
export async function loadPortableMock(
  source: PortableSource,
  options: PortableMockOptions = {},
): Promise<PortableMock> {
  const vendor = typeof source === "string" ? source : undefined;
  const document: VendorDocument =
    typeof source === "string" ? toVendorDocument(source, await loadShippedDocument(source)) : toOwnDocument(source);
  return createPortableMock(document, await loadBehaviour(vendor), options);
}
