import { ClientError } from "../errors/client-error.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { emit } from "../events/client-event.ts";
import type { SendRules } from "../options.ts";
import { RateLimiterFull } from "../rate-limit/rate-limiter.ts";
import { chooseBackoffMs } from "../retry/backoff.ts";
import { noteSuccess, takeRetry } from "../retry/retry-budget.ts";
import { sleep } from "../time/sleep.ts";
import { type Attempt, runAttempt } from "./attempt.ts";
import type { CallPlan, CallState, Exchanged } from "./call-plan.ts";
import { chooseReaction, classOfMethod, type Reaction } from "./choose-reaction.ts";
import { classifyError, classifyOutcome, type Failure } from "./classify.ts";
import { emitAttempt } from "./emit-attempt.ts";
import { lookUpWrite } from "./look-up-write.ts";
import { toAmbiguous } from "./to-ambiguous.ts";

const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_ATTEMPT_TIMEOUT_MS = 60_000;

/** A 500 is as often a defect that will not pass as an outage that will. */
const MOST_ATTEMPTS_AT_500 = 4;

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
  const startMs = clock.now();
  const state: CallState = {
    attempts: 0,
    startMs,
    endMs: startMs + (limits.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    sentAtEpochMs: Date.now(),
    hasRenewed: false,
    isInDoubt: false,
    unreadableAnswers: 0,
    hasResent: false,
  };
  let last: Failure<T> | undefined;
  for (;;) {
    const turn = takeTurn(plan, state, last);
    if (turn && !(await turn)) return giveUp(last as Failure<T>);
    state.attempts++;
    const attempt = {
      number: state.attempts,
      signal: undefined as unknown as AbortSignal,
      phase: "signing",
    } as Attempt;
    const sentAtMs = clock.now();
    let outcome: Exchanged<T> | undefined;
    let failure: Failure<T> | undefined;
    try {
      outcome = await runAttempt(state.attempts, toAttemptLimits(plan, state), plan.exchange, attempt);
      failure = classifyOutcome(outcome);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      failure = classifyError(withAttempts(error, state.attempts, attempt), attempt);
    }
    if (plan.onEvent) emitAttempt(plan, state, clock.now() - sentAtMs, outcome, failure);
    if (!failure || failure.kind === "refused" || failure.kind === "conflict") noteSuccess(plan.origin, clock);
    if (!failure) return (outcome as Exchanged<T>).value;
    const settled = await react(plan, state, failure);
    if (settled) return settled.value;
    last = failure;
  }
}

/** Decides what follows a failure: `undefined` when the call is sent again, else what it gives. */
async function react<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>): Promise<{ value: T } | undefined> {
  if (failure.status === 401 && failure.outcome && !state.hasRenewed && plan.renew?.() && plan.isRepeatable) {
    state.hasRenewed = true;
    return undefined;
  }
  const isDone = plan.method === "DELETE" && failure.status === 404 && state.isInDoubt;
  if (isDone) return { value: plan.adopt(undefined) };
  const rules = await loadRules(plan);
  const operation = plan.context.operation;
  const operationClass = plan.operationClass ?? rules.classOf?.(operation) ?? classOfMethod(plan.method);
  const reaction = chooseReaction(operationClass, failure.kind);
  if (reaction === "look-up") {
    const found = await lookUpWrite(plan, state, failure, rules);
    if (found !== "absent") return found;
    state.hasResent = true;
  } else if (!(await waitToRetry(plan, state, failure, reaction))) {
    const isWrite = operationClass !== "safe";
    const isInDoubt = reaction === "ambiguous" || (isWrite && (leavesDoubt(failure) || isStillInDoubt(state, failure)));
    if (isInDoubt) throw toAmbiguous(plan, state, failure, operationClass === "idempotent", rules);
    return { value: giveUp(failure) };
  }
  if (leavesDoubt(failure)) state.isInDoubt = true;
  return undefined;
}

