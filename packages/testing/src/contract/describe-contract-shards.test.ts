import { afterAll } from "vitest";
import { describeContract } from "./describe-contract.ts";
import { BOXES } from "./fixtures/boxes.ts";
import { createFetchClient } from "./fixtures/fetch-client.ts";
import { SHARD_VARIABLE } from "./selection.ts";

const before = process.env[SHARD_VARIABLE];
afterAll(() => {
  if (before === undefined) delete process.env[SHARD_VARIABLE];
  else process.env[SHARD_VARIABLE] = before;
});

// More parts than operations: a part without any has to pass, or nobody could cut several vendors alike.
process.env[SHARD_VARIABLE] = "9/9";
describeContract({
  vendor: "testing",
  document: BOXES,
  gaps: [],
  createClient: (baseUrl) => createFetchClient({ baseUrl }),
  createAnonymousClient: (baseUrl) => createFetchClient({ baseUrl }),
  expectCredentials: () => {
    throw new Error("nothing is called");
  },
});
