import { type JsonObject, readPointer } from "../../../scripts/lib/json.ts";
import { defineOverride, expectAbsent, getObject, OverrideError } from "../../../scripts/lib/override.ts";
import { isFullView, isRevision25 } from "../revisions.ts";

const MISSING = "#/components/schemas/AuditLog";
const PATHS = ["~1cluster~1{id}~1audit", "~1console~1logs", "~1environment~1{id}~1log"];

export const override = defineOverride({
  what: "Revision 25.7.34 names a schema AuditLog that it does not hold; the entries are those of ActionLog",
  evidence: "https://acm.altinity.cloud/api/reference.json, 26.1.59 names ActionLog for the same operations",
  date: "2026-11-21",
  appliesTo: (document) => isRevision25(document) && isFullView(document),
  apply(document) {
    expectAbsent(document, MISSING);
    getObject(document, "#/components/schemas/ActionLog");
    for (const path of PATHS) {
      const list = getObject(document, `#/paths/${path}/get/responses/200/content/application~1json/schema`);
      const items: JsonObject = getObject(list, "#/properties/data/items");
      if (readPointer(items, "#/$ref") !== MISSING) throw new OverrideError(`${path} no longer names AuditLog`);
      items["$ref"] = "#/components/schemas/ActionLog";
    }
  },
});
