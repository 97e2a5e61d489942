import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isFullView, isRevision25 } from "../revisions.ts";

const FIELDS =
  "#/paths/~1environment~1{environment}~1clusters~1launch/post/requestBody/content/application~1json/schema/properties";

export const override = defineOverride({
  what: "The flags of a cluster launch are sent as booleans, other values are refused or ignored; the document says 0 or 1",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/clusters.go, LaunchRequest",
  date: "2026-11-21",
  appliesTo: (document) => isFullView(document) && !isRevision25(document),
  apply(document) {
    const fields = getObject(document, FIELDS);
    for (const name of ["secure", "mysqlProtocol", "zoneAwareness"]) {
      expectValue(fields, `#/${name}/type`, "integer");
      expectValue(fields, `#/${name}/enum`, [0, 1]);
      fields[name] = { type: "boolean" };
    }
  },
});
