import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

const NAMES = ["v1BadRequest", "v1InternalServerError", "v1NotFound", "v1Unauthorized"];

export const override = defineOverride({
  what: "Four errors are declared without anything; as open objects they stay apart from v1Error and from plain text",
  evidence:
    "https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json, definitions v1BadRequest and others",
  date: "2026-11-21",
  apply(document) {
    const schemas = getObject(document, "#/components/schemas");
    for (const name of NAMES) {
      expectValue(schemas, `#/${name}`, {});
      schemas[name] = { type: "object", additionalProperties: true };
    }
  },
});
