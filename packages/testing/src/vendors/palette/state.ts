import type { VendorState } from "../../behaviour/resource.ts";
import { cloudAccount, cluster } from "./clusters.ts";
import { failure, missingThing } from "./failure.ts";
import { people } from "./people.ts";
import { appDeployment, appProfile, clusterProfile } from "./profiles.ts";
import { answerSoftly } from "./soft-delete.ts";

/** What Palette's mock remembers. */
export const state: VendorState = {
  resources: [...people, clusterProfile, appProfile, cluster, appDeployment, cloudAccount],
  missing: (exchange, deleted) => answerSoftly(exchange, deleted) ?? missingThing(exchange.params["uid"]),
  conflict: () => failure(409, "ResourceAlreadyExists", "There is such a thing already"),
};
