import type { FailureDetail } from "../options.ts";
import { type PartialFacts, pickFacts } from "./answer-facts.ts";
import { ClientError, type ErrorContext } from "./client-error.ts";

/** The vendor's limit leaves no time for the call: it answered 429, or this client kept the call back and sent nothing. */
export class RateLimitError extends ClientError<"RATE_LIMITED"> {
  override readonly name = "RateLimitError";
  /** How long to wait, in milliseconds; `undefined` when the vendor did not say. */
  declare readonly retryAfterMs: number | undefined;
  /** 429 when the vendor answered, `undefined` when nothing was sent. */
  declare readonly status: number | undefined;
  declare readonly vendorCode: string | undefined;
  declare readonly vendorMessage: string | undefined;
  declare readonly details: readonly FailureDetail[];
  declare readonly requestId: string | undefined;

  constructor(
    found: string,
    retryAfterMs: number | undefined,
    status: number | undefined,
    context: ErrorContext,
    facts: PartialFacts = {},
  ) {
    const told = { ...pickFacts(facts), retryAfterMs, status };
    super("RATE_LIMITED", found, { ...context, retryable: context.retryable ?? true }, told);
  }
}
