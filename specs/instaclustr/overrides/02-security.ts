import { toPointer } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, expectAbsent, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "No operation says who may call it: all take user name and provisioning key as HTTP Basic credentials.",
  evidence: "https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/",
  date: "2026-11-21",
  apply(document) {
    expectAbsent(document, "#/security");
    expectAbsent(document, "#/components/securitySchemes");
    getObject(document, "#/components")["securitySchemes"] = { Basic: { type: "http", scheme: "basic" } };
    for (const { path, method, operation } of eachOperation(document)) {
      expectAbsent(document, toPointer(["paths", path, method, "security"]));
      operation["security"] = [{ Basic: [] }];
    }
  },
});
