import { isObject, type JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, getObject, OverrideError } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "Schemas that have properties do not say that they are objects, so that a list or a text would satisfy them",
  evidence:
    "https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json, e.g. v1AuditMeta, v1Condition",
  date: "2026-11-21",
  apply(document) {
    const schemas = Object.values(getObject(document, "#/components/schemas")).filter(isObject);
    const untyped = [...schemas, ...schemas.flatMap(propertiesOf)].filter(isUntypedObject);
    if (untyped.length === 0) throw new OverrideError("every object says by now that it is one");
    for (const schema of untyped) schema["type"] = "object";
  },
});

function propertiesOf(schema: JsonObject): JsonObject[] {
  return isObject(schema["properties"]) ? Object.values(schema["properties"]).filter(isObject) : [];
}

function isUntypedObject(schema: JsonObject): boolean {
  return schema["type"] === undefined && (isObject(schema["properties"]) || isObject(schema["additionalProperties"]));
}
