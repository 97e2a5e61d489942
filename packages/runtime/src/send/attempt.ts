import type { Clock } from "../time/clock.ts";

/** What an attempt that is out of time rejects with, for the code of failures to make an error of. */
export interface TimedOut {
  readonly timeout: "HEADERS_TIMEOUT" | "BODY_TIMEOUT" | "DEADLINE_EXCEEDED";
  readonly limitMs: number;
}

/** How far an attempt has come; whatever fails while it is `signing` fails before anything is sent. */
export type AttemptPhase = "signing" | "sending" | "reading";

/** One sending of a call. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  /** Ends the attempt: by the caller's abort, or when its time is over. */
  readonly signal: AbortSignal;
  phase: AttemptPhase;
  /** HTTP status, once an answer began. */
  status?: number;
  /** Called after credentials had to be waited for, which is no part of an attempt's time: the call that obtains them has its own. */
  restart?: () => void;
  /** Set for an answer that is handed out as a stream: the caller's abort then ends it also after the attempt. */
  keepsSignal?: boolean;
  /** Lets go of the caller's signal, once such a stream has ended. */
  release?: () => void;
}

/** How long an attempt may take and who may end it. */
export interface AttemptLimits {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Time that the attempt may take once it is signed; `Infinity` for none. */
  readonly attemptMs: number;
  /** When the call ends, on the clock. */
  readonly endMs: number;
  /** Time of the whole call. */
  readonly timeoutMs: number;
  /** Whether the call's time also ends an answer that is handed out as a stream. */
  readonly endsStream?: boolean;
}

/**
 * Runs one attempt within its time: one timer and one listener, both gone when it ends.
 *
 * Ends at once on the caller's abort or when the time is over, also when whoever sends takes no notice of the signal: then it rejects with
 * the reason of the abort or with {@link TimedOut}.
 */
export function runAttempt<T>(
  attempt: Attempt,
  controller: AbortController,
  { clock, signal, attemptMs, endMs, timeoutMs, endsStream = false }: AttemptLimits,
  exchange: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let cancelTimer: (() => void) | undefined;
    const arm = (limitMs: number) => {
      cancelTimer?.();
      const leftMs = endMs - clock.now();
      cancelTimer = clock.setTimer(() => expire(leftMs <= limitMs), Math.min(limitMs, leftMs));
    };
    const expire = (isDeadline: boolean) => {
      // Waiting for credentials is no part of an attempt's time: the call that obtains them has its own.
      if (!isDeadline && attempt.phase === "signing") return arm(Number.POSITIVE_INFINITY);
      const cut = attempt.phase === "reading" ? "BODY_TIMEOUT" : "HEADERS_TIMEOUT";
      const timedOut: TimedOut = isDeadline
        ? { timeout: "DEADLINE_EXCEEDED", limitMs: timeoutMs }
        : { timeout: cut, limitMs: attemptMs };
      end(timedOut);
    };
    const end = (reason: unknown) => {
      attempt.release?.();
      reject(reason);
      controller.abort(reason);
    };
    const stop = () => end(signal?.reason);
    const settle = () => {
      if (!attempt.keepsSignal) attempt.release?.();
      else if (endsStream) arm(Number.POSITIVE_INFINITY);
      else cancelTimer?.();
    };
    attempt.release = () => {
      cancelTimer?.();
      signal?.removeEventListener("abort", stop);
    };
    attempt.restart = () => arm(attemptMs);
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { once: true });
    arm(attemptMs);
    exchange(attempt).then(
      (value) => {
        settle();
        resolve(value);
      },
      (error) => {
        attempt.release?.();
        reject(error);
      },
    );
  });
}
