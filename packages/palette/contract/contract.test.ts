import { createPaletteClient } from "@vendor-clients/palette";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

describeContract({
  vendor: "palette",
  createClient: (baseUrl) => createPaletteClient({ baseUrl, apiKey: "contract-key" }),
  createAnonymousClient: (baseUrl) =>
    createPaletteClient({ baseUrl, apiKey: "contract-key", fetch: withoutCredentials }),
  expectCredentials: ({ headers }) => {
    expect({ apikey: headers["apikey"], authorization: headers["authorization"] }).toEqual({
      apikey: "contract-key",
      authorization: undefined,
    });
  },
  withOptionalQuery: true,
  gaps,
});

/** No option of the client turns credentials off, so they are taken out of the request. */
async function withoutCredentials(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.delete("ApiKey");
  return fetch(input, { ...init, headers });
}
