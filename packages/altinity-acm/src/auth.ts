import {
  type Authenticate,
  type Clock,
  checkSecret,
  type EventListener,
  exceptFor,
  type LoginAnswer,
  type Result,
  withHeader,
  withKnownEnd,
} from "@vendor-clients/runtime";
import { createLoginToken, withToken } from "@vendor-clients/runtime/tokens";
import { PUBLIC_OPERATIONS } from "./quirks.ts";

/** Life of a key when nobody sets another. @see https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/ */
const TOKEN_LIFETIME_MS = 24 * 60 * 60_000;

/** How an ACM client proves who it is: an API key, or the login of a user. */
export type AcmCredentials =
  | {
      /** API key of the page My Account; dies after 24 hours unless set otherwise there. */
      readonly apiKey: string;
      /**
       * When the key ends, as the page My Account shows it; a text with its zone, such as `2030-01-31T12:00:00Z`. The client tells an hour
       * before by an event of type `credentials`.
       */
      readonly apiKeyExpiresAt?: Date | string;
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

/** What the client lends to its credentials. */
export interface AcmAuthSetup {
  /** Gets every secret added, those included that ACM hands out. */
  readonly secrets: Set<string>;
  /** Sends a login the way of all requests. */
  readonly sendLogin: (login: AcmLogin) => Promise<Result<unknown, unknown>>;
  readonly clock?: Clock | undefined;
  readonly onEvent?: EventListener | undefined;
}

/**
 * Turns credentials into something that signs requests, and adds every secret to the list that errors are cleaned by.
 *
 * @throws TypeError when there is no credential, or one that a header cannot carry. The message never repeats it.
 */
export function createAcmAuth(credentials: AcmCredentials, setup: AcmAuthSetup): Authenticate {
  return exceptFor((operation) => PUBLIC_OPERATIONS.has(operation), createSigner(credentials, setup));
}

const HEADER = "X-Auth-Token";

interface AnyCredentials {
  readonly apiKey?: string;
  readonly apiKeyExpiresAt?: Date | string;
  readonly login?: Partial<AcmLogin>;
}

function createSigner(credentials: AcmCredentials, setup: AcmAuthSetup): Authenticate {
  const { secrets, sendLogin } = setup;
  const { apiKey, apiKeyExpiresAt, login } = credentials as AnyCredentials;
  if (apiKey !== undefined && login === undefined) {
    secrets.add(checkSecret("apiKey", apiKey));
    const sign = withHeader(HEADER, apiKey);
    if (apiKeyExpiresAt === undefined) return sign;
    return withKnownEnd(sign, {
      ...setup,
      vendor: "altinity-acm",
      name: "apiKeyExpiresAt",
      expiresAt: apiKeyExpiresAt,
    });
  }
  const { email, password } = login ?? {};
  if (apiKey !== undefined || !email || !password) {
    throw new TypeError(
      'Cannot create the ACM client: expected either "apiKey" or "login" with "email" and "password"',
    );
  }
  secrets.add(password);
  const send = () => sendLogin({ email, password });
  const operation = "POST /login";
  return withToken(HEADER, createLoginToken({ ...setup, vendor: "altinity-acm", operation, send, readToken }));
}

/** The token of a login's answer: the text itself, or the field `token` of the user. */
function readToken(answer: unknown): LoginAnswer {
  const value = typeof answer === "string" ? answer : ((answer ?? {}) as { token?: unknown }).token;
  return { value, lifetimeMs: TOKEN_LIFETIME_MS, hint: "a user with a second factor needs an API key" };
}
