import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The value of a JSON patch may be any JSON value; the document says object",
  evidence: "https://www.rfc-editor.org/rfc/rfc6902#section-4",
  date: "2026-11-21",
  apply(document) {
    expectValue(document, "#/components/schemas/v1HttpPatch/required", ["op", "path"]);
    expectValue(document, "#/components/schemas/v1HttpPatch/properties/value", { type: "object" });
    getObject(document, "#/components/schemas/v1HttpPatch/properties")["value"] = {};
  },
});
