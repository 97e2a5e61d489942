import { defineOverride, expectAbsent, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The bodies that name a user are optional in the document; the vendor's own client sends them always.",
  evidence: "https://github.com/instaclustr/operator/blob/main/pkg/instaclustr/client.go",
  date: "2026-11-21",
  apply(document) {
    for (const method of ["delete", "post"]) {
      const body = getObject(
        document,
        `#/paths/~1provisioning~1v1~1{clusterId}~1{bundle}~1users/${method}/requestBody`,
      );
      expectAbsent(body, "#/required");
      body["required"] = true;
    }
  },
});
