import { AuthError, type ErrorContext } from "../errors/client-error.ts";
import { toHttpError } from "../errors/to-call-error.ts";
import type { Failed, Result } from "../options.ts";
import { isHeaderText } from "./header-text.ts";
import { createTokenSource, type TokenSource, type TokenSourceOptions } from "./token-source.ts";

/** What the answer to a login turned out to hold. */
export interface LoginAnswer {
  /** The token; anything but a text that a header can carry counts as none. */
  readonly value?: unknown;
  /** Time left when it was issued, in milliseconds; absent when it never expires. */
  readonly lifetimeMs?: number | undefined;
  /** Why there is no token or what to do then; told when there is none. */
  readonly hint?: string;
}

/** How a login becomes a token. */
export interface LoginTokenOptions extends Omit<TokenSourceOptions, "obtain"> {
  /** Name of the vendor in errors. */
  readonly vendor: string;
  /** Method and path template of the login, for errors. */
  readonly operation: string;
  /** Sends the login, without the credentials that come of it. */
  readonly send: () => Promise<Result<unknown, unknown>>;
  /** Finds the token in the answer. */
  readonly readToken: (data: unknown, response: Response) => LoginAnswer;
}

/**
 * Keeps the token of a login, obtained by the first call and renewed by logging in again.
 *
 * @throws AuthError, from the source returned, when the login fails or its answer holds no token; NetworkError when no answer came.
 */
export function createLoginToken(options: LoginTokenOptions): TokenSource {
  return createTokenSource({
    ...options,
    async obtain() {
      const answer = await options.send();
      if (answer.error !== undefined) throw toLoginError(answer as Failed<unknown>, options);
      const { value, lifetimeMs, hint = "" } = options.readToken(answer.data, answer.response);
      if (isHeaderText(value)) return { value, lifetimeMs };
      throw new AuthError(`the login's answer held no token${hint && `; ${hint}`}`, options);
    },
  });
}

/**
 * The failure of a login that the vendor answered with one: what the answer said and, as the `cause`, the HttpError; may pass when its
 * status may, unless the context says otherwise.
 */
export function toLoginError(failed: Failed<unknown>, context: ErrorContext, advice = ""): AuthError {
  const cause = toHttpError(failed);
  const { retryable = cause.retryable } = context;
  const found = `the login failed with status ${cause.status}${advice && `; ${advice}`}`;
  return new AuthError(found, { ...context, cause, retryable }, cause);
}
