import { isObject } from "../../../scripts/lib/json.ts";
import { defineOverride, getList, OverrideError } from "../../../scripts/lib/override.ts";
import { isFullView } from "../revisions.ts";

export const override = defineOverride({
  what: "The check of a cluster's tables takes a database password in the query, where every proxy logs it; dropped",
  evidence: "https://acm.altinity.cloud/api/reference.json, GET /tables",
  date: "2026-11-21",
  appliesTo: isFullView,
  apply(document) {
    const parameters = getList(document, "#/paths/~1tables/get/parameters");
    const index = parameters.findIndex((parameter) => isObject(parameter) && parameter["name"] === "pass");
    if (index < 0) throw new OverrideError("GET /tables takes no password any more");
    parameters.splice(index, 1);
  },
});
