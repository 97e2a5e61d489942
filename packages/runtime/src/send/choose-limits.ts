import type { SendLimits } from "../options.ts";

/**
 * The limits of a call: its own, else the client's.
 *
 * @throws RangeError when one is not a positive number.
 */
export function chooseLimits(call: SendLimits, client: SendLimits): SendLimits {
  const limits: SendLimits = Object.create(null);
  for (const name of NAMES) {
    const value = call[name] ?? client[name];
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value > 0))
      throw new RangeError(`Cannot use ${name}: expected a number above 0`);
    limits[name] = value;
  }
  return limits;
}

const NAMES = ["timeoutMs", "attemptTimeoutMs", "maxAttempts", "maxBodyBytes"] as const;
