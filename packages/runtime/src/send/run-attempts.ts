import { RateLimiterFull } from "../rate-limit/rate-limiter.ts";
import { type Attempt, runAttempt } from "./attempt.ts";
import type { CallPlan, CallState, Exchanged } from "./call-plan.ts";
import type { Failure } from "./classify.ts";
import { getRecovery, loadRecovery } from "./load-recovery.ts";

const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_ATTEMPT_TIMEOUT_MS = 60_000;

/**
 * Sends a call as often as its class, its time and the state of the vendor allow, and gives what the last attempt gave.
 *
 * Never sends a write again after a byte of it may have left, unless a look-up showed that it did nothing.
 *
 * @throws AmbiguousWriteError when a write may have taken effect, RateLimitError when its turn comes too late, the last attempt's error
 * when no answer came, and the reason of `signal` when the caller ended the call.
 */
export async function runAttempts<T>(plan: CallPlan<T>): Promise<T> {
  const { clock, limits, signal, rateLimiter, limit } = plan;
  if (!getRecovery()) loadRecovery().catch(() => {});
  const startMs = clock.now();
  const endMs = startMs + (limits.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const state: CallState = { attempts: 0, startMs, endMs, sentAtEpochMs: Date.now() };
  let last: Failure<T> | undefined;
  for (;;) {
    try {
      const turn = rateLimiter.take(limit, { maxWaitMs: endMs - clock.now(), signal });
      if (turn) await turn;
    } catch (error) {
      if (error instanceof RateLimiterFull) return (await loadRecovery()).refuseTurn(plan, state, error, last);
      throw error;
    }
    const controller = new AbortController();
    const attempt: Attempt = { number: ++state.attempts, signal: controller.signal, phase: "signing" };
    const sentAtMs = clock.now();
    let outcome: Exchanged<T> | undefined;
    let error: unknown;
    try {
      outcome = await runAttempt(attempt, controller, toAttemptLimits(plan, state), plan.exchange);
      if (!outcome.failed && !plan.onEvent) {
        getRecovery()?.noteSuccess(plan.budget, clock);
        return outcome.value;
      }
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      error = thrown;
    }
    const { recover } = await loadRecovery();
    const next = await recover(plan, state, { attempt, durationMs: clock.now() - sentAtMs, outcome, error });
    if ("value" in next) return next.value;
    last = next.failure;
  }
}

function toAttemptLimits<T>({ clock, signal, limits, context, isUntimed }: CallPlan<T>, { startMs, endMs }: CallState) {
  const { timeoutMs, attemptTimeoutMs = isUntimed ? Number.POSITIVE_INFINITY : DEFAULT_ATTEMPT_TIMEOUT_MS } = limits;
  // What streams a file takes as long as the file is.
  const isEndless = isUntimed && timeoutMs === undefined;
  return {
    clock,
    signal,
    attemptMs: attemptTimeoutMs,
    endMs: isEndless ? Number.POSITIVE_INFINITY : endMs,
    timeoutMs: endMs - startMs,
    context,
  };
}
