import type { JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, expectAbsent, getObject, OverrideError } from "../../../scripts/lib/override.ts";
import { getOkAnswer, readDataSchema } from "../answers.ts";
import { isFullView } from "../revisions.ts";

const COUNT: JsonObject = { anyOf: [{ type: "integer" }, { type: "string" }] };
const STATUS: JsonObject = {
  type: "object",
  properties: {
    action: { type: "string" },
    actionProgress: {
      type: "object",
      properties: { total: COUNT, completed: COUNT, percent: { type: "number" } },
    },
    health: {
      type: "object",
      properties: { total: { type: "integer" }, passed: { type: "integer" } },
    },
  },
};

export const override = defineOverride({
  what: "The status of a cluster, which tells whether work is going on, has no schema in the document",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/client_test.go, captured answers",
  date: "2026-11-21",
  appliesTo: isFullView,
  apply(document) {
    const operation = getObject(document, "#/paths/~1cluster~1{cluster}~1status/get");
    if (readDataSchema(operation)) throw new OverrideError("the status of a cluster has a schema by now");
    expectAbsent(document, "#/components/schemas/ClusterStatus");
    getObject(document, "#/components/schemas")["ClusterStatus"] = STATUS;
    getOkAnswer(operation)["schema"] = {
      type: "object",
      properties: { data: { $ref: "#/components/schemas/ClusterStatus" } },
    };
  },
});
