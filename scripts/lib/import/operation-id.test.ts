import { expect, test } from "vitest";
import { deriveOperationId, sanitizeOperationId } from "./operation-id.ts";

test.each([
  ["get", "/", "get"],
  ["GET", "/packs", "getPacks"],
  ["get", "/packs/", "getPacks"],
  ["delete", "/a-b/v2/{clusterId}", "deleteABV2ByClusterId"],
  ["post", "/kafka_cluster/{clusterId}/acls/v2/", "postKafkaClusterByClusterIdAclsV2"],
  ["put", "/x/{a}.{b}:stop", "putXByAByBStop"],
])("deriveOperationId(%j, %j) is %j", (method, path, want) => {
  expect(deriveOperationId(method, path)).toBe(want);
});

test.each([
  ["listPacks", "listPacks"],
  ["list-packs", "listPacks"],
  ["v1.packs_list all", "v1Packs_listAll"],
  ["2fa", "_2fa"],
  ["日本", ""],
])("sanitizeOperationId(%j) is %j", (id, want) => {
  expect(sanitizeOperationId(id)).toBe(want);
});
