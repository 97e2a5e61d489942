import type { VendorState } from "../../behaviour/resource.ts";
import { accountResources } from "./accounts.ts";
import { clickhouseResources } from "./clickhouse.ts";
import { clusterResources } from "./clusters.ts";
import { refuse } from "./envelope.ts";
import { environmentResources } from "./environments.ts";

/** What ACM's mock remembers; what is gone is answered as the document says, with 404. */
export const state: VendorState = {
  resources: [...environmentResources, ...clusterResources, ...clickhouseResources, ...accountResources],
  missing: ({ params }) => refuse(404, `Resource ${Object.values(params).at(-1) ?? ""} not found`),
};
