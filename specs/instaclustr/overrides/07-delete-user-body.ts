import { defineOverride, expectAbsent, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The body that says which user to delete is optional in the document; the vendor's own client sends it always.",
  evidence: "https://github.com/instaclustr/operator/blob/main/pkg/instaclustr/client.go",
  date: "2026-11-21",
  apply(document) {
    const body = getObject(document, "#/paths/~1provisioning~1v1~1{clusterId}~1{bundle}~1users/delete/requestBody");
    expectAbsent(body, "#/required");
    body["required"] = true;
  },
});
