import { createImplyClient } from "@vendor-clients/imply";
import { createFetchWithout } from "@vendor-clients/testing";
import { describeContract } from "@vendor-clients/testing/contract";
import { expect } from "vitest";

/** Sends every request to another path than its own. @type {typeof fetch} */
const astray = (input, init) => fetch(String(input).replace("/clusters", "/flusters"), init);

const TOKEN = "/auth/realms/contract/protocol/openid-connect/token";

describeContract({
  vendor: "imply",
  createClient: (baseUrl) =>
    createImplyClient({ baseUrl, token: "contract-token", tokenUrl: `${baseUrl}${TOKEN}`, fetch: astray }),
  createAnonymousClient: (baseUrl) =>
    createImplyClient({ baseUrl, token: "any", fetch: createFetchWithout("authorization") }),
  expectCredentials: ({ headers }) => expect(headers["authorization"]).toBe("Bearer contract-token"),
  gaps: [],
});
