import type { FailureDetail, VendorFailure } from "../options.ts";
import { type AnswerFacts, describeAnswer, pickFacts } from "./answer-facts.ts";
import { ClientError, type ErrorContext } from "./client-error.ts";

/** Statuses that may pass: the vendor took too long, took too much, or had a fault. */
const PASSING_STATUSES: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** The vendor answered, and the answer is a failure. */
export class HttpError extends ClientError<"HTTP_ERROR"> implements AnswerFacts {
  override readonly name = "HttpError";
  /** HTTP status, or the status inside the vendor's envelope where that is the true one. */
  declare readonly status: number;
  /** The vendor's own code. */
  declare readonly vendorCode: string | undefined;
  /** The vendor's own message, with this client's secrets removed. */
  declare readonly vendorMessage: string | undefined;
  /** What the vendor said of parts of the request; empty when it said nothing. */
  declare readonly details: readonly FailureDetail[];
  /** The id under which the vendor logged the request. */
  declare readonly requestId: string | undefined;
  /** How long the vendor wants to be left alone, in milliseconds; `undefined` when it did not say. */
  declare readonly retryAfterMs: number | undefined;

  constructor(
    status: number,
    failure: VendorFailure,
    requestId: string | undefined,
    context: ErrorContext,
    retryAfterMs?: number,
  ) {
    const { code: vendorCode, message: vendorMessage, details } = failure;
    const facts = pickFacts({ status, vendorCode, vendorMessage, details, requestId });
    const retryable = context.retryable ?? PASSING_STATUSES.includes(status);
    const advice = retryAfterMs === undefined ? "" : `; retry after ${retryAfterMs} ms`;
    super("HTTP_ERROR", describeAnswer(facts) + advice, { ...context, retryable }, { ...facts, retryAfterMs });
  }
}
