import { AmbiguousWriteError } from "../errors/ambiguous-write-error.ts";
import { describeAnswer } from "../errors/answer-facts.ts";
import { toHttpError } from "../errors/to-call-error.ts";
import type { Failed, SendRules } from "../options.ts";
import type { CallPlan, CallState } from "./call-plan.ts";
import type { Failure } from "./classify.ts";

/** The error of a write in doubt; `isIdempotent` when the caller may simply send it again. */
export function toAmbiguous<T>(
  plan: CallPlan<T>,
  { attempts, sentAtEpochMs }: CallState,
  { status, outcome, error }: Failure<T>,
  isIdempotent: boolean,
  rules: SendRules,
): AmbiguousWriteError {
  const isApplied = status !== undefined && status >= 200 && status < 300;
  const reconcile = rules.reconcile?.(plan.context.operation) ?? (isIdempotent ? "send it again" : undefined);
  const facts = outcome && (plan.describe?.(outcome) ?? toHttpError(outcome.value as Failed<unknown>));
  const found = facts ? describeAnswer({ ...facts, status }) : describeError(error);
  return new AmbiguousWriteError(
    found,
    {
      ...facts,
      applied: isApplied ? "yes" : "unknown",
      sentAtEpochMs,
      status,
      reconcile,
    },
    { ...plan.context, cause: error, attempts, retryable: isIdempotent },
  );
}

/** What an error of the client found, without what it tried. */
function describeError(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^Cannot call .*?: /, "") : "no whole answer came";
}
