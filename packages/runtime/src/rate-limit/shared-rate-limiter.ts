import { createRateLimiter } from "./in-process-limiter.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Raised when {@link RateLimiter} or the meaning of a key changes, so that no copy gets a limiter that it cannot use. */
const INTERFACE_VERSION = 1;

/**
 * The limiter of this process, on the machine's clock.
 *
 * Vendors count by address or account, not by copy of this package: all copies of a process that speak the same interface share it.
 */
export const sharedRateLimiter: RateLimiter = /* @__PURE__ */ findOrCreate(
  globalThis,
  Symbol.for(`vendor-clients.rate-limiter.${INTERFACE_VERSION}`),
);

function findOrCreate(place: object, name: symbol): RateLimiter {
  const found: unknown = Reflect.get(place, name);
  if (found) return found as RateLimiter;
  const value = createRateLimiter();
  // Where the global object is frozen, this copy has one for itself.
  Reflect.defineProperty(place, name, { value });
  return value;
}
