import type { VendorBehaviour } from "../behaviour/vendor-behaviour.ts";

const NONE: VendorBehaviour = { scenarios: [] };

const LOADERS: Readonly<Record<string, () => Promise<VendorBehaviour>>> = {
  "altinity-acm": async () => (await import("./altinity-acm/behaviour.ts")).behaviour,
  "altinity-anywhere": async () => (await import("./altinity-anywhere/behaviour.ts")).behaviour,
  ccx: async () => (await import("./ccx/behaviour.ts")).behaviour,
  "edge-host": async () => (await import("./edge-host/behaviour.ts")).behaviour,
  imply: async () => (await import("./imply/behaviour.ts")).behaviour,
  instaclustr: async () => (await import("./instaclustr/behaviour.ts")).behaviour,
  palette: async () => (await import("./palette/behaviour.ts")).behaviour,
};

/** What a vendor does beyond its document, loaded when it is first asked for; nothing for a document of one's own. */
export async function loadBehaviour(vendor: string | undefined): Promise<VendorBehaviour> {
  const load = vendor !== undefined && Object.hasOwn(LOADERS, vendor) ? LOADERS[vendor] : undefined;
  return load ? load() : NONE;
}
