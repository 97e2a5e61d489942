import { toPointer } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { errorSchema } from "../revisions.ts";

export const override = defineOverride({
  what: "Operations declare success only, although every failure is answered with the error schema that four of them name.",
  evidence: "https://github.com/spectrocloud/palette-sdk-go/blob/main/api/apiutil/transport/transport_error.go",
  date: "2026-11-21",
  apply(document) {
    const $ref = errorSchema(document);
    expectValue(document, $ref, {
      properties: {
        code: { type: "string" },
        details: { type: "object" },
        message: { type: "string" },
        ref: { type: "string" },
      },
      type: "object",
    });
    expectAbsent(document, "#/components/responses");
    getObject(document, "#/components")["responses"] = {
      Error: {
        description: "",
        content: { "application/json": { schema: { $ref } } },
      },
    };
    for (const { path, method } of eachOperation(document)) {
      const responses = toPointer(["paths", path, method, "responses"]);
      for (const status of ["4XX", "5XX"]) {
        expectAbsent(document, `${responses}/${status}`);
        getObject(document, responses)[status] = { $ref: "#/components/responses/Error" };
      }
      expectAbsent(document, `${responses}/default`);
    }
  },
});
