import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isFullView } from "../revisions.ts";

const PROPERTIES =
  "#/paths/~1profile~1{profile}~1settings/get/responses/200/content/application~1json/schema/properties";

export const override = defineOverride({
  what: "The settings of a profile are answered as an object with settings; the document says list",
  evidence:
    "https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/profile_settings.go, ListProfileSettings",
  date: "2026-11-21",
  appliesTo: isFullView,
  apply(document) {
    const list = { items: { $ref: "#/components/schemas/ProfileSetting" }, type: "array" };
    expectValue(document, `${PROPERTIES}/data/type`, "array");
    expectValue(document, `${PROPERTIES}/data/items`, list.items);
    getObject(document, PROPERTIES)["data"] = {
      type: "object",
      required: ["settings"],
      properties: { settings: list },
    };
  },
});
