import { defineOverride, expectValue } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The document names the vendor's second environment; customers' clusters live in the first.",
  evidence: "https://github.com/instaclustr/operator/blob/main/pkg/instaclustr/config.go",
  date: "2026-11-21",
  apply(document) {
    expectValue(document, "#/servers", [{ url: "https://api.dev.instaclustr.com" }]);
    document["servers"] = [{ url: "https://api.instaclustr.com" }];
  },
});
