import type { SendLimits } from "../options.ts";

/**
 * The limits of a call: its own, else the client's.
 *
 * @throws RangeError when one is not a positive number.
 */
export function chooseLimits(call: SendLimits, client: SendLimits): SendLimits {
  return {
    ...pick("timeoutMs", call, client),
    ...pick("attemptTimeoutMs", call, client),
    ...pick("maxAttempts", call, client),
    ...pick("maxBodyBytes", call, client),
  };
}

function pick(name: keyof SendLimits, call: SendLimits, client: SendLimits): SendLimits {
  const value = call[name] ?? client[name];
  if (value === undefined) return NOTHING;
  if (typeof value === "number" && value > 0) return { [name]: value };
  throw new RangeError(`Cannot use ${name}: expected a number above 0`);
}

const NOTHING: SendLimits = Object.create(null);
