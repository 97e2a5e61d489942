import type { Failed, Result } from "../options.ts";
import { answerContexts } from "./answer-context.ts";

/**
 * The data of a result; turns a failure into an exception.
 *
 * @throws AuthError when the vendor answered 401, RateLimitError when it answered 429, HttpError for any other failure.
 */
export function unwrap<D>(result: Result<D, unknown>): D {
  if (result.error === undefined) return result.data as D;
  const failed = result as Failed<unknown>;
  throw answerContexts.get(failed.response)?.toError?.(failed) ?? toBareError(failed.response.status);
}

/** The error of an answer that no client gave, such as one that a test made up; nothing but its status is known. */
function toBareError(status: number): Error {
  const context = { vendor: "API", operation: "call", retryable: false, attempts: 1 };
  const facts = {
    name: "HttpError",
    code: "HTTP_ERROR",
    status,
    details: [],
    ...context,
    [Symbol.for("vendor-clients.error")]: true,
  };
  return Object.assign(new Error(`Cannot call API call: server answered ${status}`), facts);
}
