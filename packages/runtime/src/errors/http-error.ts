import type { VendorFailure } from "../options.ts";
import { ClientError, type ErrorContext } from "./client-error.ts";

/** The vendor answered, and the answer is a failure. */
export class HttpError extends ClientError<"HTTP_ERROR"> {
  override readonly name = "HttpError";
  /** HTTP status, or the status inside the vendor's envelope where that is the true one. */
  readonly status: number;
  /** The vendor's own code. */
  readonly vendorCode: string | undefined;
  /** The vendor's own message, with this client's secrets removed. */
  readonly vendorMessage: string | undefined;
  /** The id under which the vendor logged the request. */
  readonly requestId: string | undefined;

  constructor(status: number, failure: VendorFailure, requestId: string | undefined, context: ErrorContext) {
    const details = [failure.code, failure.message && JSON.stringify(failure.message)].filter(Boolean).join(" ");
    super("HTTP_ERROR", `server answered ${status}${details && `, ${details}`}`, context);
    this.status = status;
    this.vendorCode = failure.code;
    this.vendorMessage = failure.message;
    this.requestId = requestId;
  }
}
