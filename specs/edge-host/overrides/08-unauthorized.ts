import { defineOverride, eachOperation, expectValue, getObject, OverrideError } from "../../../scripts/lib/override.ts";

const UNAUTHORIZED = { "application/json": { schema: { $ref: "#/components/schemas/v1Unauthorized" } } };

export const override = defineOverride({
  what: "Every operation refuses a caller it does not know with 401, the login one with a wrong password; three say so",
  evidence: "https://docs.spectrocloud.com/api/introduction/ (Response Codes, Edge Host API: Authentication)",
  date: "2026-11-21",
  apply(document) {
    let added = 0;
    for (const { operation } of eachOperation(document)) {
      const responses = getObject(operation, "#/responses");
      if (responses["401"] !== undefined) {
        expectValue(responses, "#/401/content", UNAUTHORIZED);
        continue;
      }
      responses["401"] = { description: "", content: structuredClone(UNAUTHORIZED) };
      added += 1;
    }
    if (added === 0) throw new OverrideError("every operation says 401 by now");
  },
});
