import {
  AuthError,
  type Authenticate,
  checkSecret,
  createTokenSource,
  type MonotonicClock,
  type OutgoingRequest,
} from "@vendor-clients/runtime";
import { PUBLIC_OPERATIONS } from "./quirks.ts";

/** Life of a key when nobody sets another. @see https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/ */
const TOKEN_LIFETIME_MS = 24 * 60 * 60_000;

/** How an ACM client proves who it is: an API key, or the login of a user. */
export type AcmCredentials =
  | {
      /** API key of the page My Account; dies after 24 hours unless set otherwise there. */
      readonly apiKey: string;
    }
  | {
      /** Login of a user; exchanged for a token of 24 hours that is renewed before it ends. */
      readonly login: AcmLogin;
    };

/** Login of a user of Altinity.Cloud, not of a ClickHouse cluster. */
export interface AcmLogin {
  readonly email: string;
  readonly password: string;
}

/** Sends a login and returns what the answer's envelope held; given by the client, so that it goes the way of all requests. */
export type SendLogin = (login: AcmLogin) => Promise<unknown>;

/**
 * Turns credentials into something that signs requests, and adds every secret to the list that errors are cleaned by.
 *
 * @throws TypeError when there is no credential, or one that a header cannot carry. The message never repeats it.
 */
export function createAcmAuth(
  credentials: AcmCredentials,
  secrets: Set<string>,
  sendLogin: SendLogin,
  clock?: MonotonicClock,
): Authenticate {
  const getToken = createTokenGetter(credentials, secrets, sendLogin, clock);
  return (request) => {
    if (PUBLIC_OPERATIONS.has(request.operation)) return;
    const sign = (token: string) => request.headers.set("X-Auth-Token", token);
    const token = getToken(request);
    return typeof token === "string" ? sign(token) : token.then(sign);
  };
}

function createTokenGetter(
  credentials: AcmCredentials,
  secrets: Set<string>,
  sendLogin: SendLogin,
  clock: MonotonicClock | undefined,
): (request: OutgoingRequest) => string | Promise<string> {
  const { apiKey, login } = credentials as { apiKey?: string; login?: Partial<AcmLogin> };
  if (apiKey !== undefined && login === undefined) {
    secrets.add(checkSecret("apiKey", apiKey));
    return () => apiKey;
  }
  const { email, password } = login ?? {};
  if (apiKey !== undefined || !email || !password) {
    throw new TypeError(
      'Cannot create the ACM client: expected either "apiKey" or "login" with "email" and "password"',
    );
  }
  secrets.add(password);
  const source = createTokenSource({
    obtain: async () => {
      const value = readToken(await sendLogin({ email, password }));
      secrets.add(value);
      return { value, lifetimeMs: TOKEN_LIFETIME_MS };
    },
    ...(clock && { clock }),
  });
  return ({ signal }) => source.get(signal);
}

/** The token of a login's answer: the text itself, or the field `token` of the user. */
function readToken(answer: unknown): string {
  const token = typeof answer === "string" ? answer : ((answer ?? {}) as { token?: unknown }).token;
  if (typeof token === "string" && token !== "") return checkSecret("the token of the login", token);
  throw new AuthError("the login's answer held no token; a user with a second factor needs an API key", {
    vendor: "altinity-acm",
    operation: "POST /login",
  });
}
