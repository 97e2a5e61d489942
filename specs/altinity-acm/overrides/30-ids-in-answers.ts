import { isObject, type JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, expectAbsent, getObject, OverrideError } from "../../../scripts/lib/override.ts";

/** Numbers that are names of something: entities and references to entities. */
const ID = /^id(_|$)/;

export const override = defineOverride({
  what: "Ids in answers arrive as strings or numbers, references also as null; the document says integer",
  evidence:
    "https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/ (string id and externalDNS of an environment); https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/wire/number.go (null)",
  date: "2026-11-21",
  apply(document) {
    const schemas = getObject(document, "#/components/schemas");
    expectAbsent(schemas, "#/Id");
    expectAbsent(schemas, "#/Reference");
    const loosened = Object.values(schemas).flatMap((schema) => (isObject(schema) ? loosenIds(schema) : []));
    if (loosened.length === 0) throw new OverrideError("no id is an integer");
    loosen(getObject(schemas, "#/Environment/properties"), "externalDNS", "Id");
    schemas["Id"] = { anyOf: [{ type: "integer" }, { type: "string" }] };
    schemas["Reference"] = { anyOf: [{ type: "integer", nullable: true }, { type: "string" }] };
  },
});

function loosenIds(schema: JsonObject): string[] {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const names = Object.keys(properties).filter((name) => ID.test(name));
  for (const name of names) loosen(properties, name, name === "id" ? "Id" : "Reference");
  return names;
}

function loosen(properties: JsonObject, name: string, schema: string): void {
  const property = getObject(properties, `#/${name}`);
  if (property["type"] !== "integer") throw new OverrideError(`"${name}" is no longer an integer`);
  properties[name] = { $ref: `#/components/schemas/${schema}` };
}
