import { defineOverride, expectAbsent } from "../../../scripts/lib/override.ts";

export const override = defineOverride({
  what: "The API is served by each device under its own address, over https, on port 5080 unless configured otherwise",
  evidence: "https://docs.spectrocloud.com/clusters/edge/local-ui/host-management/access-console/",
  date: "2026-11-21",
  apply(document) {
    expectAbsent(document, "#/servers");
    document["servers"] = [
      { url: "https://{host}:{port}", variables: { host: { default: "localhost" }, port: { default: "5080" } } },
    ];
  },
});
