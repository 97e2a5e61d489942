import {
  AuthError,
  type Authenticate,
  createTokenSource,
  type MonotonicClock,
  type OutgoingRequest,
  type Result,
  unwrap,
} from "@vendor-clients/runtime";
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
  readonly clock: MonotonicClock | undefined;
}

/**
 * Turns credentials into something that signs requests with the cookie `Authorization`.
 *
 * A login that the host refused is never sent again by this client, because repeated ones lock the account.
 *
 * @throws TypeError when there is no credential, or one that a cookie cannot carry. The message never repeats it.
 */
export function createEdgeHostAuth(credentials: EdgeHostCredentials, setup: EdgeHostAuthSetup): Authenticate {
  const getToken = createTokenGetter(credentials, setup);
  return (request) => {
    if (request.operation === LOGIN_OPERATION) return;
    const sign = (token: string) => request.headers.set("Cookie", `Authorization=${token}`);
    const token = getToken(request);
    return typeof token === "string" ? sign(token) : token.then(sign);
  };
}

type GetToken = (request: OutgoingRequest) => string | Promise<string>;

function createTokenGetter(credentials: EdgeHostCredentials, setup: EdgeHostAuthSetup): GetToken {
  const { token, login } = credentials as { token?: unknown; login?: Partial<EdgeHostLogin> };
  if (token !== undefined && login === undefined) {
    if (!isCookieValue(token)) throw new TypeError("Cannot use token: expected characters that a cookie can carry");
    setup.secrets.add(token);
    return () => token;
  }
  const { username, password, extendedSession = false } = login ?? {};
  if (token !== undefined || !username || !password) {
    throw new TypeError(
      'Cannot create the edge host client: expected either "token" or "login" with "username" and "password"',
    );
  }
  setup.secrets.add(password);
  const logIn = createLogin({ username, password, extendedSession }, setup);
  const lifetimeMs = (extendedSession ? 24 : 2) * HOUR_MS;
  const source = createTokenSource({
    obtain: async () => ({ value: await logIn(), lifetimeMs }),
    ...(setup.clock && { clock: setup.clock }),
  });
  return ({ signal }) => source.get(signal);
}

const LOCK_OUT =
  "; this client does not log in again, because repeated failures lock the account: create a new one with the right credentials";

/** Logs in until the host refuses the credentials once; from then on fails with the same error without asking it. */
function createLogin(login: EdgeHostLogin, { sendLogin, secrets }: EdgeHostAuthSetup): () => Promise<string> {
  let refusal: AuthError | undefined;
  return async () => {
    if (refusal) throw refusal;
    const answer = await sendLogin(login);
    if (answer.error === undefined) {
      const token = readToken(answer.data);
      secrets.add(token);
      return token;
    }
    const { status } = answer.response;
    const isRefused = isLoginRefused(status);
    const failure = toAuthError(`the login failed with status ${status}${isRefused ? LOCK_OUT : ""}`, answer);
    if (isRefused) refusal = failure;
    throw failure;
  };
}

function readToken(answer: unknown): string {
  const { Token: holder } = (answer ?? {}) as { Token?: { Authorization?: unknown } | null };
  const token = holder?.Authorization;
  if (isCookieValue(token)) return token;
  throw toAuthError("the login's answer held no token that a cookie can carry");
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
function isCookieValue(value: unknown): value is string {
  return typeof value === "string" && /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(value);
}

function toAuthError(found: string, answer?: Result<unknown, unknown>): AuthError {
  return new AuthError(found, {
    vendor: "edge-host",
    operation: LOGIN_OPERATION,
    cause: answer && toHttpError(answer),
  });
}

function toHttpError(answer: Result<unknown, unknown>): unknown {
  try {
    return unwrap(answer);
  } catch (error) {
    return error;
  }
}
