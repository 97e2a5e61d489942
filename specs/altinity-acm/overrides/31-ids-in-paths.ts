import { isObject, type JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, OverrideError } from "../../../scripts/lib/override.ts";
import { isFullView } from "../revisions.ts";

/** Path parameters that take the id of an entity as an answer gave it. */
const NAMES = ["cluster", "clusterVolume", "environment", "id", "organization", "profile", "user"];

export const override = defineOverride({
  what: "An id in a path may be sent as it arrived, string or number; the document mixes integer and string",
  evidence:
    "https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/ (the id of the list goes into the path)",
  date: "2026-11-21",
  appliesTo: isFullView,
  apply(document) {
    let integers = 0;
    for (const { operation } of eachOperation(document)) {
      for (const parameter of idParameters(operation)) {
        const type = isObject(parameter["schema"]) ? parameter["schema"]["type"] : undefined;
        if (type !== "integer" && type !== "string") throw new OverrideError(`"${parameter["name"]}" has another type`);
        if (type === "integer") integers += 1;
        parameter["schema"] = { $ref: "#/components/schemas/Id" };
      }
    }
    if (integers === 0) throw new OverrideError("no id in a path is an integer");
  },
});

function idParameters(operation: JsonObject): JsonObject[] {
  const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"].filter(isObject) : [];
  return parameters.filter((one) => one["in"] === "path" && NAMES.includes(String(one["name"])));
}
