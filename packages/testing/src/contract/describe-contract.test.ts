import { readFileSync } from "node:fs";
import { afterAll, expect } from "vitest";
import { describeContract } from "./describe-contract.ts";
import { BOXES } from "./fixtures/boxes.ts";
import { createFetchClient } from "./fixtures/fetch-client.ts";

/** All reports of this file go to this package's own folder, one after the other. */
const VENDOR = "testing";

const REPORT = new URL("../../.test-results/contract.json", import.meta.url);

// Hooks run in reverse: this one reads what the kit has written.
afterAll(() => {
  expect(JSON.parse(readFileSync(REPORT, "utf8"))).toEqual({
    vendor: VENDOR,
    operations: 6,
    called: 6,
    refused: 3,
    unauthorized: 4,
    gaps: 0,
    withoutSchema: 1,
  });
});

describeContract({
  vendor: VENDOR,
  document: BOXES,
  gaps: [],
  withOptionalQuery: true,
  createClient: (baseUrl, schemes) =>
    createFetchClient({ baseUrl, headers: schemes.length > 0 ? { Key: "secret" } : {} }),
  createAnonymousClient: (baseUrl) => createFetchClient({ baseUrl }),
  expectCredentials: ({ headers }) => expect(headers["key"]).toBe("secret"),
});
