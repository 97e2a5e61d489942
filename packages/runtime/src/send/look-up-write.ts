import type { LostWrite, SendRules } from "../options.ts";
import { takeRetry } from "../retry/retry-budget.ts";
import { sleep } from "../time/sleep.ts";
import { adopt } from "./adopt.ts";
import type { CallPlan, CallState } from "./call-plan.ts";
import type { Failure } from "./classify.ts";
import { toAmbiguous } from "./to-ambiguous.ts";

const DEFAULT_SETTLE_MS = 5_000;

/**
 * Finds out what a write did whose answer was lost: gives what it created, or `"absent"` when it did nothing and may be sent once more.
 *
 * Absence is believed only when a second look, after the time that the vendor takes to list what it created, confirms it.
 *
 * @throws AmbiguousWriteError when it cannot be told, or when the write was lost a second time.
 */
export async function lookUpWrite<T>(
  plan: CallPlan<T>,
  state: CallState,
  failure: Failure<T>,
  rules: SendRules,
): Promise<{ value: T } | "absent"> {
  const { clock, signal, context } = plan;
  const { lookUps = {}, settleMs = DEFAULT_SETTLE_MS } = rules;
  const lookUp = Object.hasOwn(lookUps, context.operation) ? lookUps[context.operation] : undefined;
  const timeLeftMs = () => state.endMs - clock.now();
  const { init = {}, send = unable } = plan.lookUp ?? {};
  const lost: LostWrite = {
    operation: context.operation,
    init,
    sentAtEpochMs: state.sentAtEpochMs,
    send: (method, path, readInit) =>
      send(method, path, { ...(signal && { signal }), timeoutMs: Math.max(1, timeLeftMs()), ...readInit }),
  };
  const look = async () => {
    try {
      return (await lookUp?.(lost)) ?? "unclear";
    } catch {
      if (signal?.aborted) throw signal.reason;
      return "unclear";
    }
  };
  // A look-up is another request to a vendor that may be down.
  const isAnswered = !lookUp || failure.kind === "conflict";
  if (!isAnswered && !(await takeRetry(plan.budget, clock, timeLeftMs(), signal))) {
    throw toAmbiguous(plan, state, failure, false, rules);
  }
  let found = await look();
  if (found === "absent") {
    const hasTime = timeLeftMs() > settleMs;
    if (hasTime) await sleep(clock, settleMs, signal);
    found = hasTime ? await look() : "unclear";
  }
  if (typeof found === "object") return { value: adopt<T>(found.data) };
  // The name was taken before this call: nothing is in doubt.
  if (failure.kind === "conflict" && !state.isInDoubt && failure.outcome) return { value: failure.outcome.value };
  const { maxAttempts = Number.POSITIVE_INFINITY } = plan.limits;
  const isAbsent = found === "absent" && failure.kind !== "conflict";
  const mayResend = isAbsent && !state.hasResent && plan.isRepeatable && state.attempts < maxAttempts;
  if (mayResend && (await takeRetry(plan.budget, clock, timeLeftMs(), signal, context.operation))) return "absent";
  throw toAmbiguous(plan, state, failure, false, rules);
}

async function unable(): Promise<never> {
  throw new TypeError("Cannot look up what this call did");
}
