import {
  type Authenticate,
  type Clock,
  type EventListener,
  exceptFor,
  type Failed,
  ownCopy,
  type Result,
  type Token,
  withHeader,
} from "@vendor-clients/runtime";
import { AuthError } from "@vendor-clients/runtime/errors";
import { createTokenSource, toLoginError, withToken } from "@vendor-clients/runtime/tokens";
import { createLoginGate, LOGIN_CONTEXT } from "./login-gate.ts";
import { isLoginRefused, LOGIN_OPERATION } from "./quirks.ts";

const HOUR_MS = 60 * 60_000;

/** How a client of an edge host proves who it is: the login of a user, or a token. */
export type EdgeHostCredentials =
  | {
      /** Login of a user of the operating system; exchanged for a token that is renewed before it ends. */
      readonly login: EdgeHostLogin;
    }
  | {
      /** A token that was obtained elsewhere; never renewed. */
      readonly token: string;
    };

/** Login of a user of the operating system. */
export interface EdgeHostLogin {
  readonly username: string;
  readonly password: string;
  /**
   * Whether a token lives 24 hours instead of 2.
   *
   * @default false
   */
  readonly extendedSession?: boolean;
}

/** What the client lends to its credentials. */
export interface EdgeHostAuthSetup {
  /** Gets every secret added, those included that the host hands out. */
  readonly secrets: Set<string>;
  /** Sends a login the way of all requests. */
  readonly sendLogin: (login: EdgeHostLogin) => Promise<Result<unknown, unknown>>;
  readonly clock?: Clock | undefined;
  readonly onEvent?: EventListener | undefined;
}

/**
 * Turns credentials into something that signs requests with the cookie `Authorization`.
 *
 * A login whose credentials the host refused is never sent again by this client, and one that failed otherwise only after growing pauses,
 * because repeated failures lock the account.
 *
 * @throws TypeError when there is no credential, or one that a cookie cannot carry. The message never repeats it.
 */
export function createEdgeHostAuth(credentials: EdgeHostCredentials, setup: EdgeHostAuthSetup): Authenticate {
  return exceptFor((operation) => operation === LOGIN_OPERATION, createSigner(credentials, setup));
}

const PREFIX = "Authorization=";

function createSigner(credentials: EdgeHostCredentials, setup: EdgeHostAuthSetup): Authenticate {
  const { token, login } = credentials as { token?: unknown; login?: Partial<EdgeHostLogin> };
  if (token !== undefined && login === undefined) {
    if (!isCookieValue(token)) throw new TypeError("Cannot use token: expected characters that a cookie can carry");
    setup.secrets.add(token);
    return withHeader("Cookie", PREFIX + token);
  }
  const { username, password, extendedSession = false } = ownCopy(login ?? {});
  if (token !== undefined || !username || !password) {
    throw new TypeError(
      'Cannot create the edge host client: expected either "token" or "login" with "username" and "password"',
    );
  }
  setup.secrets.add(password);
  const obtain = createLoginGate(createLogin({ username, password, extendedSession }, setup), setup.clock);
  const source = createTokenSource({ ...setup, ...LOGIN_CONTEXT, obtain });
  return withToken("Cookie", source, PREFIX);
}

const LOCK_OUT =
  "this client does not log in again, because repeated failures lock the account: create a new one with the right credentials";

/** Logs in once. */
function createLogin(login: EdgeHostLogin, { sendLogin }: EdgeHostAuthSetup): () => Promise<Token> {
  return async () => {
    const answer = await sendLogin(login);
    if (answer.error === undefined) return readToken(answer.data, login.extendedSession);
    const isFinal = isLoginRefused(answer.response.status, answer.error);
    const context = { ...LOGIN_CONTEXT, retryable: !isFinal };
    throw toLoginError(answer as Failed<unknown>, context, isFinal ? LOCK_OUT : "");
  };
}

function readToken(answer: unknown, extendedSession = false): Token {
  const { Token: holder } = (answer ?? {}) as { Token?: { Authorization?: unknown } | null };
  const value = holder?.Authorization;
  if (isCookieValue(value)) return { value, lifetimeMs: (extendedSession ? 24 : 2) * HOUR_MS };
  const found = "the login's answer held no token; expected one that a cookie can carry";
  throw new AuthError(found, { ...LOGIN_CONTEXT, retryable: true });
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
function isCookieValue(value: unknown): value is string {
  return typeof value === "string" && /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(value);
}
