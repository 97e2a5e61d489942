import { ClientError, type ErrorContext } from "./client-error.ts";

/** The body of an answer is larger than the client reads; it was given up at the limit. */
export class ResponseTooLargeError extends ClientError<"RESPONSE_TOO_LARGE"> {
  override readonly name = "ResponseTooLargeError";
  /** HTTP status of the answer; `undefined` where the platform gave the answer up before it told. */
  declare readonly status: number | undefined;
  /** The limit, in bytes after decoding; `undefined` when the answer was in more codings than the platform takes. */
  declare readonly maxBodyBytes: number | undefined;

  constructor(maxBodyBytes: number | undefined, status: number | undefined, context: ErrorContext) {
    const found = maxBodyBytes === undefined ? "in too many codings" : `${status} with more than ${maxBodyBytes} bytes`;
    super("RESPONSE_TOO_LARGE", `server answered ${found}`, context, { status, maxBodyBytes });
  }
}
