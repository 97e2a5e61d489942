import { defineOverride, eachOperation, OverrideError } from "../../../scripts/lib/override.ts";
import { getOkAnswer, readDataSchema } from "../answers.ts";

export const override = defineOverride({
  what: "Every answer 200 is an object with data, and may carry error and code because failures arrive as 200 too",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/client.go, acmEnvelope",
  date: "2026-11-21",
  apply(document) {
    let described = 0;
    for (const { operation } of eachOperation(document)) {
      const data = readDataSchema(operation) ?? {};
      getOkAnswer(operation)["schema"] = {
        type: "object",
        required: ["data"],
        properties: {
          data,
          error: { type: "string", nullable: true, default: null },
          code: { anyOf: [{ type: "integer" }, { type: "string" }] },
        },
      };
      described += 1;
    }
    if (described === 0) throw new OverrideError("there is no operation");
  },
});
