import type { Failed, Result } from "../options.ts";
import { answerContexts } from "./answer-context.ts";
import { toBareError } from "./to-bare-error.ts";

/**
 * The data of a result; turns a failure into an exception.
 *
 * @throws AuthError when the vendor answered 401, RateLimitError when it answered 429, HttpError for any other failure.
 */
export function unwrap<D>(result: Result<D, unknown>): D {
  if (result.error === undefined) return result.data as D;
  const failed = result as Failed<unknown>;
  const { status } = failed.response;
  throw (
    answerContexts.get(failed.response)?.toError?.(failed) ??
    toBareError("HTTP_ERROR", `server answered ${status}`, { status })
  );
}
