import { createEdgeHostClient } from "@vendor-clients/edge-host";
import { createFetchWithout } from "@vendor-clients/testing";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

const token = "contract-token";

describeContract({
  vendor: "edge-host",
  createClient: (baseUrl) => createEdgeHostClient({ baseUrl, token }),
  createAnonymousClient: (baseUrl) => createEdgeHostClient({ baseUrl, token, fetch: createFetchWithout("Cookie") }),
  expectCredentials: ({ headers }) => {
    const { cookie, authorization } = headers;
    expect({ cookie, authorization }).toEqual({ cookie: `Authorization=${token}`, authorization: undefined });
  },
  withOptionalQuery: true,
  gaps,
});
