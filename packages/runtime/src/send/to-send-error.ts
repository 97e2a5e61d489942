import { type ClientError, type ErrorContext, NetworkError } from "../errors/client-error.ts";
import { toNetworkError } from "../errors/network-failure.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";

/**
 * What a `fetch` threw, as an error of the client.
 *
 * Two failures of undici are no matter of the network although it reports them so; it names them by their text alone.
 *
 * @see https://github.com/nodejs/undici/blob/v7.29.1/lib/web/fetch/index.js
 */
export function toSendError(cause: unknown, context: ErrorContext): ClientError {
  const found = String((cause as { cause?: Partial<Error> } | undefined)?.cause?.message);
  if (/^too many content-encodings/.test(found)) return new ResponseTooLargeError(undefined, undefined, context);
  if (found === "unexpected redirect") {
    const answered = "server answered an upload with a redirect, which is not followed";
    return new NetworkError(answered, { ...context, cause, retryable: false });
  }
  return toNetworkError(cause, context);
}
