import { createFakeClock } from "@vendor-clients/testing/clock";
import { expect, test, vi } from "vitest";
import { lookOnce } from "./look-once.ts";

test("lookOnce() of a wait that was aborted meanwhile, does not look", async () => {
  const look = vi.fn(async () => ({ data: 1, response: new Response() }));
  const bounds = {
    clock: createFakeClock(),
    timeoutMs: 1_000,
    maxAttempts: 1,
    signal: AbortSignal.abort("enough"),
    context: { vendor: "acme", operation: "wait for kite" },
    isNotFound: () => false,
  };
  await expect(lookOnce(look, bounds)).rejects.toBe("enough");
  expect(look).not.toHaveBeenCalled();
});
