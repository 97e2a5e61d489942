import { typeObjects } from "../../../scripts/lib/import/rules/schemas.ts";
import { defineOverride, OverrideError } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "Schemas that have properties do not say that they are objects, so that a list or a text would satisfy them.",
  evidence: "https://github.com/spectrocloud/palette-sdk-go/blob/main/api/models/v1_api_key_active_state.go",
  date: "2026-11-21",
  apply(document) {
    if (typeObjects.apply(document).length === 0) throw new OverrideError("every object says by now that it is one");
  },
});
