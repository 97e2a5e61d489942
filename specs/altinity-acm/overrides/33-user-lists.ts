import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "Networks and databases of a database user are answered as lists or as text; the document says string",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/domain.go, jsonStringOrArrayToCSV",
  date: "2026-11-21",
  apply(document) {
    const properties = getObject(document, "#/components/schemas/DbUser/properties");
    for (const name of ["networks", "databases"]) {
      expectValue(properties, `#/${name}`, { type: "string" });
      properties[name] = { anyOf: [{ type: "array", items: { type: "string" } }, { type: "string" }] };
    }
  },
});
