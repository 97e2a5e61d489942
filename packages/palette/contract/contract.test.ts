import { createPaletteClient } from "@vendor-clients/palette";
import { createFetchWithout, noRateLimit } from "@vendor-clients/testing";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

describeContract({
  vendor: "palette",
  createClient: (baseUrl) => createPaletteClient({ baseUrl, apiKey: "contract-key", rateLimiter: noRateLimit }),
  createAnonymousClient: (baseUrl) =>
    createPaletteClient({
      baseUrl,
      apiKey: "contract-key",
      rateLimiter: noRateLimit,
      fetch: createFetchWithout("ApiKey"),
    }),
  expectCredentials: ({ headers }) => {
    expect({ apikey: headers["apikey"], authorization: headers["authorization"] }).toEqual({
      apikey: "contract-key",
      authorization: undefined,
    });
  },
  withOptionalQuery: true,
  gaps,
});
