import type { OperationClass, SendLimits } from "../options.ts";

const MOST_ATTEMPTS = 3;

/**
 * How a call that obtains a token is sent: it changes nothing, so a lost answer is asked for again, but a few times only, because everybody
 * waits for it and an account may be locked.
 */
export function limitTokenCall({ maxAttempts = MOST_ATTEMPTS }: SendLimits): {
  operationClass: OperationClass;
  maxAttempts: number;
} {
  return { operationClass: "safe", maxAttempts: Math.min(maxAttempts, MOST_ATTEMPTS) };
}
