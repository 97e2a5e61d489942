import { dropBodiesOf204 } from "../../../scripts/lib/import/rules/operations.ts";
import { defineOverride, OverrideError } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "Answers 204 have a body in the document; HTTP allows none.",
  evidence: "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5",
  date: "2026-11-21",
  apply(document) {
    if (dropBodiesOf204.apply(document).length === 0) throw new OverrideError("no answer 204 has a body by now");
  },
});
