import { answerContexts } from "../errors/answer-context.ts";
import { ClientError } from "../errors/client-error.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { toCallError } from "../errors/to-call-error.ts";
import { emit } from "../events/client-event.ts";
import type { OperationClass, SendRules } from "../options.ts";
import type { RateLimiterFull } from "../rate-limit/rate-limiter.ts";
import { chooseBackoffMs } from "../retry/backoff.ts";
import { noteSuccess, takeRetry } from "../retry/retry-budget.ts";
import { sleep } from "../time/sleep.ts";
import { adopt } from "./adopt.ts";
import type { Attempt } from "./attempt.ts";
import type { CallPlan, CallState, Exchanged } from "./call-plan.ts";
import { chooseReaction, classOfMethod, type Reaction } from "./choose-reaction.ts";
import { classifyError, classifyOutcome, type Failure } from "./classify.ts";
import { emitAttempt } from "./emit-attempt.ts";
import { lookUpWrite } from "./look-up-write.ts";
import { toAmbiguous } from "./to-ambiguous.ts";

export { ResponseFormatError } from "../errors/client-error.ts";
export { TimeoutError } from "../errors/timeout-error.ts";
export { toBodyError } from "./to-body-error.ts";
export { toSendError } from "./to-send-error.ts";
export { noteSuccess };

/** A 500 is as often a defect that will not pass as an outage that will. */
const MOST_ATTEMPTS_AT_500 = 4;

/** How one attempt ended: with an answer, or with an error. */
export interface Ended<T> {
  readonly attempt: Attempt;
  readonly durationMs: number;
  readonly outcome?: Exchanged<T> | undefined;
  readonly error?: unknown;
}

/** What follows an attempt: another one, after which `failure` is what there is to give, or the end of the call. */
export type Next<T> = { readonly value: T } | { readonly failure: Failure<T> };

/**
 * Judges an attempt, waits as long as the next one needs, or ends the call.
 *
 * @throws as `runAttempts` does.
 */
export async function recover<T>(plan: CallPlan<T>, state: CallState, ended: Ended<T>): Promise<Next<T>> {
  const { attempt, durationMs, outcome, error } = ended;
  const context = outcome?.failed && answerContexts.get(outcome.response);
  if (context) context.toError = toCallError;
  const failure = outcome
    ? classifyOutcome(outcome)
    : classifyError<T>(withAttempts(error, state.attempts, attempt), attempt);
  if (plan.onEvent) emitAttempt(plan, state, durationMs, outcome, failure);
  if (!failure || failure.kind === "refused" || failure.kind === "conflict") noteSuccess(plan.budget, plan.clock);
  if (!failure) return { value: (outcome as Exchanged<T>).value };
  return (await react(plan, state, failure)) ?? { failure };
}

/**
 * What a call gives whose turn comes too late: its last failure, if it was sent before.
 *
 * @throws RateLimitError when it was not, AmbiguousWriteError when it may have taken effect.
 */
export async function refuseTurn<T>(
  plan: CallPlan<T>,
  state: CallState,
  { waitMs }: RateLimiterFull,
  last: Failure<T> | undefined,
): Promise<T> {
  if (last) return conclude(plan, state, last, await loadRules(plan));
  const { context, clock } = plan;
  const found = `its turn comes in ${Math.ceil(waitMs)} ms and ${state.endMs - clock.now()} ms are left, so nothing was sent`;
  throw new RateLimitError(found, waitMs, undefined, { ...context, attempts: 0 });
}

