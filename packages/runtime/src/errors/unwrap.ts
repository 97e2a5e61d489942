import type { Result, VendorFailure } from "../options.ts";
import { HttpError } from "./http-error.ts";
import { redact } from "./redact.ts";

/** What has to be remembered of a call to make an error of its answer. */
export interface AnswerContext {
  readonly vendor: string;
  readonly operation: string;
  readonly secrets: Iterable<string>;
  readonly describeFailure: ((error: unknown) => VendorFailure) | undefined;
  /** The status inside the vendor's envelope, where it differs from HTTP's. */
  readonly status: number | undefined;
}

const contexts = new WeakMap<Response, AnswerContext>();

/** Remembers how to describe an answer, should it be unwrapped. */
export function rememberAnswer(response: Response, context: AnswerContext): void {
  contexts.set(response, context);
}

/**
 * The data of a result; turns a failure into an exception.
 *
 * @throws HttpError when the vendor answered with a failure.
 */
export function unwrap<D>(result: Result<D, unknown>): D {
  if (!("error" in result) || result.error === undefined) return result.data as D;
  const { response, error } = result;
  const context = contexts.get(response);
  const secrets = context?.secrets ?? [];
  const found = context?.describeFailure?.(error) ?? {};
  const failure = {
    ...(found.code !== undefined && { code: redact(found.code, secrets) }),
    ...(found.message !== undefined && { message: redact(found.message, secrets) }),
  };
  throw new HttpError(context?.status ?? response.status, failure, readRequestId(response.headers), {
    vendor: context?.vendor ?? "API",
    operation: context?.operation ?? "call",
  });
}

function readRequestId(headers: Headers): string | undefined {
  for (const name of ["x-request-id", "request-id", "audituid", "x-correlation-id"]) {
    const id = headers.get(name);
    if (id) return id.slice(0, 100);
  }
  return undefined;
}
