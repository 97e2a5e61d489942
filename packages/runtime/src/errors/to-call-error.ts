import type { Failed } from "../options.ts";
import { readRetryAfterMs } from "../retry/retry-after.ts";
import { answerContexts } from "./answer-context.ts";
import { describeAnswer } from "./answer-facts.ts";
import { AuthError } from "./client-error.ts";
import { HttpError } from "./http-error.ts";
import { RateLimitError } from "./rate-limit-error.ts";

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "audituid", "x-correlation-id"];

/** The exception that a failure becomes, by what a caller can do about it; holds nothing that the client would not show. */
export function toCallError(failed: Failed<unknown>): AuthError | RateLimitError | HttpError {
  const error = toHttpError(failed);
  const { status } = error;
  // What the error holds is clean already.
  if (status === 401) return new AuthError(describeAnswer(error), error, error);
  if (status !== 429) return error;
  const { retryAfterMs } = error;
  const advice = retryAfterMs === undefined ? "" : `; retry after ${retryAfterMs} ms`;
  return new RateLimitError(describeAnswer(error) + advice, retryAfterMs, status, error, error);
}

/** A failure as an HttpError, whatever its status. */
export function toHttpError({ response, error }: Failed<unknown>): HttpError {
  const context = answerContexts.get(response);
  const { vendor = "API", operation = "call", status = response.status, attempts, secrets } = context ?? {};
  const failure = context?.describeFailure?.(error) ?? {};
  const requestId = REQUEST_ID_HEADERS.map((name) => response.headers.get(name)).find(Boolean) ?? failure.requestId;
  return new HttpError(
    status,
    failure,
    requestId,
    { vendor, operation, attempts, secrets },
    context?.retryAfterMs ?? readRetryAfterMs(response.headers),
  );
}
