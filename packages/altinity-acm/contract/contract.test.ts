import { createAcmClient } from "@vendor-clients/altinity-acm";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

const apiKey = "contract-key";

describeContract({
  vendor: "altinity-acm",
  createClient: (baseUrl) => createAcmClient({ baseUrl, apiKey }),
  createAnonymousClient: (baseUrl) => createAcmClient({ baseUrl, apiKey, fetch: withoutCredentials }),
  expectCredentials: ({ headers }) => expect(headers["x-auth-token"]).toBe(apiKey),
  // The client hands out what stands inside the envelope.
  expectData: (body) => (body as { data: unknown }).data,
  toDataSchema: ({ properties }) => (properties as { data: unknown }).data,
  withOptionalQuery: true,
  gaps,
});

/** No option of the client turns credentials off, so they are taken out of the request. */
async function withoutCredentials(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.delete("X-Auth-Token");
  return fetch(input, { ...init, headers });
}
