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
  /** Set for an answer that is handed out as a stream: the caller's abort then ends it also after the attempt. */
  keepsSignal?: boolean;
  /** Lets go of the caller's signal, once such a stream has ended. */
  release?: () => void;
}

/** How long an attempt may take and who may end it. */
export interface AttemptLimits {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Time left of the attempt; `Infinity` for none. */
  readonly limitMs: number;
  /** The time of the whole call, when that is what ends first. */
  readonly deadlineMs: number | undefined;
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
  { clock, signal, limitMs, deadlineMs, context }: AttemptLimits,
  exchange: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    attempt.release = () => signal?.removeEventListener("abort", stop);
    const release = () => {
      isOver = true;
      cancelTimer?.();
      if (!attempt.keepsSignal) attempt.release?.();
    };
    let isOver = false;
    const end = (reason: unknown) => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const stop = () => end(signal?.reason);
    // The error may be made too late for an attempt that ended meanwhile, and whose stream is being read.
    const expire = (reason: unknown) => {
      if (!isOver) end(reason);
    };
    const cancelTimer =
      limitMs === Number.POSITIVE_INFINITY
        ? undefined
        : clock.setTimer(() => toTimeout(attempt.phase, limitMs, deadlineMs, context).then(expire, expire), limitMs);
    signal?.addEventListener("abort", stop, { once: true });
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

async function toTimeout(phase: AttemptPhase, limitMs: number, deadlineMs: number | undefined, context: ErrorContext) {
  const { TimeoutError } = await loadRecovery();
  if (deadlineMs !== undefined) return new TimeoutError("DEADLINE_EXCEEDED", deadlineMs, context);
  return new TimeoutError(phase === "reading" ? "BODY_TIMEOUT" : "HEADERS_TIMEOUT", limitMs, context);
}
