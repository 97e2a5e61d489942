import { expect } from "vitest";
import { describeContract } from "./describe-contract.ts";
import { createFetchClient } from "./fixtures/fetch-client.ts";

// Two real documents that are quick to compile; the others are called by the vendors' own packages.

describeContract({
  vendor: "edge-host",
  reportTo: "testing",
  gaps: [],
  withOptionalQuery: true,
  createClient: (baseUrl, schemes) =>
    createFetchClient({ baseUrl, headers: schemes.length > 0 ? { Cookie: "Authorization=token" } : {} }),
  createAnonymousClient: (baseUrl) => createFetchClient({ baseUrl }),
  expectCredentials: ({ headers }) => expect(headers["cookie"]).toBe("Authorization=token"),
});

describeContract({
  vendor: "imply",
  reportTo: "testing",
  gaps: [],
  createClient: (baseUrl, schemes) =>
    createFetchClient({ baseUrl, headers: schemes.length > 0 ? { Authorization: "Bearer token" } : {} }),
  createAnonymousClient: (baseUrl) => createFetchClient({ baseUrl }),
  expectCredentials: ({ headers }) => expect(headers["authorization"]).toBe("Bearer token"),
  call: (client, method, path, init) => {
    const verb = Reflect.get(client, method);
    return verb(path, init, method === "PATCH" ? "application/merge-patch+json" : undefined);
  },
});
