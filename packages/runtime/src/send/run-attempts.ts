import { toBareError } from "../errors/to-bare-error.ts";
import { systemClock } from "../time/clock.ts";
import { type Attempt, runAttempt } from "./attempt.ts";
import type { CallPlan, CallState, Exchanged } from "./call-plan.ts";
import type { Failure } from "./classify.ts";
import { getRecovery, loadRecovery, type Recovery } from "./load-recovery.ts";

const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_ATTEMPT_TIMEOUT_MS = 60_000;

/** Nobody can say how long a file takes. */
const DEFAULT_FILE_TIMEOUT_MS = 3_600_000;

/** The least time that an attempt is begun with: at most this, and a tenth of the call's. */
const LEAST_ATTEMPT_MS = 1_000;

/** How long the code of failures may take to arrive when the call's time is over. */
const GRACE_MS = 200;

/**
 * Sends a call as often as its class, its time and the state of the vendor allow, and gives what the last attempt gave.
 *
 * Never sends a write again after a byte of it may have left, unless a look-up showed that it did nothing.
 *
 * @throws AmbiguousWriteError when a write may have taken effect, RateLimitError when its turn comes too late, the last attempt's error
 * when no answer came, and the reason of `signal` when the caller ended the call.
 */
export async function runAttempts<T>(plan: CallPlan<T>): Promise<T> {
  const { clock, limits, signal } = plan;
  if (!getRecovery()) loadRecovery().catch(() => {});
  const timeoutMs = limits.timeoutMs ?? (plan.isUntimed ? DEFAULT_FILE_TIMEOUT_MS : DEFAULT_TIMEOUT_MS);
  const startMs = clock.now();
  const state: CallState = {
    attempts: 0,
    startMs,
    endMs: startMs + timeoutMs,
    leastMs: Math.min(LEAST_ATTEMPT_MS, timeoutMs / 10),
    sentAtEpochMs: 0,
  };
  let last: Failure<T> | undefined;
  for (;;) {
    const turn = takeTurn(plan, state);
    if (turn) {
      const refused = await follow(plan, state, (recovery) => recovery.waitForTurn(plan, state, turn, last));
      if (refused) return refused.value;
    }
    const controller = new AbortController();
    const attempt: Attempt = { number: ++state.attempts, signal: controller.signal, phase: "signing" };
    if (state.attempts === 1) state.sentAtEpochMs = Date.now();
    const sentAtMs = clock.now();
    let outcome: Exchanged<T> | undefined;
    let error: unknown;
    try {
      outcome = await runAttempt(attempt, controller, toAttemptLimits(plan, state), plan.exchange);
      if (!outcome.failed && !plan.onEvent) {
        getRecovery()?.noteSuccess(plan.budget, clock, plan.context.operation);
        return outcome.value;
      }
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      error = thrown;
    }
    const ended = { attempt, durationMs: clock.now() - sentAtMs, outcome, error };
    const next = await follow(plan, state, (recovery) => recovery.recover(plan, state, ended));
    if ("value" in next) return next.value;
    last = next.failure;
  }
}

/** Asks for the call's turn; nothing to wait for when it is at once, and a limiter that fails is one whose turn never comes. */
function takeTurn<T>({ rateLimiter, limit, signal, clock }: CallPlan<T>, state: CallState): Promise<void> | undefined {
  let turn: Promise<void> | undefined;
  try {
    turn = rateLimiter.take(limit, { maxWaitMs: state.endMs - state.leastMs - clock.now(), signal });
  } catch (error) {
    turn = Promise.reject(error);
  }
  if (typeof turn?.then !== "function") return undefined;
  const settled = Promise.resolve(turn);
  settled.catch(() => {});
  return settled;
}

/** Hands a call to the code of failures, and ends it all the same when that code does not come. */
async function follow<T, R>(plan: CallPlan<T>, state: CallState, use: (recovery: Recovery) => Promise<R>): Promise<R> {
  const recovery = getRecovery();
  if (recovery) return use(recovery);
  const { clock, signal, method, context } = plan;
  const controller = new AbortController();
  const waiting: Attempt = { number: 0, signal: controller.signal, phase: "reading" };
  // By the machine's clock: code takes its time to load, whatever clock the call lives by.
  const endMs = systemClock.now() + Math.max(GRACE_MS, state.endMs - clock.now());
  const limits = { clock: systemClock, signal, attemptMs: Number.POSITIVE_INFINITY, endMs, timeoutMs: 0 };
  let loaded: Recovery;
  try {
    loaded = await runAttempt(waiting, controller, limits, loadRecovery);
  } catch {
    if (signal?.aborted) throw signal.reason;
    const code = /^(GET|HEAD)$/.test(method) ? "NETWORK_ERROR" : "AMBIGUOUS_WRITE";
    throw toBareError(code, "it failed, and so did loading the code that tells why", {
      ...context,
      attempts: state.attempts,
      applied: "unknown",
      sentAtEpochMs: state.sentAtEpochMs,
    });
  }
  return use(loaded);
}

function toAttemptLimits<T>({ clock, signal, limits, isUntimed }: CallPlan<T>, { startMs, endMs }: CallState) {
  const { timeoutMs, attemptTimeoutMs = isUntimed ? Number.POSITIVE_INFINITY : DEFAULT_ATTEMPT_TIMEOUT_MS } = limits;
  return {
    clock,
    signal,
    attemptMs: attemptTimeoutMs,
    endMs,
    timeoutMs: endMs - startMs,
    endsStream: timeoutMs !== undefined,
  };
}
