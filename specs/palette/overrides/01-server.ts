import { defineOverride, expectAbsent } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The document names no host: the public service is the default, a self-hosted one is given by its host name.",
  evidence: "https://docs.spectrocloud.com/api/introduction",
  date: "2026-11-21",
  apply(document) {
    expectAbsent(document, "#/servers");
    document["servers"] = [{ url: "https://{host}", variables: { host: { default: "api.spectrocloud.com" } } }];
  },
});
