import type { Failed, FailureDetail, Result } from "../options.ts";
import { readRetryAfterMs } from "../retry/retry-after.ts";
import { answerContexts } from "./answer-context.ts";
import { describeAnswer } from "./answer-facts.ts";
import { AuthError } from "./client-error.ts";
import { HttpError } from "./http-error.ts";
import { RateLimitError } from "./rate-limit-error.ts";
import { redact } from "./redact.ts";

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "audituid", "x-correlation-id"];
/** The longest code, id, and text of a detail. */
const LONGEST_WORD = 100;
const LONGEST_DETAIL = 200;

/**
 * The data of a result; turns a failure into an exception.
 *
 * @throws AuthError when the vendor answered 401, RateLimitError when it answered 429, HttpError for any other failure.
 */
export function unwrap<D>(result: Result<D, unknown>): D {
  if (result.error === undefined) return result.data as D;
  throw toCallError(result as Failed<unknown>);
}

/** The exception that a failure becomes, by what a caller can do about it; holds nothing that the client would not show. */
export function toCallError(failed: Failed<unknown>): AuthError | RateLimitError | HttpError {
  const error = toHttpError(failed);
  const { status } = error;
  if (status !== 401 && status !== 429) return error;
  const context = { ...error, secrets: answerContexts.get(failed.response)?.secrets };
  const found = describeAnswer(error);
  if (status === 401) return new AuthError(found, context, error);
  const retryAfterMs = readRetryAfterMs(failed.response.headers);
  const advice = retryAfterMs === undefined ? "" : `; retry after ${retryAfterMs} ms`;
  return new RateLimitError(found + advice, retryAfterMs, status, context, error);
}

/** A failure as an HttpError, whatever its status. */
export function toHttpError({ response, error }: Failed<unknown>): HttpError {
  const context = answerContexts.get(response);
  const { vendor = "API", operation = "call", status = response.status, attempts, secrets = [] } = context ?? {};
  const { code, message, details = [], ...told } = context?.describeFailure?.(error) ?? {};
  // Cleaned before it is cut: a part of a secret would not be found.
  const clean = (text: string | null | undefined, longest?: number) =>
    redact(text ?? "", secrets, longest) || undefined;
  const requestId = REQUEST_ID_HEADERS.map((name) => response.headers.get(name)).find(Boolean) ?? told.requestId;
  const cleanDetail = (detail: FailureDetail): FailureDetail => ({
    code: clean(detail.code, LONGEST_WORD),
    target: clean(detail.target, LONGEST_DETAIL),
    message: clean(detail.message, LONGEST_DETAIL),
  });
  const failure = { code: clean(code, LONGEST_WORD), message: clean(message), details: details.map(cleanDetail) };
  return new HttpError(status, failure, clean(requestId, LONGEST_WORD), { vendor, operation, attempts, secrets });
}
