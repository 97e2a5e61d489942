import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The 401 of the deletion of a user is JSON without a schema, which says nothing and makes all its errors unknown.",
  evidence: "https://instaclustr.redoc.ly/Current/",
  date: "2026-11-21",
  apply(document) {
    const path = "#/paths/~1provisioning~1v1~1{clusterId}~1{bundle}~1users";
    const response = getObject(document, `${path}/delete/responses/401`);
    expectValue(response, "#/content", { "application/json": {} });
    delete response["content"];
  },
});
