import { createImplyClient, unwrap } from "@vendor-clients/imply";
import { createFetchWithout, startMock } from "@vendor-clients/testing";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect, test } from "vitest";
import { gaps } from "./gaps.ts";

const TOKEN_PATH = "/auth/realms/contract/protocol/openid-connect/token";

describeContract({
  vendor: "imply",
  createClient: (baseUrl) =>
    createImplyClient({ baseUrl, token: "contract-token", tokenUrl: `${baseUrl}${TOKEN_PATH}` }),
  createAnonymousClient: (baseUrl) =>
    createImplyClient({ baseUrl, token: "t", fetch: createFetchWithout("authorization") }),
  expectCredentials: ({ headers }) => expect(headers["authorization"]).toBe("Bearer contract-token"),
  withOptionalQuery: true,
  gaps,
});

test("an update, called through the client, arrives as a merge patch", async () => {
  const mock = await startMock("imply");
  try {
    const imply = createImplyClient({ baseUrl: mock.url, token: "t" });
    const clusterId = "6f1c2a8e-5d6b-4f0a-9d57-0c8a3a1b2c3d";
    unwrap(
      await imply.op.updateCluster({ params: { path: { clusterId } }, body: { spec: { desiredState: "STOPPED" } } }),
    );
    expect(mock.requests.map(({ headers }) => headers["content-type"])).toEqual(["application/merge-patch+json"]);
    expect(mock.violations).toEqual([]);
  } finally {
    await mock.close();
  }
});

test("an API client, called twice, obtains one token from the token endpoint and sends it", async () => {
  const mock = await startMock("imply");
  try {
    const imply = createImplyClient({
      baseUrl: mock.url,
      clientId: "contract",
      clientSecret: "contract-secret",
      tokenUrl: `${mock.url}${TOKEN_PATH}`,
    });
    unwrap(await imply.GET("/clusters"));
    unwrap(await imply.GET("/clusters"));
    expect(mock.requests.map(({ operationId }) => operationId)).toEqual([
      "requestToken",
      "listClusters",
      "listClusters",
    ]);
    const token = JSON.parse(mock.requests[0]?.answer ?? "{}").access_token;
    expect(mock.requests[1]?.headers["authorization"]).toBe(`Bearer ${token}`);
    expect(mock.requests[0]?.headers["authorization"]).toBeUndefined();
    expect(mock.violations).toEqual([]);
  } finally {
    await mock.close();
  }
});
