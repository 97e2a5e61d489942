import { createEdgeHostClient } from "@vendor-clients/edge-host";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

const token = "contract-token";

describeContract({
  vendor: "edge-host",
  createClient: (baseUrl) => createEdgeHostClient({ baseUrl, token }),
  createAnonymousClient: (baseUrl) => createEdgeHostClient({ baseUrl, token, fetch: withoutCredentials }),
  expectCredentials: ({ headers }) => {
    const { cookie, authorization } = headers;
    expect({ cookie, authorization }).toEqual({ cookie: `Authorization=${token}`, authorization: undefined });
  },
  withOptionalQuery: true,
  gaps,
});

/** No option of the client turns credentials off, so they are taken out of the request. */
async function withoutCredentials(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.delete("Cookie");
  return fetch(input, { ...init, headers });
}
