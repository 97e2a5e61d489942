import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The nodes of a cluster are answered as a list of node objects; the document says string",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/domain.go, countJSONArray",
  date: "2026-11-21",
  apply(document) {
    getObject(document, "#/components/schemas/Node");
    expectValue(document, "#/components/schemas/Cluster/properties/nodes", { type: "string" });
    getObject(document, "#/components/schemas/Cluster/properties")["nodes"] = {
      type: "array",
      items: { $ref: "#/components/schemas/Node" },
    };
  },
});
