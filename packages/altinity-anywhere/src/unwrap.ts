import type { VendorFailure } from "@vendor-clients/runtime";
import { AuthError, describeAnswer, HttpError, RateLimitError } from "@vendor-clients/runtime/errors";
import { readRetryAfterMs } from "@vendor-clients/runtime/kit";
import { attemptsOf } from "./attempts.ts";
import type { AnywhereError, AnywhereErrorItem, AnywhereResult } from "./result.ts";
import { VENDOR } from "./vendor.ts";

/** The vendor answered with errors; `vendorCode` is the class of the first one. */
export class AnywhereHttpError extends HttpError {
  /** Where in the data the first error stands. */
  readonly path: readonly (string | number)[] | undefined;
  /** The flag of the deletion that the server asks for, because the environment still has clusters. */
  readonly needs: "forceDestroyClusters" | undefined;
  readonly errors: readonly AnywhereErrorItem[];

  constructor(error: AnywhereError, attempts?: number) {
    const { status, operation, requestId, path, needs, errors } = error;
    super(status, describeFailure(error), requestId, { vendor: VENDOR, operation, attempts });
    this.path = path;
    this.needs = needs;
    this.errors = errors;
  }

  override toJSON(): Readonly<Record<string, unknown>> {
    const { path, needs, errors } = this;
    return { ...super.toJSON(), path, needs, errors };
  }
}

/**
 * The data of a result; turns errors into an exception, also where part of the data arrived.
 *
 * @throws AuthError when the token was refused, RateLimitError when the vendor answered 429, AnywhereHttpError for any other error.
 */
export function unwrap<D>(result: AnywhereResult<D>): D {
  if (result.error === undefined) return result.data;
  throw toException(result.error, result.response);
}

function toException(error: AnywhereError, response: Response): AuthError | RateLimitError | HttpError {
  const { status, code, tokenWasAccepted } = error;
  const plain = new AnywhereHttpError(error, attemptsOf.get(response));
  const found = describeAnswer(plain);
  const { vendor, operation, attempts, vendorCode, vendorMessage, details, requestId } = plain;
  const context = { vendor, operation, attempts };
  const facts = { status, vendorCode, vendorMessage, details, requestId };
  if (status === 401 || code === "UNAUTHORIZED") {
    return new AuthError(tokenWasAccepted ? `${found}; ${REPLACED}` : found, context, facts);
  }
  if (status !== 429) return plain;
  const retryAfterMs = readRetryAfterMs(response.headers);
  const advice = retryAfterMs === undefined ? "" : `; retry after ${retryAfterMs} ms`;
  return new RateLimitError(found + advice, retryAfterMs, status, context, facts);
}

const REPLACED = "this token worked before, and a newer token of the account may have replaced it";

/** What an answer said, in the form that all clients share. */
export function describeFailure({ code, message, errors }: AnywhereError): VendorFailure {
  if (errors.length === 0) return {};
  const details = errors.map((item) => ({ code: item.code, target: item.path?.join("."), message: item.message }));
  return { code, message, details };
}
