import { defineOverride, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";
import { isRelease47 } from "../revisions.ts";

const SCHEMAS: Record<string, string[]> = {
  v1SpectroAwsClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroAzureClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroCustomClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroGcpClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroMaasClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"],
  v1SpectroVirtualClusterEntity: ["cloudType", "clusterConfig"],
};

/** The same, since the release that brought CloudStack. */
const CLOUD_STACK = { v1SpectroCloudStackClusterEntity: ["cloudAccountUid", "cloudConfig", "cloudType"] };

export const override = defineOverride({
  what: "Seven bodies require `cloudType` without declaring it; the vendor's own client has no such field and never sends it.",
  evidence: "https://github.com/spectrocloud/palette-sdk-go/blob/main/api/models/v1_spectro_aws_cluster_entity.go",
  date: "2026-11-21",
  apply(document) {
    const schemas = isRelease47(document) ? SCHEMAS : { ...SCHEMAS, ...CLOUD_STACK };
    for (const [name, required] of Object.entries(schemas)) {
      const spec = `#/components/schemas/${name}/properties/spec`;
      expectValue(document, `${spec}/required`, required);
      expectAbsent(document, `${spec}/properties/cloudType`);
      getObject(document, spec)["required"] = required.filter((field) => field !== "cloudType");
    }
  },
});
