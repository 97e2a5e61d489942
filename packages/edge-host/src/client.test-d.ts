import { expectTypeOf, test } from "vitest";
import type { V1Audit, V1AuditsList, V1EdgeHostInfo } from "./generated/types.ts";
import { createEdgeHostClient, unwrap } from "./index.ts";

const baseUrl = "https://10.0.0.5:5080";
const host = createEdgeHostClient({ baseUrl, token: "t1" });

test("calls, by path and by id, give the type of the answer", async () => {
  expectTypeOf(unwrap(await host.GET("/v1/edge-mgmt/edgehosts/current"))).toEqualTypeOf<V1EdgeHostInfo>();
  expectTypeOf(unwrap(await host.call("v1EdgeHostInfo"))).toEqualTypeOf<V1EdgeHostInfo>();
  expectTypeOf(unwrap(await host.op.v1EdgeHostInfo())).toEqualTypeOf<V1EdgeHostInfo>();
  expectTypeOf(unwrap(await host.op.v1EdgeHostDownloadLogs())).toEqualTypeOf<Blob>();
  expectTypeOf(unwrap(await host.op.V1UserPasswordReset({ body: {} }))).toEqualTypeOf<undefined>();
  for await (const audit of host.items.GET("/v1/edge-mgmt/edgehosts/current/audits"))
    expectTypeOf(audit).toEqualTypeOf<V1Audit>();
  for await (const page of host.pages.GET("/v1/edge-mgmt/edgehosts/current/audits"))
    expectTypeOf(page).toEqualTypeOf<V1AuditsList>();
});

test("failures, in each of their shapes, have to be told apart", async () => {
  const { error } = await host.GET("/v1/edge-mgmt/cluster");
  if (typeof error === "string") expectTypeOf(error).toEqualTypeOf<string>();
  else if (error) expectTypeOf(error).toBeObject();
});

test("mistakes, each of them, are errors where they are made", async () => {
  // @ts-expect-error there is no such path
  host.GET("/v1/nope");
  // @ts-expect-error the path needs its parameter
  host.GET("/v1/edge-mgmt/edgehosts/current/file-download/{filePath}");
  // @ts-expect-error the parameter has another name
  host.op.v1EdgeHostCustomFileDownload({ params: { path: { path: "a" } } });
  // @ts-expect-error the query parameter is required
  host.POST("/v1/edge-mgmt/edgehosts/current/unlink");
  // @ts-expect-error the query key is misspelt
  host.GET("/v1/edge-mgmt/edgehosts/current/audits", { params: { query: { limt: 1 } } });
  // @ts-expect-error the body is required
  host.POST("/v1/edge-mgmt/cluster");
  // @ts-expect-error an upload is a form
  host.op.V1ContentUpload({ body: { uploadFile: "bytes" } });
  // @ts-expect-error there is no such operation
  host.call("v1Nope");
  // @ts-expect-error the operation has no pages
  host.items.GET("/v1/ping");
  // @ts-expect-error every host has its own address
  createEdgeHostClient({ token: "t1" });
  // @ts-expect-error a login needs its password
  createEdgeHostClient({ baseUrl, login: { username: "me" } });
  // @ts-expect-error a trust has one of two kinds
  createEdgeHostClient({ baseUrl, token: "t1", tls: {} });
});
