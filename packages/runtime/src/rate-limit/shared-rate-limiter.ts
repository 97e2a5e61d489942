import { type Clock, systemClock } from "../time/clock.ts";
import { createRateLimiter } from "./in-process-limiter.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Raised when {@link RateLimiter} or the meaning of a key changes, so that no copy gets a limiter that it cannot use. */
const INTERFACE_VERSION = 1;

const limiters = /* @__PURE__ */ new WeakMap<Clock, RateLimiter>();

/**
 * The limiter of this process, on the machine's clock.
 *
 * Vendors count by address or account, not by copy of this package: all copies of a process that speak the same interface share it.
 */
export const sharedRateLimiter: RateLimiter = /* @__PURE__ */ findOrCreate(
  globalThis,
  Symbol.for(`vendor-clients.rate-limiter.${INTERFACE_VERSION}`),
);

/** The limiter that clients of one clock share, for tests: turns and the time left for them are counted by the same clock. */
export function findRateLimiter(clock: Clock): RateLimiter {
  if (clock === systemClock) return sharedRateLimiter;
  const limiter = limiters.get(clock) ?? createRateLimiter({ clock });
  limiters.set(clock, limiter);
  return limiter;
}

function findOrCreate(place: object, name: symbol): RateLimiter {
  const found: unknown = Reflect.get(place, name);
  if (found) return found as RateLimiter;
  const value = createRateLimiter();
  // Where the global object is frozen, this copy has one for itself.
  Reflect.defineProperty(place, name, { value });
  return value;
}
