import { HttpError } from "@vendor-clients/runtime";
import type { AnywhereError, AnywhereErrorItem, AnywhereResult } from "./result.ts";
import { VENDOR } from "./send.ts";

/** The vendor answered with errors; `vendorCode` is the class of the first one. */
export class AnywhereHttpError extends HttpError {
  /** Where in the data the first error stands. */
  readonly path: readonly (string | number)[] | undefined;
  readonly errors: readonly AnywhereErrorItem[];

  constructor(error: AnywhereError) {
    const { code, message, status, operation, requestId } = error;
    const failure = error.errors.length === 0 ? {} : { ...(code !== undefined && { code }), message };
    super(status, failure, requestId, { vendor: VENDOR, operation });
    this.path = error.path;
    this.errors = error.errors;
  }
}

/**
 * The data of a result; turns errors into an exception, also where part of the data arrived.
 *
 * @throws AnywhereHttpError when the vendor answered with an error.
 */
export function unwrap<D>(result: AnywhereResult<D>): D {
  if (result.error === undefined) return result.data;
  throw new AnywhereHttpError(result.error);
}
