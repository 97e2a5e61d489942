import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { errorSchema } from "../revisions.ts";

export const override = defineOverride({
  what: "The details of an error are declared as an object and may be anything; the vendor's client holds a string there too.",
  evidence: "https://github.com/spectrocloud/palette-sdk-go/blob/main/api/models/v1_error.go",
  date: "2026-11-21",
  apply(document) {
    expectValue(document, `${errorSchema(document)}/properties/details`, { type: "object" });
    getObject(document, `${errorSchema(document)}/properties`)["details"] = {};
  },
});
