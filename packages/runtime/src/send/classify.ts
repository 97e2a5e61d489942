import { ClientError, type ErrorContext, NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { readRetryAfterMs } from "../retry/retry-after.ts";
import type { Attempt, TimedOut } from "./attempt.ts";
import type { Exchanged } from "./call-plan.ts";
import { type FailureKind, kindOfStatus } from "./choose-reaction.ts";

/** An attempt that failed: what kind of failure it was, and what the caller gets when nothing follows. */
export interface Failure<T> {
  readonly kind: FailureKind;
  /** HTTP status, when an answer began. */
  readonly status: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly outcome?: Exchanged<T>;
  readonly error?: unknown;
}

/** The failure that an answer is; `undefined` for a success. */
export function classifyOutcome<T>(outcome: Exchanged<T>): Failure<T> | undefined {
  if (!outcome.failed) return undefined;
  const { status, response, notExecuted, retryAfterMs = readRetryAfterMs(response.headers) } = outcome;
  return { kind: notExecuted ? "throttled" : kindOfStatus(status), status, retryAfterMs, outcome };
}

/**
 * The failure that an error is.
 *
 * @throws the error itself when it says nothing of the exchange: misuse, credentials that could not be had, a certificate that is not
 * trusted, a fault of this client.
 */
export function classifyError<T>(
  thrown: unknown,
  { phase, status: begun }: Pick<Attempt, "phase" | "status">,
  context: ErrorContext,
): Failure<T> {
  if (isTimedOut(thrown)) {
    const error = toReason(thrown, context);
    if (phase === "signing") return { kind: "unsent", status: undefined, error };
    // The status of a failure is enough, whether or not its body ends.
    return { kind: begun !== undefined && begun >= 400 ? kindOfStatus(begun) : "cut", status: begun, error };
  }
  // An error of its credentials is of another call, and many calls may share it.
  if (phase === "signing" || !(thrown instanceof ClientError)) throw thrown;
  const error = Object.assign(thrown, { attempts: context.attempts ?? 1 });
  const { status } = error as { status?: number };
  if (error instanceof NetworkError && error.retryable) return { kind: error.sent ? "cut" : "unsent", status, error };
  const isAnswer = error instanceof ResponseFormatError || error instanceof ResponseTooLargeError;
  if (!isAnswer) throw error;
  if (error.status !== undefined && error.status >= 400) return { kind: kindOfStatus(error.status), status, error };
  return { kind: error instanceof ResponseFormatError ? "unreadable" : "too-large", status, error };
}

/** Why an attempt was ended: an error where its time was over, the caller's own reason otherwise. */
export function toReason(reason: unknown, context: ErrorContext): unknown {
  return isTimedOut(reason) ? new TimeoutError(reason.timeout, reason.limitMs, context) : reason;
}

function isTimedOut(thrown: unknown): thrown is TimedOut {
  return typeof thrown === "object" && thrown !== null && "timeout" in thrown && !(thrown instanceof Error);
}
