import { createInstaclustrClient } from "@vendor-clients/instaclustr";
import { createFetchWithout, noRateLimit, startMock } from "@vendor-clients/testing";
import { type ContractInit, type ContractResult, describeContract } from "@vendor-clients/testing/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../src/generated/operations.ts";
import { gaps } from "./gaps.ts";

const KEY = { username: "contract", apiKey: "contract-key", rateLimiter: noRateLimit };

describeContract({
  vendor: "instaclustr",
  createClient: (baseUrl) => createInstaclustrClient({ baseUrl, ...KEY, source: "contract" }),
  createAnonymousClient: (baseUrl) =>
    createInstaclustrClient({ baseUrl, ...KEY, fetch: createFetchWithout("authorization") }),
  expectCredentials: ({ headers }) => {
    expect(headers["authorization"]).toBe(`Basic ${btoa("contract:contract-key")}`);
    expect(headers["instaclustr-source"]).toBe("contract");
  },
  withOptionalQuery: true,
  gaps,
});

describe("a client with a read-only key", () => {
  let mock: Awaited<ReturnType<typeof startMock>>;
  beforeAll(async () => {
    mock = await startMock("instaclustr");
  });
  afterAll(() => mock.close());
  const calls = Object.entries(operations).map(([id, [method, path]]) => ({ id, method, path }));

  test("all 92 operations that write, by path and by id, are refused and nothing arrives", async () => {
    const client = createInstaclustrClient({ baseUrl: mock.url, username: "contract", readOnlyKey: "contract-key" });
    const verbs = client as object as Record<string, (path: string, init: ContractInit) => Promise<ContractResult>>;
    const writes = calls.filter(({ method }) => method !== "GET");
    expect(writes).toHaveLength(92);
    for (const { id, method, path } of writes) {
      const message = `Cannot call instaclustr ${method} ${path}: a read-only key may send GET only`;
      await expect(verbs[method]?.(path, {}), id).rejects.toThrow(message);
      await expect(verbs["call"]?.(id, {}), id).rejects.toThrow(TypeError);
    }
    expect(mock.requests).toEqual([]);
  });

  test("a read, by path and by id, is answered as for any client", async () => {
    const client = createInstaclustrClient({ baseUrl: mock.url, username: "contract", readOnlyKey: "contract-key" });
    const first = await client.GET("/cluster-management/v2/data-sources/clusters/v2");
    const second = await client.op.getClusterManagementV2DataSourcesClustersV2();
    expect([first.response.status, second.response.status]).toEqual([200, 200]);
    expect(first.data).toEqual(second.data);
    expect(mock.violations).toEqual([]);
  });
});