/** Decides what follows a failure: `undefined` when the call is sent again, else what it gives. */
async function react<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>): Promise<{ value: T } | undefined> {
  if (failure.status === 401 && failure.outcome && !state.hasRenewed && plan.renew?.() && plan.isRepeatable) {
    state.hasRenewed = true;
    return undefined;
  }
  const isDone = plan.method === "DELETE" && failure.status === 404 && state.isInDoubt;
  if (isDone) return { value: adopt<T>(undefined) };
  const rules = await loadRules(plan);
  const reaction = chooseReaction(classOf(plan, rules), failure.kind);
  // What turns one call away, such as a lock, says nothing of the rate of the others.
  if (failure.status === 429)
    plan.rateLimiter.pause(plan.limit.key, failure.retryAfterMs ?? delayAfter(plan, state, failure));
  if (reaction === "look-up") {
    const found = await lookUpWrite(plan, state, failure, rules);
    if (found !== "absent") return found;
    state.hasResent = true;
  } else if (!(await waitToRetry(plan, state, failure, reaction))) {
    return { value: conclude(plan, state, failure, rules) };
  }
  if (leavesDoubt(failure)) state.isInDoubt = true;
  return undefined;
}

function classOf<T>({ operationClass, context, method }: CallPlan<T>, rules: SendRules): OperationClass {
  return operationClass ?? rules.classOf?.(context.operation) ?? classOfMethod(method);
}

/** What a call gives that is not sent again: its last failure, unless a write is in doubt. */
function conclude<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>, rules: SendRules): T {
  const operationClass = classOf(plan, rules);
  const isWrite = operationClass !== "safe" && operationClass !== "token";
  if (isWrite && (leavesDoubt(failure) || isStillInDoubt(state, failure))) {
    throw toAmbiguous(plan, state, failure, operationClass === "idempotent", rules);
  }
  if (failure.outcome) return failure.outcome.value;
  throw failure.error;
}

/** How long to wait before the next attempt: callers that were told the same time do not come back in the same moment. */
function delayAfter<T>({ clock }: CallPlan<T>, { attempts }: CallState, { retryAfterMs }: Failure<T>): number {
  return retryAfterMs === undefined ? chooseBackoffMs(attempts, clock) : retryAfterMs + chooseBackoffMs(1, clock);
}

/** Waits until the call may be sent again; `false` when it may not, or its time would be over. */
async function waitToRetry<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>, reaction: Reaction) {
  const { clock, limits, signal } = plan;
  if (reaction === "fail" || reaction === "ambiguous" || !plan.isRepeatable) return false;
  if (reaction === "retry-once") {
    if (state.hasRetriedOnce) return false;
    state.hasRetriedOnce = true;
  }
  const most = Math.min(
    limits.maxAttempts ?? Number.POSITIVE_INFINITY,
    failure.status === 500 ? MOST_ATTEMPTS_AT_500 : Number.POSITIVE_INFINITY,
  );
  if (state.attempts >= most) return false;
  const asked = failure.retryAfterMs;
  const delayMs = delayAfter(plan, state, failure);
  const leftMs = state.endMs - clock.now();
  if ((asked ?? delayMs) >= leftMs) return false;
  emit(plan.onEvent, {
    type: "retry",
    vendor: plan.context.vendor,
    operation: plan.context.operation,
    attributes: { "http.request.resend_count": state.attempts, "error.type": failure.kind, delay_ms: delayMs },
  });
  const ticket = failure.kind === "throttled" || takeRetry(plan.budget, clock, leftMs, signal);
  if (ticket !== true) {
    if (!(await ticket)) return false;
    // Waiting for the origin to come back was wait enough.
    if (asked === undefined) return true;
  }
  await sleep(clock, Math.min(delayMs, state.endMs - clock.now()), signal);
  return true;
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
function isStillInDoubt({ isInDoubt = false }: CallState, { kind }: Failure<unknown>): boolean {
  return isInDoubt && (kind === "unsent" || kind === "throttled");
}

/** Notes in an error of the client how often the call was sent; an error of its credentials is of another call. */
function withAttempts(error: unknown, attempts: number, { phase }: Attempt): unknown {
  if (error instanceof ClientError && (phase !== "signing" || error instanceof TimeoutError)) {
    Object.assign(error, { attempts });
  }
  return error;
}
