import {
  createRecordingFetch,
  json,
  noRateLimit,
  type SentRequest,
  withPollutedPrototype,
} from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createInstaclustrClient } from "./client.ts";
import { HttpError, unwrap } from "./index.ts";

const CLUSTER = { path: { clusterId: "6f1c2a8e-5d6b-4f0a-9d57-0c8a3a1b2c3d" } };
const USER = { username: "me", apiKey: "k1", rateLimiter: noRateLimit };

function setUp(...answers: ((request: SentRequest) => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  return { instaclustr: createInstaclustrClient({ ...USER, fetch }), sent, fetch };
}

describe("requests", () => {
  test("by path, by id and by method, are the same and go to the vendor's host", async () => {
    const { instaclustr, sent } = setUp(json([]));
    await instaclustr.GET("/cluster-management/v2/data-sources/clusters/v2");
    await instaclustr.call("getClusterManagementV2DataSourcesClustersV2");
    await instaclustr.op.getClusterManagementV2DataSourcesClustersV2();
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(3).fill("GET https://api.instaclustr.com/cluster-management/v2/data-sources/clusters/v2"),
    );
    expect(sent[0]?.headers.has("instaclustr-source")).toBe(false);
  });

  test("baseUrl, source and headers of the caller, are used", async () => {
    const { fetch, sent } = createRecordingFetch(json([]));
    const options = { ...USER, baseUrl: "https://api.dev.instaclustr.com/", source: "kites/1", fetch };
    await createInstaclustrClient({ ...options, headers: { "X-Team": "a" } }).GET("/provisioning/v1/");
    expect(sent[0]?.url).toBe("https://api.dev.instaclustr.com/provisioning/v1/");
    expect(sent[0]?.headers.get("instaclustr-source")).toBe("kites/1");
    expect(sent[0]?.headers.get("x-team")).toBe("a");
  });

  test("path with a slash at its end, keeps it", async () => {
    const { instaclustr, sent } = setUp(json({}));
    await instaclustr.GET("/cluster-management/v2/resources/applications/kafka/acls/v2/{kafkaAclId}/", {
      params: { path: { kafkaAclId: "a" } },
    });
    expect(sent[0]?.url).toMatch(/\/acls\/v2\/a\/$/);
  });

  test("id with a pipe, is one encoded segment", async () => {
    const { instaclustr, sent } = setUp(json({}));
    await instaclustr.op.getClusterManagementV2ResourcesApplicationsKafkaTopicsV2ByKafkaTopicId({
      params: { path: { kafkaTopicId: `${CLUSTER.path.clusterId}|orders/eu` } },
    });
    expect(sent[0]?.url).toBe(
      `https://api.instaclustr.com/cluster-management/v2/resources/applications/kafka/topics/v2/${CLUSTER.path.clusterId}%7Corders%2Feu/`,
    );
  });

  test("deletion that is told what to delete, carries a JSON body", async () => {
    const { instaclustr, sent } = setUp(json({ message: "ok" }, 202));
    const params = { path: { ...CLUSTER.path, bundle: "KAFKA" } };
    const { data } = await instaclustr.op.deleteUser({ params, body: { username: "ann" } });
    expect(sent[0]).toMatchObject({ method: "DELETE", body: '{"username":"ann"}' });
    expect(sent[0]?.url).toMatch(/\/provisioning\/v1\/[0-9a-f-]+\/KAFKA\/users$/);
    expect(data).toEqual({ message: "ok" });
  });

  test("cluster status answered with 202, is data", async () => {
    const { instaclustr } = setUp(json({ clusterStatus: "PROVISIONING" }, 202));
    const { data, error, response } = await instaclustr.GET("/provisioning/v1/{clusterId}", { params: CLUSTER });
    expect([data, error, response.status]).toEqual([{ clusterStatus: "PROVISIONING" }, undefined, 202]);
  });
});

describe("read-only client", () => {
  test("write, by path, by id and by method, is refused and nothing is sent", async () => {
    const { fetch, sent } = createRecordingFetch();
    const reader = createInstaclustrClient({ username: "me", readOnlyKey: "k1", rateLimiter: noRateLimit, fetch });
    // What its type forbids, as a caller without types could write it.
    const anyone = reader as unknown as ReturnType<typeof setUp>["instaclustr"];
    const init = { params: CLUSTER };
    await expect(anyone.DELETE("/provisioning/v1/{clusterId}", init)).rejects.toThrow(TypeError);
    await expect(anyone.call("deleteProvisioningV1ByClusterId", init)).rejects.toThrow(/GET only/);
    await expect(anyone.op.deleteProvisioningV1ByClusterId(init)).rejects.toThrow(/made with "readOnlyKey"/);
    expect(sent).toEqual([]);
  });

  test("read, GET, call and op, are sent", async () => {
    const { fetch, sent } = createRecordingFetch(json([]));
    const reader = createInstaclustrClient({ username: "me", readOnlyKey: "k1", rateLimiter: noRateLimit, fetch });
    await reader.GET("/provisioning/v1/");
    await reader.call("getProvisioningV1");
    await reader.op.getProvisioningV1();
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(3).fill("GET https://api.instaclustr.com/provisioning/v1/"),
    );
  });
});

describe("failures", () => {
  test("list of errors, is the error as it came and unwrap() throws its name and messages", async () => {
    const body = { errors: [{ name: "Invalid", message: "no such size" }] };
    const { instaclustr } = setUp(json(body, 400));
    const result = await instaclustr.GET("/cluster-management/v2/data-sources/clusters/v2");
    expect(result.error).toEqual(body);
    expect(() => unwrap(result)).toThrow(HttpError);
    expect(() => unwrap(result)).toThrow(/server answered 400, Invalid "no such size"$/);
  });

  test("rate limit as plain text, unwrap() throws it", async () => {
    const { instaclustr } = setUp(() => new Response("Rate Limit Exceeded", { status: 429 }));
    const result = await instaclustr.GET("/provisioning/v1/", { maxAttempts: 1 });
    expect(() => unwrap(result)).toThrow(/server answered 429, "Rate Limit Exceeded"$/);
  });

  test("401 without a body, is an error all the same", async () => {
    const { instaclustr } = setUp(() => new Response(null, { status: 401 }));
    const result = await instaclustr.GET("/provisioning/v1/");
    expect(result.error).toEqual({});
    expect(() => unwrap(result)).toThrow(/server answered 401$/);
  });
});

test("a client created while Object.prototype is polluted, sends what its own options say", async () => {
  const { fetch, sent } = createRecordingFetch(json({}));
  const members = {
    baseUrl: "https://evil.example",
    headers: { "X-Evil": "1" },
    source: "evil",
    readOnlyKey: "evil",
  };
  const client = withPollutedPrototype(members, () =>
    createInstaclustrClient({ username: "a", apiKey: "k", rateLimiter: noRateLimit, fetch }),
  );
  await client.GET("/provisioning/v1/");
  expect(sent.map(({ line }) => line)).toEqual(["GET https://api.instaclustr.com/provisioning/v1/"]);
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ authorization: `Basic ${btoa("a:k")}` });
});
