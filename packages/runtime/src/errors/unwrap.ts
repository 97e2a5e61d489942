import type { Failed, Result } from "../options.ts";
import { answerContexts } from "./answer-context.ts";
import { HttpError } from "./http-error.ts";
import { redact } from "./redact.ts";

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "audituid", "x-correlation-id"];
const LONGEST_REQUEST_ID = 100;

/**
 * The data of a result; turns a failure into an exception.
 *
 * @throws HttpError when the vendor answered with a failure.
 */
export function unwrap<D>(result: Result<D, unknown>): D {
  if (result.error === undefined) return result.data as D;
  throw toHttpError(result as Failed<unknown>);
}

/** The exception that a failure becomes; holds nothing that the client would not show. */
export function toHttpError({ response, error }: Failed<unknown>): HttpError {
  const context = answerContexts.get(response);
  const { vendor = "API", operation = "call", status = response.status } = context ?? {};
  const { code, message } = context?.describeFailure?.(error) ?? {};
  const clean = (text: string | null | undefined) => redact(text ?? "", context?.secrets ?? []) || undefined;
  const requestId = clean(REQUEST_ID_HEADERS.map((name) => response.headers.get(name)).find(Boolean));
  const failure = { code: clean(code), message: clean(message) };
  return new HttpError(status, failure, requestId?.slice(0, LONGEST_REQUEST_ID), { vendor, operation });
}
