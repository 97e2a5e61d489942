import {
  defineOverride,
  eachOperation,
  expectAbsent,
  getObject,
  OverrideError,
} from "../../../scripts/lib/override.ts";
import { isRevision25 } from "../revisions.ts";

export const override = defineOverride({
  what: "Revision 25.7.34 lists no answer but 200; every operation also answers 401 and 404",
  evidence: "https://acm.altinity.cloud/api/reference.json, 26.1.59 lists both for each of its operations",
  date: "2026-11-21",
  appliesTo: isRevision25,
  apply(document) {
    const operations = [...eachOperation(document)];
    if (operations.length === 0) throw new OverrideError("there is no operation");
    for (const { operation } of operations) {
      const responses = getObject(operation, "#/responses");
      for (const status of ["401", "404"]) {
        expectAbsent(responses, `#/${status}`);
        responses[status] = { description: "" };
      }
    }
  },
});
