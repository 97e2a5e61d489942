import { expectTypeOf, test } from "vitest";
import type { V1PackSummaries } from "./generated/types.ts";
import { createPaletteClient, unwrap } from "./index.ts";

const palette = createPaletteClient({ apiKey: "key" });

test("calls, by path and by id, give the type of the answer", async () => {
  const result = await palette.GET("/v1/packs");
  if (result.error) expectTypeOf(result.error.code).toEqualTypeOf<string | undefined>();
  else expectTypeOf(result.data).toEqualTypeOf<V1PackSummaries>();
  expectTypeOf(unwrap(await palette.call("v1PacksSummaryList"))).toEqualTypeOf<V1PackSummaries>();
  expectTypeOf(unwrap(await palette.op.v1PacksSummaryList())).toEqualTypeOf<V1PackSummaries>();
  for await (const pack of palette.items.GET("/v1/packs"))
    expectTypeOf(pack.metadata?.name).toEqualTypeOf<string | undefined>();
});

test("mistakes, each of them, are errors where they are made", async () => {
  // @ts-expect-error there is no such path
  palette.GET("/v1/nope");
  // @ts-expect-error the path needs its parameter
  palette.GET("/v1/packs/{uid}");
  // @ts-expect-error the parameter has another name
  palette.GET("/v1/packs/{uid}", { params: { path: { id: "x" } } });
  // @ts-expect-error the body's field is misspelt
  palette.POST("/v1/apiKeys", { body: { metadata: { nmae: "x" } } });
  // @ts-expect-error the body's field has another type
  palette.POST("/v1/apiKeys", { body: { metadata: { name: 1 } } });
  // @ts-expect-error the query key is misspelt
  palette.GET("/v1/packs", { params: { query: { limt: 1 } } });
  // @ts-expect-error there is no such operation
  palette.call("v1Nope");
  // @ts-expect-error the operation has no pages
  palette.items.GET("/v1/packs/{uid}", { params: { path: { uid: "x" } } });
  // @ts-expect-error a login needs its password
  createPaletteClient({ login: { emailId: "x" } });
  // @ts-expect-error the network URL is read-only
  palette.POST("/v1/users/assets/vsphere/dnsMapping", { body: { spec: { networkUrl: "x" } } });
});

test("null, where Palette takes an empty text only, is an error where it is written", async () => {
  const cloudConfig = { instanceType: { minCPU: 2, minMemInMB: 2048 }, azs: [], resourcePool: "" };
  const params = { path: { configUid: "x" } };
  const path = "/v1/cloudconfigs/maas/{configUid}/machinePools";
  palette.POST(path, { params, body: { cloudConfig } });
  const broken = { ...cloudConfig, resourcePool: null };
  // @ts-expect-error null is no text
  palette.POST(path, { params, body: { cloudConfig: broken } });
});
