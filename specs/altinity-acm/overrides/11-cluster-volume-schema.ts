import { defineOverride, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isFullView, isRevision25 } from "../revisions.ts";

const ITEMS =
  "#/paths/~1storage~1cluster~1{cluster}~1volumes/get/responses/200/content/application~1json/schema/properties/data/items";

export const override = defineOverride({
  what: "Revision 25.7.34 misspells the reference to the schema ClusterVolume",
  evidence: "https://acm.altinity.cloud/api/reference.json, 26.1.59 names ClusterVolume for the same operation",
  date: "2026-11-21",
  appliesTo: (document) => isRevision25(document) && isFullView(document),
  apply(document) {
    expectAbsent(document, "#/components/schemas/CluserVolume");
    expectValue(document, `${ITEMS}/$ref`, "#/components/schemas/CluserVolume");
    getObject(document, "#/components/schemas/ClusterVolume");
    getObject(document, ITEMS)["$ref"] = "#/components/schemas/ClusterVolume";
  },
});
