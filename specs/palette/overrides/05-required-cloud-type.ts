import { defineOverride, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";

const SCHEMAS: Record<string, string[]> = {
  v1SpectroAwsClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroAzureClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroCloudStackClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroCustomClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroGcpClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroMaasClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroVirtualClusterEntity: ["cloudType", "clusterConfig"],
};

export const override = defineOverride({
  what: "Seven bodies require `cloudType` without declaring it; the vendor's own client has no such field and never sends it.",
  evidence: "https://github.com/spectrocloud/palette-sdk-go/blob/main/api/models/v1_spectro_aws_cluster_entity.go",
  date: "2026-11-21",
  apply(document) {
    for (const [name, required] of Object.entries(SCHEMAS)) {
      const spec = `#/components/schemas/${name}/properties/spec`;
      expectValue(document, `${spec}/required`, required);
      expectAbsent(document, `${spec}/properties/cloudType`);
      getObject(document, spec)["required"] = required.filter((field) => field !== "cloudType");
    }
  },
});
