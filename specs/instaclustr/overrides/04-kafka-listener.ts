import { defineOverride, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "Two schemas that nothing refers to require fields that they do not declare.",
  evidence: "https://instaclustr.redoc.ly/Current/",
  date: "2026-11-21",
  apply(document) {
    const schemas = getObject(document, "#/components/schemas");
    expectValue(document, "#/components/schemas/KafkaListenerV2/required", ["privateLink", "protocol", "types"]);
    expectAbsent(document, "#/components/schemas/KafkaListenerV2/properties/types");
    expectValue(document, "#/components/schemas/KafkaPrivateLinkSettingsV2/required", ["advertisedHostname"]);
    expectAbsent(document, "#/components/schemas/KafkaPrivateLinkSettingsV2/properties/advertisedHostname");
    delete schemas["KafkaListenerV2"];
    delete schemas["KafkaPrivateLinkSettingsV2"];
  },
});
