import { createPaletteClient } from "@vendor-clients/palette";
import { createFetchWithout } from "@vendor-clients/testing";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";
import { gaps } from "./gaps.ts";

describeContract({
  vendor: "palette",
  createClient: (baseUrl) => createPaletteClient({ baseUrl, apiKey: "contract-key" }),
  createAnonymousClient: (baseUrl) =>
    createPaletteClient({ baseUrl, apiKey: "contract-key", fetch: createFetchWithout("ApiKey") }),
  expectCredentials: ({ headers }) => {
    expect({ apikey: headers["apikey"], authorization: headers["authorization"] }).toEqual({
      apikey: "contract-key",
      authorization: undefined,
    });
  },
  withOptionalQuery: true,
  gaps,
});
