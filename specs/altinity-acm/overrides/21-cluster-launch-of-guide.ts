import type { JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, expectAbsent, getObject } from "../../../scripts/lib/override.ts";
import { isFullView } from "../revisions.ts";

const FIELDS: JsonObject = {
  name: { type: "string" },
  adminPass: { type: "string" },
  adminUser: { type: "string" },
  https_port: { type: "integer" },
  instanceType: { type: "string" },
  nodes: { type: "integer" },
  replicas: { type: "integer" },
  secure: { type: "boolean" },
  shards: { type: "integer" },
  size: { type: "integer" },
  tcp_port_secure: { type: "integer" },
  version: { type: "string" },
  zookeeper: { type: "string" },
  zookeeperOptions: { type: "object", properties: { tag: { type: "string" }, size: { type: "string" } } },
};

export const override = defineOverride({
  what: "The cluster launch of the vendor's API guide stands in no revision of the document",
  evidence: "https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/",
  date: "2026-11-21",
  appliesTo: isFullView,
  apply(document) {
    const paths = getObject(document, "#/paths");
    expectAbsent(paths, "#/~1{environment}~1cluster-launch");
    paths["/{environment}/cluster-launch"] = {
      post: {
        operationId: "EnvironmentClusterLaunch",
        "x-evidence": "documented",
        tags: ["Clusters"],
        security: [{ ApiKeyAuth: [] }],
        parameters: [{ name: "environment", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { type: "object", properties: FIELDS } } },
        },
        responses: {
          "200": { description: "", content: { "application/json": { schema: {} } } },
          "401": { description: "" },
          "404": { description: "" },
        },
      },
    };
  },
});
