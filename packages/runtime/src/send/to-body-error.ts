import { ClientError, type ErrorContext, NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";

/** What reading a body threw, as an error of the client that carries the answer's status. */
export function toBodyError(cause: unknown, status: number, context: ErrorContext, maxBodyBytes?: number): Error {
  if (cause instanceof ClientError) return cause;
  if (cause instanceof RangeError && cause.message === "body too large") {
    return new ResponseTooLargeError(maxBodyBytes, status, context);
  }
  const { code } = ((cause as Partial<Error> | undefined)?.cause ?? {}) as { code?: unknown };
  // Codes of Node.js for bytes that its decoders of gzip, deflate and Brotli refuse.
  if (/^(Z_DATA_|ERR_*(BROTLI_DECODER_)?ERROR_FORMAT)/.test(String(code))) {
    return new ResponseFormatError(`server answered ${status} with a body that is not in its coding`, status, context);
  }
  return new NetworkError("the body of the answer broke off", { ...context, status, cause });
}
