import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isFullView, isRevision25 } from "../revisions.ts";

const FIELDS = "post/requestBody/content/application~1json/schema/properties";
const USERS = ["~1cluster~1{cluster}~1users", "~1cluster~1{cluster}~1user~1{id}", "~1user~1{id}"];

export const override = defineOverride({
  what: "Revision 25.7.34 says that the databases of a user are sent as one text, of which ACM makes a broken statement; they are a list",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/users.go, UserRequest; 26.1.59 declares a list",
  date: "2026-11-21",
  appliesTo: (document) => isRevision25(document) && isFullView(document),
  apply(document) {
    for (const path of USERS) {
      const fields = getObject(document, `#/paths/${path}/${FIELDS}`);
      expectValue(fields, "#/databases", { type: "string" });
      fields["databases"] = { type: "array", items: { type: "string" } };
    }
  },
});
