import type { ErrorContext } from "../errors/client-error.ts";
import type { Clock } from "../time/clock.ts";
import { loadRecovery } from "./load-recovery.ts";

/** How far an attempt has come; whatever fails while it is `signing` fails before anything is sent. */
export type AttemptPhase = "signing" | "sending" | "reading";

/** One sending of a call. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  /** Ends the attempt: by the caller's abort, or when its time is over. */
  readonly signal: AbortSignal;
  phase: AttemptPhase;
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
  /** When the call ends, on the clock; `Infinity` for never. */
  readonly endMs: number;
  /** Time of the whole call, for its error. */
  readonly timeoutMs: number;
  readonly context: ErrorContext;
}

/**
 * Runs one attempt within its time: one timer and one listener, both gone when it ends.
 *
 * Ends at once on the caller's abort or when the time is over, also when whoever sends takes no notice of the signal.
 *
 * @throws TimeoutError when the time is over, and the reason of the caller's abort.
 */
export function runAttempt<T>(
  attempt: Attempt,
  controller: AbortController,
  { clock, signal, attemptMs, endMs, timeoutMs, context }: AttemptLimits,
  exchange: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let isOver = false;
    let cancelTimer: (() => void) | undefined;
    const release = () => {
      isOver = true;
      cancelTimer?.();
      if (!attempt.keepsSignal) attempt.release?.();
    };
    const end = (reason: unknown) => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const stop = () => end(signal?.reason);
    const expire = async (isDeadline: boolean) => {
      if (!isDeadline && attempt.phase === "signing") return arm(Number.POSITIVE_INFINITY);
      const error = await toTimeout(isDeadline, attempt.phase, isDeadline ? timeoutMs : attemptMs, context);
      // Made too late for an attempt that ended meanwhile, and whose stream may be being read.
      if (!isOver) end(error);
    };
    const arm = (limitMs: number) => {
      cancelTimer?.();
      const leftMs = endMs - clock.now();
      const delayMs = Math.min(limitMs, leftMs);
      if (delayMs < Number.POSITIVE_INFINITY) cancelTimer = clock.setTimer(() => expire(leftMs <= limitMs), delayMs);
    };
    attempt.release = () => signal?.removeEventListener("abort", stop);
    attempt.restart = () => arm(attemptMs);
    signal?.addEventListener("abort", stop, { once: true });
    arm(attemptMs);
    exchange(attempt).then(
      (value) => {
        release();
        resolve(value);
      },
      (error) => {
        release();
        reject(error);
      },
    );
  });
}

async function toTimeout(isDeadline: boolean, phase: AttemptPhase, limitMs: number, context: ErrorContext) {
  const { TimeoutError } = await loadRecovery();
  const code = isDeadline ? "DEADLINE_EXCEEDED" : phase === "reading" ? "BODY_TIMEOUT" : "HEADERS_TIMEOUT";
  return new TimeoutError(code, limitMs, context);
}
