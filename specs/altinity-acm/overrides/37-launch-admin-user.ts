import { defineOverride, expectAbsent, getObject } from "../../../scripts/lib/override.ts";
import { isFullView, isRevision25 } from "../revisions.ts";

const FIELDS =
  "#/paths/~1environment~1{environment}~1clusters~1launch/post/requestBody/content/application~1json/schema/properties";

export const override = defineOverride({
  what: "A cluster launch with a password needs the name of the administrator, which the document leaves out",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/clusters.go, LaunchRequest.AdminUser",
  date: "2026-11-21",
  appliesTo: (document) => isFullView(document) && !isRevision25(document),
  apply(document) {
    const fields = getObject(document, FIELDS);
    getObject(fields, "#/adminPass");
    expectAbsent(fields, "#/adminUser");
    fields["adminUser"] = { type: "string" };
  },
});
