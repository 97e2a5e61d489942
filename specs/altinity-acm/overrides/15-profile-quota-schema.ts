import { defineOverride, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isRevision25 } from "../revisions.ts";

const MISSING = "#/components/schemas/ProfileQuota";

export const override = defineOverride({
  what: "The quota of a database user names a schema that the document does not hold; its fields are unknown",
  evidence: "https://acm.altinity.cloud/api/reference.json, 26.1.59, DbUser",
  date: "2026-11-21",
  appliesTo: (document) => !isRevision25(document),
  apply(document) {
    expectAbsent(document, MISSING);
    const properties = getObject(document, "#/components/schemas/DbUser/properties");
    expectValue(properties, "#/quota", { $ref: MISSING });
    properties["quota"] = { type: "object", nullable: true, additionalProperties: true };
  },
});
