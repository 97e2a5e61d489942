/** The documents as they are published: JSON beside this file, each a module of its own so that a bundle holds what it uses. */
const LOADERS: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  "altinity-acm": () => import("./altinity-acm.json", { with: { type: "json" } }),
  "altinity-anywhere": () => import("./altinity-anywhere.json", { with: { type: "json" } }),
  ccx: () => import("./ccx.json", { with: { type: "json" } }),
  "edge-host": () => import("./edge-host.json", { with: { type: "json" } }),
  imply: () => import("./imply.json", { with: { type: "json" } }),
  instaclustr: () => import("./instaclustr.json", { with: { type: "json" } }),
  palette: () => import("./palette.json", { with: { type: "json" } }),
};

/**
 * Loads the document of a vendor without reading files, as a browser has to.
 *
 * @throws RangeError when there is none for this name; the message lists the names that there are.
 */
export async function loadShippedDocument(vendor: string): Promise<unknown> {
  const load = Object.hasOwn(LOADERS, vendor) ? LOADERS[vendor] : undefined;
  if (load === undefined) {
    const known = Object.keys(LOADERS).join(", ");
    throw new RangeError(`Cannot load the document of "${vendor}": there is no such vendor; the vendors are ${known}`);
  }
  return (await load()).default;
}
