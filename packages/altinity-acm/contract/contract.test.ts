import { createAcmClient } from "@vendor-clients/altinity-acm";
import { createFetchWithout } from "@vendor-clients/testing";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

const apiKey = "contract-key";

describeContract({
  vendor: "altinity-acm",
  createClient: (baseUrl) => createAcmClient({ baseUrl, apiKey }),
  createAnonymousClient: (baseUrl) => createAcmClient({ baseUrl, apiKey, fetch: createFetchWithout("X-Auth-Token") }),
  expectCredentials: ({ headers }) => expect(headers["x-auth-token"]).toBe(apiKey),
  // The client hands out what stands inside the envelope.
  expectData: (body) => (body as { data: unknown }).data,
  toDataSchema: ({ properties }) => (properties as { data: unknown }).data,
  withOptionalQuery: true,
  gaps,
});
