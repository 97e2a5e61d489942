import { jsonAnswer } from "../../behaviour/exchange.ts";
import type { VendorState } from "../../behaviour/resource.ts";
import { configurationResources } from "./configuration.ts";
import { contentResources } from "./contents.ts";
import { datastore } from "./datastores.ts";
import { jobResource } from "./jobs.ts";

/** What the mock of CCX remembers. */
export const state: VendorState = {
  resources: [datastore, jobResource, ...contentResources, ...configurationResources],
  missing: () => jsonAnswer(404, { code: 404, err: "not found" }),
  conflict: () => jsonAnswer(409, { code: 409, err: "already exists" }),
};
