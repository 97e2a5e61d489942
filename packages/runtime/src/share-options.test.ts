import { expect, test } from "vitest";
import type { ClientOptions } from "./options.ts";
import { shareOptions } from "./share-options.ts";
import { systemClock } from "./time/clock.ts";

const SHARED: Required<Omit<ClientOptions, "baseUrl">> = {
  fetch: globalThis.fetch,
  headers: { "X-Team": "a" },
  timeoutMs: 1,
  attemptTimeoutMs: 2,
  maxAttempts: 3,
  maxBodyBytes: 4,
  onEvent: () => {},
  rateLimiter: { take: () => undefined, pause: () => {} },
  clock: systemClock,
  allowUnverifiedTlsFromEnvironment: true,
};

test("shareOptions(), all options and a vendor's own, gives all but the base URL and the vendor's own", () => {
  const given = { ...SHARED, baseUrl: "https://api.example.com", apiKey: "honey" };
  expect(shareOptions(given)).toEqual(SHARED);
});

test("shareOptions(), options that were not given, leaves them out", () => {
  expect(Object.keys(shareOptions({ timeoutMs: 1, clock: undefined } as unknown as ClientOptions))).toEqual([
    "timeoutMs",
  ]);
});
