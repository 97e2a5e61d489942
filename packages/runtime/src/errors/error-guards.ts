import type { AmbiguousWriteError as AmbiguousWrite } from "./ambiguous-write-error.ts";
import type {
  AuthError as Auth,
  ClientError as Client,
  NetworkError as Network,
  ResponseFormatError as ResponseFormat,
} from "./client-error.ts";
import type { HttpError as Http } from "./http-error.ts";
import { type ClientErrorCode, isClientError } from "./is-client-error.ts";
import type { PaginationError as Pagination } from "./pagination-error.ts";
import type { RateLimitError as RateLimit } from "./rate-limit-error.ts";
import type { ResponseTooLargeError as ResponseTooLarge } from "./response-too-large-error.ts";
import type { TimeoutError as Timeout } from "./timeout-error.ts";
import type { WaitError as Wait } from "./wait-error.ts";

/**
 * What `instanceof` takes in place of a class of errors: goes by brand and code, so that it also knows the errors of another copy of this
 * package. The classes themselves are loaded with the first failure and are made by clients only.
 */
export type ErrorGuard<E> = abstract new (...args: never) => E;

function createGuard<E>(...codes: readonly ClientErrorCode[]): ErrorGuard<E> {
  const isOne = (error: unknown) => codes.some((code) => isClientError(error, code));
  return Object.defineProperty(class {}, Symbol.hasInstance, {
    value: codes.length === 0 ? isClientError : isOne,
  }) as unknown as ErrorGuard<E>;
}

export const ClientError: ErrorGuard<Client> = /* @__PURE__ */ createGuard();
export const HttpError: ErrorGuard<Http> = /* @__PURE__ */ createGuard("HTTP_ERROR");
export const NetworkError: ErrorGuard<Network> = /* @__PURE__ */ createGuard("NETWORK_ERROR");
export const AuthError: ErrorGuard<Auth> = /* @__PURE__ */ createGuard("AUTH_FAILED");
export const RateLimitError: ErrorGuard<RateLimit> = /* @__PURE__ */ createGuard("RATE_LIMITED");
export const AmbiguousWriteError: ErrorGuard<AmbiguousWrite> = /* @__PURE__ */ createGuard("AMBIGUOUS_WRITE");
export const ResponseFormatError: ErrorGuard<ResponseFormat> = /* @__PURE__ */ createGuard("RESPONSE_FORMAT");
export const ResponseTooLargeError: ErrorGuard<ResponseTooLarge> = /* @__PURE__ */ createGuard("RESPONSE_TOO_LARGE");
export const PaginationError: ErrorGuard<Pagination> = /* @__PURE__ */ createGuard("PAGINATION");
export const WaitError: ErrorGuard<Wait> = /* @__PURE__ */ createGuard("WAIT_FAILED", "WAIT_TIMEOUT");
export const TimeoutError: ErrorGuard<Timeout> = /* @__PURE__ */ createGuard(
  "HEADERS_TIMEOUT",
  "BODY_TIMEOUT",
  "DEADLINE_EXCEEDED",
);

export type ClientError = Client;
export type HttpError = Http;
export type NetworkError = Network;
export type AuthError = Auth;
export type RateLimitError = RateLimit;
export type AmbiguousWriteError = AmbiguousWrite;
export type ResponseFormatError = ResponseFormat;
export type ResponseTooLargeError = ResponseTooLarge;
export type PaginationError = Pagination;
export type WaitError = Wait;
export type TimeoutError = Timeout;
