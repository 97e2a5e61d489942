/** How a vendor describes its interface. */
export type VendorKind = "openapi" | "graphql";

/** One vendor of this repository. */
export interface Vendor {
  /** Folder name below `specs/` and `packages/`. */
  readonly name: string;
  readonly title: string;
  readonly kind: VendorKind;
  /** `hand`: the vendor publishes no document, `upstream.json` is written here. */
  readonly upstream: "vendor" | "hand";
}

/** The vendors, in the order in which every table prints them. */
export const VENDORS: readonly Vendor[] = [
  { name: "altinity-acm", title: "Altinity Cloud Manager", kind: "openapi", upstream: "vendor" },
  { name: "altinity-anywhere", title: "Altinity.Cloud Anywhere", kind: "graphql", upstream: "vendor" },
  { name: "ccx", title: "CCX", kind: "openapi", upstream: "hand" },
  { name: "instaclustr", title: "Instaclustr", kind: "openapi", upstream: "vendor" },
  { name: "imply", title: "Imply", kind: "openapi", upstream: "hand" },
  { name: "palette", title: "Spectro Cloud Palette", kind: "openapi", upstream: "vendor" },
  { name: "edge-host", title: "Palette Edge Host", kind: "openapi", upstream: "vendor" },
];

/**
 * The vendor of that name.
 *
 * @throws TypeError when there is none; the message lists the names.
 */
export function findVendor(name: string | undefined): Vendor {
  const vendor = VENDORS.find((one) => one.name === name);
  if (vendor) return vendor;
  const names = VENDORS.map((one) => one.name).join(", ");
  throw new TypeError(`Cannot find vendor "${name ?? ""}": the vendors are ${names}`);
}
