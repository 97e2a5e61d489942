import {
  defineOverride,
  eachOperation,
  expectAbsent,
  getObject,
  OverrideError,
} from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "Operations without a default answer fail in the two ways that the others declare: v1Error or plain text",
  evidence:
    "https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json, answers default of 22 operations",
  date: "2026-11-21",
  apply(document) {
    expectAbsent(document, "#/components/schemas/UnlistedError");
    const isWithout = [...eachOperation(document)].filter(
      ({ operation }) => getObject(operation, "#/responses")["default"] === undefined,
    );
    if (isWithout.length === 0) throw new OverrideError("every operation has a default answer by now");
    getObject(document, "#/components/schemas")["UnlistedError"] = {
      anyOf: [{ $ref: "#/components/schemas/v1Error" }, { $ref: "#/components/schemas/apiError" }],
    };
    for (const { operation } of isWithout) {
      getObject(operation, "#/responses")["default"] = {
        description: "",
        content: { "application/json": { schema: { $ref: "#/components/schemas/UnlistedError" } } },
      };
    }
  },
});