/** Waits until the call may be sent again; `false` when it may not, or its time would be over. */
async function waitToRetry<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>, reaction: Reaction) {
  const { clock, limits, signal } = plan;
  if (reaction === "fail" || reaction === "ambiguous" || !plan.isRepeatable) return false;
  if (reaction === "retry-once" && ++state.unreadableAnswers > 1) return false;
  const most = Math.min(
    limits.maxAttempts ?? Number.POSITIVE_INFINITY,
    failure.status === 500 ? MOST_ATTEMPTS_AT_500 : Number.POSITIVE_INFINITY,
  );
  if (state.attempts >= most) return false;
  const asked = failure.retryAfterMs;
  // Callers that were told the same time do not come back in the same moment.
  const delayMs = (asked ?? 0) + chooseBackoffMs(asked === undefined ? state.attempts : 1, clock);
  const leftMs = state.endMs - clock.now();
  if ((asked ?? delayMs) >= leftMs) return false;
  if (failure.kind === "throttled") plan.rateLimiter.pause(plan.limit.key, asked ?? delayMs);
  emit(plan.onEvent, {
    type: "retry",
    vendor: plan.context.vendor,
    operation: plan.context.operation,
    attributes: { "http.request.resend_count": state.attempts, "error.type": failure.kind, delay_ms: delayMs },
  });
  const ticket = failure.kind === "throttled" || takeRetry(plan.origin, clock, leftMs, signal);
  if (ticket !== true) {
    if (!(await ticket)) return false;
    // Waiting for the origin to come back was wait enough.
    if (asked === undefined) return true;
  }
  await sleep(clock, Math.min(delayMs, state.endMs - clock.now()), signal);
  return true;
}

/** Waits for the call's turn; `false` when it comes too late for a call that failed before and has an end of its own. */
function takeTurn<T>(plan: CallPlan<T>, state: CallState, last: Failure<T> | undefined): undefined | Promise<boolean> {
  const { clock, rateLimiter, limit, signal, context } = plan;
  const refuse = (error: unknown): boolean => {
    if (!(error instanceof RateLimiterFull)) throw error;
    if (last) return false;
    const found = `its turn comes in ${Math.ceil(error.waitMs)} ms and ${state.endMs - clock.now()} ms are left, so nothing was sent`;
    throw new RateLimitError(found, error.waitMs, undefined, { ...context, attempts: 0 });
  };
  try {
    const turn = rateLimiter.take(limit, { maxWaitMs: state.endMs - clock.now(), signal });
    return turn?.then(() => true, refuse);
  } catch (error) {
    return Promise.resolve(refuse(error));
  }
}

function toAttemptLimits<T>({ clock, signal, limits, context, isUntimed }: CallPlan<T>, state: CallState) {
  const { timeoutMs, attemptTimeoutMs = isUntimed ? Number.POSITIVE_INFINITY : DEFAULT_ATTEMPT_TIMEOUT_MS } = limits;
  // What streams a file takes as long as the file is.
  const leftMs = !isUntimed || timeoutMs !== undefined ? state.endMs - clock.now() : Number.POSITIVE_INFINITY;
  const deadlineMs = leftMs <= attemptTimeoutMs ? state.endMs - state.startMs : undefined;
  return { clock, signal, limitMs: Math.min(leftMs, attemptTimeoutMs), deadlineMs, context };
}

async function loadRules<T>({ loadSendRules }: CallPlan<T>): Promise<SendRules> {
  try {
    return (await loadSendRules?.()) ?? {};
  } catch {
    // Rules that cannot be loaded leave the method, which never sends a write again.
    return {};
  }
}

/** Whether a failed attempt may have taken effect. */
function leavesDoubt({ kind }: Failure<unknown>): boolean {
  return kind === "cut" || kind === "in-doubt" || kind === "unreadable" || kind === "too-large";
}

// A later attempt that the vendor never saw says nothing of an earlier one.
function isStillInDoubt({ isInDoubt }: CallState, { kind }: Failure<unknown>): boolean {
  return isInDoubt && (kind === "unsent" || kind === "throttled");
}

function giveUp<T>({ outcome, error }: Failure<T>): T {
  if (outcome) return outcome.value;
  throw error;
}

/** Notes in an error of the client how often the call was sent; an error of its credentials is of another call. */
function withAttempts(error: unknown, attempts: number, { phase }: Attempt): unknown {
  if (error instanceof ClientError && (phase !== "signing" || error instanceof TimeoutError)) {
    Object.assign(error, { attempts });
  }
  return error;
}
