import { isObject, type JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, OverrideError } from "../../../scripts/lib/override.ts";
import { isFullView } from "../revisions.ts";

export const override = defineOverride({
  what: "Objects in a query are written in brackets, filter[name]=x: by default their keys would stand beside the other parameters",
  evidence:
    'https://www.php.net/manual/en/language.variables.external.php, and the document itself: GET /organizations has a parameter "blocked" and a key "blocked" in its filter, which the default gives one name',
  date: "2026-11-21",
  appliesTo: isFullView,
  apply(document) {
    const objects = [...eachOperation(document)].flatMap(({ operation }) => listQueryObjects(operation));
    if (objects.length === 0) throw new OverrideError("no query parameter is an object");
    for (const parameter of objects) {
      if (parameter["style"] !== undefined)
        throw new OverrideError(`query parameter "${parameter["name"]}" has a style by now`);
      Object.assign(parameter, { style: "deepObject", explode: true });
    }
  },
});

function listQueryObjects(operation: JsonObject): JsonObject[] {
  const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  return parameters
    .filter(isObject)
    .filter(({ in: place, schema }) => place === "query" && isObject(schema) && schema["type"] === "object");
}
