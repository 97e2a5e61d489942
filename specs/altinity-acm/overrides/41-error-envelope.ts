import type { JsonObject } from "../../../scripts/lib/json.ts";
import {
  defineOverride,
  eachOperation,
  expectAbsent,
  getObject,
  OverrideError,
} from "../../../scripts/lib/override.ts";

const ERROR: JsonObject = {
  type: "object",
  properties: {
    data: {},
    error: { type: "string" },
    code: { anyOf: [{ type: "integer" }, { type: "string" }] },
  },
};

export const override = defineOverride({
  what: "Failures have a body that the document leaves out; they come as 401, 404, as 403 for what is gone, and others",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/client.go, handleResponse; clusters.go beside it, FindClusterInEnv (403)",
  date: "2026-11-21",
  apply(document) {
    const operations = [...eachOperation(document)];
    if (operations.length === 0) throw new OverrideError("there is no operation");
    expectAbsent(document, "#/components/schemas/ErrorEnvelope");
    getObject(document, "#/components/schemas")["ErrorEnvelope"] = ERROR;
    for (const { operation } of operations) describeErrors(getObject(operation, "#/responses"));
  },
});

function describeErrors(responses: JsonObject): void {
  for (const status of ["401", "404"]) {
    getObject(responses, `#/${status}`);
    expectAbsent(responses, `#/${status}/content`);
  }
  expectAbsent(responses, "#/403");
  expectAbsent(responses, "#/default");
  for (const status of ["401", "403", "404", "default"]) {
    responses[status] = {
      description: "",
      content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorEnvelope" } } },
    };
  }
}
