import { answerContexts } from "../errors/answer-context.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { toCallError } from "../errors/to-call-error.ts";
import { emit } from "../events/client-event.ts";
import type { OperationClass, SendRules } from "../options.ts";
import type { RateLimiterFull } from "../rate-limit/rate-limiter.ts";
import { chooseBackoffMs } from "../retry/backoff.ts";
import { noteSuccess, takeRetry } from "../retry/retry-budget.ts";
import { sleep } from "../time/sleep.ts";
import { within } from "../time/within.ts";
import { adopt } from "./adopt.ts";
import type { Attempt } from "./attempt.ts";
import type { CallPlan, CallState, Exchanged } from "./call-plan.ts";
import { chooseReaction, classOfMethod, type Reaction } from "./choose-reaction.ts";
import { classifyError, classifyOutcome, type Failure } from "./classify.ts";
import { emitAttempt } from "./emit-attempt.ts";
import { findCallSecrets } from "./find-call-secrets.ts";
import { lookUpWrite } from "./look-up-write.ts";
import { toAmbiguous } from "./to-ambiguous.ts";

export { ResponseFormatError } from "../errors/client-error.ts";
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
  const { durationMs, outcome } = ended;
  const answer = outcome?.failed && answerContexts.get(outcome.response);
  if (answer) {
    answer.toError = toCallError;
    // What this call carried in its body or headers is as secret as what the client is known by.
    answer.secrets = [...(answer.secrets ?? []), ...findCallSecrets(plan.lookUp?.init)];
  }
  const failure = await classify(plan, state, ended);
  if (plan.onEvent) emitAttempt(plan, state, durationMs, outcome, failure);
  if (!failure || failure.kind === "refused" || failure.kind === "conflict")
    noteSuccess(plan.budget, plan.clock, plan.context.operation);
  if (!failure) return { value: (outcome as Exchanged<T>).value };
  return (await react(plan, state, failure)) ?? { failure };
}

async function classify<T>(plan: CallPlan<T>, state: CallState, { attempt, durationMs, outcome, error }: Ended<T>) {
  if (outcome) return classifyOutcome(outcome);
  try {
    return classifyError<T>(error, attempt, { ...plan.context, attempts: state.attempts });
  } catch (final) {
    const failure: Failure<T> = { kind: "refused", status: undefined, error: final };
    if (plan.onEvent) emitAttempt(plan, state, durationMs, undefined, failure);
    // It says nothing of an attempt before it that may have taken effect.
    if (state.isInDoubt)
      conclude(plan, state, { kind: "unsent", status: undefined, error: final }, await loadRules(plan));
    throw final;
  }
}

/**
 * Waits for a call's turn: nothing when it came, else what the call gives, which is its last failure if it was sent before.
 *
 * A limiter that fails, or that does not answer in time, is one whose turn never comes.
 *
 * @throws RateLimitError when the call was never sent, AmbiguousWriteError when it may have taken effect, and the reason of the caller's abort.
 */
export async function waitForTurn<T>(
  plan: CallPlan<T>,
  state: CallState,
  turn: Promise<void>,
  last: Failure<T> | undefined,
): Promise<{ value: T } | undefined> {
  const { clock, signal, context } = plan;
  const startMs = clock.now();
  const endMs = state.endMs - state.leastMs;
  try {
    await within(turn, clock, endMs - startMs, signal);
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (last) return { value: conclude(plan, state, last, await loadRules(plan)) };
    const { waitMs } = (cause ?? {}) as Partial<RateLimiterFull>;
    const found =
      waitMs === undefined ? "its rate limiter gave it no turn" : `its turn comes in ${Math.ceil(waitMs)} ms`;
    const left = `${Math.floor(state.endMs - clock.now())} ms are left, so nothing was sent`;
    throw new RateLimitError(`${found} and ${left}`, waitMs, undefined, { ...context, cause, attempts: 0 });
  }
  signal?.throwIfAborted();
  const delayMs = clock.now() - startMs;
  if (delayMs < 1) return undefined;
  emit(plan.onEvent, {
    type: "throttle",
    vendor: context.vendor,
    operation: context.operation,
    attributes: { "http.request.resend_count": state.attempts, delay_ms: delayMs },
  });
  return undefined;
}

