import { ClientError, type ErrorContext } from "./client-error.ts";

/** The body of an answer is larger than the client reads; it was given up at the limit. */
export class ResponseTooLargeError extends ClientError<"RESPONSE_TOO_LARGE"> {
  override readonly name = "ResponseTooLargeError";
  /** HTTP status of the answer. */
  declare readonly status: number;
  /** The limit, in bytes after decoding. */
  declare readonly maxBodyBytes: number;

  constructor(maxBodyBytes: number, status: number, context: ErrorContext) {
    super("RESPONSE_TOO_LARGE", `server answered ${status} with more than ${maxBodyBytes} bytes`, context, {
      status,
      maxBodyBytes,
    });
  }
}
