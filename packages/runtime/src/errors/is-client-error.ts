import type { AmbiguousWriteError } from "./ambiguous-write-error.ts";
import { BRAND } from "./brand.ts";
import type { AuthError, ClientError, NetworkError, ResponseFormatError } from "./client-error.ts";
import type { HttpError } from "./http-error.ts";
import type { PaginationError } from "./pagination-error.ts";
import type { RateLimitError } from "./rate-limit-error.ts";
import type { ResponseTooLargeError } from "./response-too-large-error.ts";
import type { TimeoutCode, TimeoutError } from "./timeout-error.ts";
import type { WaitCode, WaitError } from "./wait-error.ts";

/** The class that each code belongs to. */
export type ClientErrorByCode = {
  readonly HTTP_ERROR: HttpError;
  readonly NETWORK_ERROR: NetworkError;
  readonly AMBIGUOUS_WRITE: AmbiguousWriteError;
  readonly RESPONSE_FORMAT: ResponseFormatError;
  readonly RESPONSE_TOO_LARGE: ResponseTooLargeError;
  readonly AUTH_FAILED: AuthError;
  readonly RATE_LIMITED: RateLimitError;
  readonly PAGINATION: PaginationError;
} & { readonly [Code in TimeoutCode]: TimeoutError } & { readonly [Code in WaitCode]: WaitError };

/** Codes of all errors of a client. */
export type ClientErrorCode = keyof ClientErrorByCode;

/**
 * Whether something thrown is an error of a client, and has the code when one is given.
 *
 * Unlike `instanceof`, it also knows the errors of another copy of this package, such as a bundler or two versions leave behind.
 *
 * @example
 * if (isClientError(error, "AMBIGUOUS_WRITE")) console.warn(error.reconcile);
 */
export function isClientError<Code extends ClientErrorCode>(
  error: unknown,
  code: Code,
): error is ClientErrorByCode[Code] & ClientError<Code>;
export function isClientError(error: unknown): error is ClientErrorByCode[ClientErrorCode];
export function isClientError(error: unknown, code?: ClientErrorCode): boolean {
  if (typeof error !== "object" || error === null || Reflect.get(error, BRAND) !== true) return false;
  return code === undefined || Reflect.get(error, "code") === code;
}
