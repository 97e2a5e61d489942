import { expectTypeOf, test } from "vitest";
import type { Cluster, ClusterSpec, ErrorResponse } from "./generated/types.ts";
import { createImplyClient, readClusters, unwrap } from "./index.ts";

const imply = createImplyClient({ vanityDomain: "acme", token: "t" });
const params = { path: { clusterId: "x" } };
declare const spec: ClusterSpec;

test("calls, by path and by id, give the type of the answer", async () => {
  const result = await imply.GET("/clusters/{clusterId}", { params });
  if (result.error) expectTypeOf(result.error).toEqualTypeOf<ErrorResponse>();
  else expectTypeOf(result.data).toEqualTypeOf<Cluster>();
  expectTypeOf(unwrap(await imply.call("getCluster", { params }))).toEqualTypeOf<Cluster>();
  expectTypeOf(readClusters(unwrap(await imply.op.listClusters()))).toEqualTypeOf<readonly Cluster[]>();
});

test("partial updates, null included, are fine", async () => {
  await imply.op.updateCluster({ params, body: { spec: { desiredState: "STOPPED", awsKeyPair: null } } });
  await imply.op.updateCluster({ params, body: { spec: { data: { tier1: { replicas: 3 } } } } });
});

test("every way to authenticate, complete, is enough", () => {
  createImplyClient({
    vanityDomain: "acme",
    clientId: "a",
    clientSecret: "b",
    tokenUrl: "https://id.example.com/token",
  });
  createImplyClient({
    baseUrl: "https://acme.implycloud.com/api/v1",
    token: "t",
    tokenUrl: "https://id.example.com/x",
  });
});

test("mistakes, each of them, are errors where they are made", async () => {
  // @ts-expect-error there is no host for all customers
  createImplyClient({ token: "t" });
  // @ts-expect-error one address too many
  createImplyClient({ vanityDomain: "acme", baseUrl: "https://acme.implycloud.com/api/v1", token: "t" });
  // @ts-expect-error no credential at all
  createImplyClient({ vanityDomain: "acme" });
  // @ts-expect-error the token URL has no default
  createImplyClient({ vanityDomain: "acme", clientId: "a", clientSecret: "b" });
  // @ts-expect-error a token and an API client
  createImplyClient({ vanityDomain: "acme", token: "t", clientId: "a", clientSecret: "b", tokenUrl: "https://x.test" });
  // @ts-expect-error an overwrite needs the access mode
  imply.op.overwriteCluster({ params, body: { metadata: { name: "a" }, spec } });
  // @ts-expect-error the id of a cluster is the vendor's to give
  imply.op.createCluster({ body: { metadata: { name: "a", uid: "x" }, spec } });
  // @ts-expect-error the number of replicas is a number
  imply.op.updateCluster({ params, body: { spec: { data: { tier1: { replicas: "3" } } } } });
  // @ts-expect-error the path needs its parameter
  imply.GET("/clusters/{clusterId}");
  // @ts-expect-error there is no such path
  imply.GET("/cluster");
  // @ts-expect-error there is no such operation
  imply.call("startCluster");
  // @ts-expect-error which of the two shapes has to be found out first
  unwrap(await imply.GET("/clusters")).map(String);
});
