import { createRecordingFetch, json, type SentRequest, withPollutedPrototype } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createImplyClient, type ImplyOptions } from "./client.ts";
import type { ClusterOverwriteWrite, ClusterSpec } from "./generated/types.ts";
import { AuthError, unwrap } from "./index.ts";

const CLUSTER = { path: { clusterId: "6f1c2a8e-5d6b-4f0a-9d57-0c8a3a1b2c3d" } };
const TOKEN_URL = "https://id.example.com/auth/realms/acme/protocol/openid-connect/token";
const FORM = new URLSearchParams({ grant_type: "client_credentials", client_id: "a", client_secret: "honey-pot-42" });

const SPEC: ClusterSpec = {
  version: "2026.01",
  awsInstanceRole: "role",
  master: { instanceType: "m5.large", replicas: 3 },
  query: { instanceType: "m5.large", replicas: 2 },
  data: { tier1: { instanceType: "i3.xlarge", replicas: 2 } },
  metadataStore: { instanceType: "db.m5.large", diskSize: 50 },
  deepStorage: { path: "s3://bucket/prefix" },
};

function setUp(options: Partial<ImplyOptions> = {}, ...answers: ((request: SentRequest) => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const imply = createImplyClient({ vanityDomain: "acme", token: "t1", ...options, fetch } as ImplyOptions);
  return { imply, sent };
}

describe("address", () => {
  test("vanityDomain, GET, is sent to the customer's host below /api/v1", async () => {
    const { imply, sent } = setUp({}, json([]));
    await imply.GET("/clusters", { params: { query: { pretty: true } } });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://acme.implycloud.com/api/v1/clusters?pretty=true",
    ]);
  });

  test("baseUrl, GET, is sent there as it stands", async () => {
    const { fetch, sent } = createRecordingFetch(json([]));
    await createImplyClient({ baseUrl: "https://proxy.example.com/imply/", token: "t1", fetch }).GET("/clusters");
    expect(sent[0]?.url).toBe("https://proxy.example.com/imply/clusters");
  });

  test.each([
    ["neither", {}],
    ["both", { vanityDomain: "acme", baseUrl: "https://acme.implycloud.com/api/v1" }],
  ])("%s of vanityDomain and baseUrl, createImplyClient(), throws TypeError", (found, address) => {
    expect(() => createImplyClient({ ...address, token: "t1" } as ImplyOptions)).toThrow(
      new TypeError(`Cannot create the Imply client: expected "vanityDomain" or "baseUrl", found ${found}`),
    );
  });

  test.each([
    ["vanityDomain of two labels", { vanityDomain: "acme.evil" }, "Cannot use vanityDomain"],
    ["baseUrl without a scheme", { baseUrl: "acme.implycloud.com" }, "Cannot use base URL"],
  ])("%s, createImplyClient(), throws TypeError", (_, address, message) => {
    expect(() => createImplyClient({ ...address, token: "t1" } as ImplyOptions)).toThrow(TypeError);
    expect(() => createImplyClient({ ...address, token: "t1" } as ImplyOptions)).toThrow(message);
  });
});

describe("calls", () => {
  test("by path, by id and by method, send the same request with further headers", async () => {
    const { imply, sent } = setUp({ headers: { "X-Team": "a" } }, json({}));
    await imply.GET("/clusters/{clusterId}/history/{resourceVersion}", {
      params: { path: { ...CLUSTER.path, resourceVersion: 3 } },
    });
    await imply.call("getClusterByVersion", { params: { path: { ...CLUSTER.path, resourceVersion: 3 } } });
    await imply.op.getClusterByVersion({ params: { path: { ...CLUSTER.path, resourceVersion: 3 } } });
    expect(new Set(sent.map(({ url }) => url))).toEqual(
      new Set([`https://acme.implycloud.com/api/v1/clusters/${CLUSTER.path.clusterId}/history/3`]),
    );
    expect(sent.map(({ headers }) => headers.get("x-team"))).toEqual(["a", "a", "a"]);
  });

  test("update, by path and by id, is sent as a merge patch", async () => {
    const { imply, sent } = setUp({}, json({}));
    const init = { params: CLUSTER, body: { spec: { desiredState: "STOPPED", awsKeyPair: null } } };
    await imply.PATCH("/clusters/{clusterId}", init);
    await imply.op.updateCluster(init);
    expect(sent.map(({ headers }) => headers.get("content-type"))).toEqual(
      Array(2).fill("application/merge-patch+json"),
    );
    expect(sent[0]?.body).toBe('{"spec":{"desiredState":"STOPPED","awsKeyPair":null}}');
  });

  test("creation without a pivot, POST, is sent as JSON", async () => {
    const { imply, sent } = setUp({}, json({}, 202));
    await imply.POST("/clusters", { body: { metadata: { name: "a" }, spec: SPEC } });
    expect(sent[0]?.headers.get("content-type")).toBe("application/json");
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ metadata: { name: "a" }, spec: SPEC });
  });

  test("overwrite without an access mode, by path and by id, is refused and nothing is sent", async () => {
    const { imply, sent } = setUp();
    const body = { metadata: { name: "a" }, spec: SPEC } as ClusterOverwriteWrite;
    await expect(imply.PUT("/clusters/{clusterId}", { params: CLUSTER, body })).rejects.toThrow(TypeError);
    await expect(imply.op.overwriteCluster({ params: CLUSTER, body })).rejects.toThrow(/known issue of the vendor/);
    expect(sent).toEqual([]);
  });

  test("overwrite with an access mode, PUT, is sent", async () => {
    const { imply, sent } = setUp({}, json({}, 202));
    const body = { metadata: { name: "a" }, spec: { ...SPEC, pivot: { accessMode: "PROXIED" as const } } };
    expect((await imply.PUT("/clusters/{clusterId}", { params: CLUSTER, body })).response.status).toBe(202);
    expect(JSON.parse(sent[0]?.body ?? "").spec.pivot).toEqual({ accessMode: "PROXIED" });
  });

  test("deletion answered without a body, op, gives no data and no error", async () => {
    const { imply } = setUp();
    const { data, error, response } = await imply.op.deleteCluster({ params: CLUSTER });
    expect([data, error, response.status]).toEqual([undefined, undefined, 204]);
  });
});

