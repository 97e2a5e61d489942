import { expectTypeOf, test } from "vitest";
import type { AccountClustersV2, ClusterStatusV1, KafkaTopicV2 } from "./generated/types.ts";
import { createInstaclustrClient, type InstaclustrClient, type InstaclustrReadOnlyClient, unwrap } from "./index.ts";

const instaclustr = createInstaclustrClient({ username: "me", apiKey: "k" });
const reader = createInstaclustrClient({ username: "me", readOnlyKey: "k" });
const params = { path: { clusterId: "x" } };

test("the key, given as apiKey or as readOnlyKey, decides the client", () => {
  expectTypeOf(instaclustr).toEqualTypeOf<InstaclustrClient>();
  expectTypeOf(reader).toEqualTypeOf<InstaclustrReadOnlyClient>();
  // What only reads takes both.
  instaclustr satisfies InstaclustrReadOnlyClient;
});

test("calls, by path and by id, give the type of the answer on both clients", async () => {
  const path = "/cluster-management/v2/data-sources/clusters/v2";
  const id = "getClusterManagementV2DataSourcesClustersV2";
  expectTypeOf(unwrap(await instaclustr.GET(path))).toEqualTypeOf<AccountClustersV2[]>();
  expectTypeOf(unwrap(await reader.GET(path))).toEqualTypeOf<AccountClustersV2[]>();
  expectTypeOf(unwrap(await reader.call(id))).toEqualTypeOf<AccountClustersV2[]>();
  expectTypeOf(unwrap(await reader.op[id]())).toEqualTypeOf<AccountClustersV2[]>();
  expectTypeOf(unwrap(await reader.GET("/provisioning/v1/{clusterId}", { params }))).toEqualTypeOf<ClusterStatusV1>();
  expectTypeOf(
    unwrap(
      await reader.call("getClusterManagementV2ResourcesApplicationsKafkaTopicsV2ByKafkaTopicId", {
        params: { path: { kafkaTopicId: "x" } },
      }),
    ),
  ).toEqualTypeOf<KafkaTopicV2>();
});

test("writes, on a read-only client, are errors where they are made", () => {
  // @ts-expect-error no POST
  reader.POST("/provisioning/v1/", { body: {} });
  // @ts-expect-error no PUT
  reader.PUT;
  // @ts-expect-error no DELETE
  reader.DELETE("/provisioning/v1/{clusterId}", { params });
  // @ts-expect-error no write by id
  reader.call("deleteProvisioningV1ByClusterId", { params });
  // @ts-expect-error no write by method
  reader.op.deleteProvisioningV1ByClusterId({ params });
  // @ts-expect-error not even one whose id has another beginning
  reader.op.createUser;
  // @ts-expect-error a reader is no full client
  reader satisfies InstaclustrClient;
});

test("mistakes, each of them, are errors where they are made", () => {
  // @ts-expect-error a key is missing
  createInstaclustrClient({ username: "me" });
  // @ts-expect-error the user name is missing
  createInstaclustrClient({ apiKey: "k" });
  // @ts-expect-error one key too many
  createInstaclustrClient({ username: "me", apiKey: "k", readOnlyKey: "k" });
  // @ts-expect-error the path needs its parameter
  instaclustr.GET("/provisioning/v1/{clusterId}");
  // @ts-expect-error the parameter has another name
  reader.GET("/provisioning/v1/{clusterId}", { params: { path: { id: "x" } } });
  // @ts-expect-error there is no such path
  reader.GET("/provisioning/v1/nope");
  // @ts-expect-error there is no such operation
  reader.call("getNope");
  // @ts-expect-error the body's field is misspelt
  instaclustr.op.deleteUser({ params: { path: { clusterId: "x", bundle: "KAFKA" } }, body: { user: "ann" } });
  const cluster = { clusterName: "a", nodeSize: "x", provider: { name: "AWS_VPC" }, bundles: [] };
  instaclustr.op.postProvisioningV1Extended({ body: { ...cluster, pciCompliantCluster: "true" } });
  // @ts-expect-error a boolean goes as text here
  instaclustr.op.postProvisioningV1Extended({ body: { ...cluster, pciCompliantCluster: true } });
  // @ts-expect-error nothing pages
  instaclustr.items;
});
