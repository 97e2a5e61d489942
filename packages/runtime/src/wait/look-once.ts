import type { ErrorContext } from "../errors/client-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { unwrap } from "../errors/unwrap.ts";
import type { Failed, Result } from "../options.ts";
import { readRetryAfterMs } from "../retry/retry-after.ts";
import type { Clock } from "../time/clock.ts";
import { lookSecrets } from "./look-secrets.ts";
import type { LookCall, NotFoundRule } from "./wait-options.ts";

/** What a look brought home: the resource, that there is none, a 404 that is not the vendor's, or a trouble that will pass. */
export type Sight<T> =
  | { readonly data: T }
  | { readonly notFound: true | "perhaps" | "foreign"; readonly cause: unknown }
  | { readonly trouble: string; readonly cause?: unknown; readonly retryAfterMs: number };

/** How one look is bounded. */
export interface LookBounds {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  readonly signal: AbortSignal | undefined;
  readonly context: ErrorContext;
  readonly isNotFound: NotFoundRule;
  /** Gets the secrets of the clients that are asked. */
  readonly secrets?: Set<Iterable<string>>;
}

/**
 * Looks once; outages of the vendor, of the network and of the look's own time are troubles.
 *
 * @throws whatever will not pass: a refusal, misuse, the caller's abort.
 */
export async function lookOnce<T>(
  look: (call: LookCall) => Promise<Result<T, unknown>>,
  bounds: LookBounds,
): Promise<Sight<T>> {
  try {
    const result = await lookInTime(look, bounds);
    if (result.error !== undefined) return sightOf(result as Failed<unknown>, bounds);
    const { data } = result;
    return data === undefined || data === null ? { trouble: "an empty answer", retryAfterMs: 0 } : { data };
  } catch (cause) {
    if (bounds.signal?.aborted) throw bounds.signal.reason;
    const { retryAfterMs = 0 } = (cause ?? {}) as { retryAfterMs?: number };
    return { trouble: checkTrouble(cause), cause, retryAfterMs };
  }
}

function sightOf(failed: Failed<unknown>, { isNotFound }: LookBounds): Sight<never> {
  const { response, error } = failed;
  const cause = toException(failed);
  // A vendor's envelope may say another status than HTTP does.
  const status = cause.status ?? response.status;
  const notFound = isNotFound({ status, error });
  if (notFound || status === 404) return { notFound: notFound || "foreign", cause };
  return { trouble: checkTrouble(cause), cause, retryAfterMs: readRetryAfterMs(response.headers) ?? 0 };
}

function toException(failed: Failed<unknown>): { readonly status?: number } {
  try {
    return unwrap<never>(failed);
  } catch (error) {
    return error as { status?: number };
  }
}

/** Ends a look with its time or with the caller's abort, whether or not the look obeys its signal. */
function lookInTime<T>(
  look: (call: LookCall) => Promise<Result<T, unknown>>,
  { clock, timeoutMs, maxAttempts, signal, context, secrets }: LookBounds,
): Promise<Result<T, unknown>> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  if (secrets) lookSecrets.set(controller.signal, secrets);
  return new Promise((resolve, reject) => {
    const end = (reason: unknown) => {
      free();
      controller.abort(reason);
      reject(reason);
    };
    const stop = () => end(signal?.reason);
    const cancel = clock.setTimer(() => end(new TimeoutError("DEADLINE_EXCEEDED", timeoutMs, context)), timeoutMs);
    const free = () => {
      cancel();
      signal?.removeEventListener("abort", stop);
    };
    signal?.addEventListener("abort", stop, { once: true });
    const looking = (async () => look({ signal: controller.signal, timeoutMs, maxAttempts }))();
    looking.finally(free).then(resolve, reject);
  });
}

const TROUBLES: Readonly<Record<string, string>> = {
  NETWORK_ERROR: "no answer",
  HEADERS_TIMEOUT: "no answer in time",
  BODY_TIMEOUT: "no answer in time",
  DEADLINE_EXCEEDED: "no answer in time",
  RATE_LIMITED: "rate limited",
  RESPONSE_FORMAT: "an unreadable answer",
};

/** What will pass of itself, in words; throws what will not. */
function checkTrouble(error: unknown): string {
  const trouble = describeTrouble(error);
  if (trouble) return trouble;
  throw error;
}

interface FailureFacts {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly cause: unknown;
}

/** Goes by codes, as the classes of another copy of this package differ. */
function describeTrouble(error: unknown): string | undefined {
  const { code = "", status, retryable, cause } = (error ?? {}) as Partial<FailureFacts>;
  // A certificate that is not trusted is not trusted later either.
  if (code === "NETWORK_ERROR" && retryable === false) return undefined;
  // A login that failed fails for good, unless it says itself that it may pass, or what failed it will.
  if (code === "AUTH_FAILED") return (retryable || describeTrouble(cause)) && "credentials could not be renewed";
  if (code === "HTTP_ERROR") return isOutage(status ?? 0) ? `server answered ${status}` : undefined;
  return Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined;
}

/** Statuses that say "later"; 501 and 505 say "never". */
function isOutage(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