/** Decides what follows a failure: `undefined` when the call is sent again, else what it gives. */
async function react<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>): Promise<{ value: T } | undefined> {
  const rules = await loadRules(plan);
  if (mayRenew(plan, state, failure, rules)) {
    state.hasRenewed = true;
    return undefined;
  }
  const isDone = plan.method === "DELETE" && failure.status === 404 && state.isInDoubt && !isWebPage(failure);
  if (isDone) return { value: adopt<T>(undefined) };
  const reaction = chooseReaction(classOf(plan, rules), failure.kind);
  // What turns one call away, such as a lock, says nothing of the rate of the others.
  if (failure.status === 429) pause(plan, failure.retryAfterMs ?? delayAfter(plan, state, failure));
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

/** A proxy's own page says nothing of what it stands before. */
function isWebPage({ outcome }: Failure<unknown>): boolean {
  const { error } = (outcome?.value ?? {}) as { error?: unknown };
  return typeof error === "string" && /^\s*</.test(error);
}

/** Whether new credentials are worth another attempt; they are asked for all the same, for the calls to come. */
function mayRenew<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>, rules: SendRules): boolean {
  const isRefused = failure.status === 401 && failure.outcome !== undefined && !state.hasRenewed;
  if (!isRefused || !plan.renew?.()) return false;
  const { maxAttempts = Number.POSITIVE_INFINITY } = plan.limits;
  const hasTime = state.endMs - plan.clock.now() >= state.leastMs;
  return hasTime && plan.isRepeatable && state.attempts < maxAttempts && classOf(plan, rules) !== "never-repeat";
}

function pause<T>({ rateLimiter, limit }: CallPlan<T>, delayMs: number): void {
  try {
    rateLimiter.pause(limit.key, delayMs);
  } catch {
    // A limiter that fails must not hide the vendor's answer.
  }
}

function classOf<T>({ operationClass, context, method }: CallPlan<T>, rules: SendRules): OperationClass {
  return operationClass ?? rules.classOf?.(context.operation) ?? classOfMethod(method);
}

/** What a call gives that is not sent again: its last failure, unless it is a write that may have taken effect. */
function conclude<T>(plan: CallPlan<T>, state: CallState, failure: Failure<T>, rules: SendRules): T {
  const operationClass = classOf(plan, rules);
  const isWrite = operationClass !== "safe" && operationClass !== "token";
  if (isWrite && (leavesDoubt(failure) || state.isInDoubt)) {
    const isFinal = failure.kind === "refused" || failure.kind === "conflict";
    throw toAmbiguous(plan, state, failure, operationClass === "idempotent" && !isFinal, rules);
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
  // Never so late that the attempt could not end: an answer that says no is worth more than an attempt that says nothing.
  const leftMs = state.endMs - state.leastMs - clock.now();
  if ((asked ?? 0) > leftMs) return false;
  const delayMs = Math.min(delayAfter(plan, state, failure), leftMs);
  const ticket = failure.kind === "throttled" || takeRetry(plan.budget, clock, leftMs, signal, plan.context.operation);
  if (ticket !== true && !(await ticket)) return false;
  // Waiting for the origin to come back was wait enough.
  const isReady = ticket !== true && asked === undefined;
  emit(plan.onEvent, {
    type: "retry",
    vendor: plan.context.vendor,
    operation: plan.context.operation,
    attributes: {
      "http.request.resend_count": state.attempts,
      "error.type": failure.kind,
      delay_ms: isReady ? 0 : delayMs,
    },
  });
  if (isReady) return true;
  await sleep(clock, Math.min(delayMs, state.endMs - state.leastMs - clock.now()), signal);
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
