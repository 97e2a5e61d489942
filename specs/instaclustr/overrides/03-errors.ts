import { toPointer } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, expectAbsent, getObject } from "../../../scripts/lib/override.ts";

/** The two bodies that every declared failure of the Cluster Management API has. */
const ERRORS = ["ErrorListResponseV2", "ErrorResponseV2"];

export const override = defineOverride({
  what: "Most operations declare success only; their failures have one of the two bodies that the others declare.",
  evidence: "https://instaclustr.redoc.ly/Current/",
  date: "2026-11-21",
  apply(document) {
    for (const name of ERRORS) getObject(document, `#/components/schemas/${name}`);
    expectAbsent(document, "#/components/responses");
    const schema = { anyOf: ERRORS.map((name) => ({ $ref: `#/components/schemas/${name}` })) };
    getObject(document, "#/components")["responses"] = {
      Error: { description: "", content: { "application/json": { schema } } },
    };
    for (const { path, method } of eachOperation(document)) {
      if (!path.startsWith("/cluster-management/v2/")) continue;
      const responses = toPointer(["paths", path, method, "responses"]);
      expectAbsent(document, `${responses}/default`);
      getObject(document, responses)["default"] = { $ref: "#/components/responses/Error" };
    }
  },
});
