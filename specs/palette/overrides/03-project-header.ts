import { isObject, type Json } from "../../../scripts/lib/json.ts";
import {
  defineOverride,
  eachOperation,
  expectAbsent,
  getObject,
  OverrideError,
} from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The header that chooses a project is documented and declared nowhere: every operation behind a login takes it.",
  evidence: "https://docs.spectrocloud.com/api/introduction/#scope",
  date: "2026-11-21",
  apply(document) {
    expectAbsent(document, "#/components/parameters");
    getObject(document, "#/components")["parameters"] = {
      ProjectUid: { name: "ProjectUid", in: "header", required: false, schema: { type: "string" } },
    };
    for (const { path, method, operation } of eachOperation(document)) {
      const { security, parameters } = operation;
      if (!Array.isArray(security)) throw new OverrideError(`${method} ${path} has no security yet`);
      if (security.length === 0) continue;
      const own = Array.isArray(parameters) ? parameters : [];
      if (own.some(isHeader)) throw new OverrideError(`${method} ${path} declares a header by now`);
      operation["parameters"] = [...own, { $ref: "#/components/parameters/ProjectUid" }];
    }
  },
});

function isHeader(parameter: Json): boolean {
  return isObject(parameter) && parameter["in"] === "header";
}
