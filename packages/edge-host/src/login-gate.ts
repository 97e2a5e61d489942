import { type Clock, isClientError, systemClock } from "@vendor-clients/runtime";
import { AuthError } from "@vendor-clients/runtime/errors";
import { LOGIN_OPERATION } from "./quirks.ts";

/** What every error of a login says. */
export const LOGIN_CONTEXT = { vendor: "edge-host", operation: LOGIN_OPERATION };

/** The host delays logins from the third failure in a row on. */
const FREE_FAILURES = 2;
/** As long as the host blocks logins after the fifth failure. */
const LONGEST_PAUSE_MS = 15 * 60_000;
const FIRST_PAUSE_MS = 60_000;
/** Pauses of 1, 4 and 15 minutes: any 15 minutes see four failures at most. */
const GROWTH = 4;

/**
 * Lets logins through so rarely that their failures cannot lock the account: after two in a row each further one waits for a pause of 1, 4
 * and then 15 minutes, in which whoever wants a login fails at once. A refusal of the credentials is final: whoever comes later gets it.
 *
 * A login that certainly never left does not count, so that a host which is off is found again as soon as it is back.
 *
 * @throws what `login` throws, an AuthError that is not retryable as the refusal; in a pause a retryable AuthError that says how long.
 * @see https://docs.spectrocloud.com/clusters/edge/local-ui/host-management/access-console/
 */
export function createLoginGate<T>(login: () => Promise<T>, clock: Pick<Clock, "now"> = systemClock): () => Promise<T> {
  let refusal: AuthError | undefined;
  let failures = 0;
  let opensAtMs = Number.NEGATIVE_INFINITY;
  let last: unknown;

  function note(error: unknown): void {
    if (isRefusal(error)) refusal = error;
    if (!mayHaveArrived(error)) return;
    last = error;
    opensAtMs = clock.now() + pauseAfter(++failures);
  }

  return async () => {
    if (refusal) throw refusal;
    const leftMs = Math.ceil(opensAtMs - clock.now());
    if (leftMs > 0) throw toPauseError(leftMs, failures, last);
    try {
      const token = await login();
      failures = 0;
      return token;
    } catch (error) {
      note(error);
      throw error;
    }
  };
}

function pauseAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_PAUSE_MS * GROWTH ** (failures - FREE_FAILURES), LONGEST_PAUSE_MS);
}

function isRefusal(error: unknown): error is AuthError {
  return isClientError(error, "AUTH_FAILED") && !error.retryable;
}

/** Whether the host may count it; 0 attempts are those of a limiter that gave no turn. */
function mayHaveArrived(error: unknown): boolean {
  return !(isClientError(error) && (error.attempts === 0 || (error.code === "NETWORK_ERROR" && !error.sent)));
}

function toPauseError(leftMs: number, failures: number, cause: unknown): AuthError {
  const found = `${failures} logins in a row failed, and more could lock the account, so none is sent for now; retryAfterMs ${leftMs}`;
  const facts = isClientError(cause, "AUTH_FAILED") ? cause : {};
  return new AuthError(found, { ...LOGIN_CONTEXT, cause, retryable: true, attempts: 0 }, facts);
}