describe("token requests", () => {
  const init = { params: { path: { realm: "acme" } }, body: FORM };
  const token = json({ access_token: "a", expires_in: 300, token_type: "Bearer" });

  test("tokenUrl given, POST, call and op, are sent to its host without credentials", async () => {
    const { imply, sent } = setUp({ tokenUrl: TOKEN_URL }, token);
    await imply.POST("/auth/realms/{realm}/protocol/openid-connect/token", init);
    await imply.call("requestToken", init);
    const { data } = await imply.op.requestToken(init);
    expect(data?.expires_in).toBe(300);
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(3).fill(`POST ${TOKEN_URL}`));
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual([null, null, null]);
    expect(sent[0]?.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    expect(sent[0]?.body).toBe(FORM.toString());
  });

  test("tokenUrl given, other operations, still go to the Manager with the token", async () => {
    const { imply, sent } = setUp({ tokenUrl: TOKEN_URL }, json([]));
    await imply.POST("/clusters", { body: { metadata: { name: "a" }, spec: SPEC } });
    await imply.call("listClusters");
    await imply.op.listClusters();
    await imply.GET("/clusters");
    expect(new Set(sent.map(({ url }) => url))).toEqual(new Set(["https://acme.implycloud.com/api/v1/clusters"]));
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual(Array(4).fill("Bearer t1"));
  });

  test.each([
    ["no tokenUrl", {}],
    ["a tokenUrl with another path", { tokenUrl: "https://id.example.com/oauth/token" }],
  ])("%s, op, is refused with what to set and nothing is sent", async (_, options) => {
    const { imply, sent } = setUp(options);
    await expect(imply.op.requestToken(init)).rejects.toThrow(TypeError);
    await expect(imply.op.requestToken(init)).rejects.toThrow(/identity provider serves it; set the option "tokenUrl"/);
    expect(sent).toEqual([]);
  });

  test("refused with the secret in the answer, unwrap(), throws AuthError without it", async () => {
    const { imply } = setUp(
      { tokenUrl: TOKEN_URL },
      json({ error: "invalid_client", error_description: "no client with honey-pot-42" }, 401),
    );
    const result = await imply.op.requestToken(init);
    expect(result.error).toEqual({ error: "invalid_client", error_description: "no client with honey-pot-42" });
    const failure = await Promise.resolve(result)
      .then(unwrap)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({ status: 401, vendorCode: "invalid_client" });
    expect(String(failure)).not.toContain("honey");
  });
});

describe("failures", () => {
  test("401 and 403 with the same code, unwrap(), differ by code and status", async () => {
    const body = { error: { code: "Unauthorized", message: "no" } };
    const { imply } = setUp({}, json(body, 401), json(body, 403));
    const catchFailure = async () => {
      const result = await imply.GET("/clusters");
      expect(result.error).toEqual(body);
      return Promise.resolve(result)
        .then(unwrap)
        .catch((error: unknown) => error);
    };
    const failures = [await catchFailure(), await catchFailure()];
    expect(failures).toMatchObject([
      { code: "AUTH_FAILED", status: 401, vendorCode: "Unauthorized", vendorMessage: "no", operation: "GET /clusters" },
      { code: "HTTP_ERROR", status: 403, vendorCode: "Unauthorized" },
    ]);
  });

  test("answer without a body, GET, is an error all the same", async () => {
    const { imply } = setUp({}, () => new Response(null, { status: 409 }));
    const result = await imply.GET("/clusters");
    expect(result.error).toEqual({});
    expect(() => unwrap(result)).toThrow(/server answered 409$/);
  });
});

test("a client created while Object.prototype is polluted, sends what its own options say", async () => {
  const { fetch, sent } = createRecordingFetch(json({}));
  const members = {
    baseUrl: "https://evil.example",
    headers: { "X-Evil": "1" },
    tokenUrl: "https://evil.example/token",
    clientId: "evil",
  };
  const client = withPollutedPrototype(members, () => createImplyClient({ vanityDomain: "acme", token: "t", fetch }));
  await client.GET("/clusters");
  expect(sent.map(({ line }) => line)).toEqual(["GET https://acme.implycloud.com/api/v1/clusters"]);
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ authorization: "Bearer t" });
});
