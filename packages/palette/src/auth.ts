import {
  type Authenticate,
  type Clock,
  checkSecret,
  type EventListener,
  exceptFor,
  type LoginAnswer,
  type Result,
  withHeader,
  withLater,
} from "@vendor-clients/runtime";
import { isPublicOperation } from "./public-operations.ts";

/** Life of a token from `POST /v1/auth/authenticate`. @see https://docs.spectrocloud.com/api/introduction/#authentication */
const TOKEN_LIFETIME_MS = 15 * 60_000;

/** How a Palette client proves who it is: an API key, or the login of a user. */
export type PaletteCredentials =
  | {
      /** API key of the Palette console; sent in the header `ApiKey`. */
      readonly apiKey: string;
    }
  | {
      /** Login of a user; exchanged for a token of 15 minutes that is renewed before it ends. */
      readonly login: PaletteLogin;
    };

/** Login of a user. */
export interface PaletteLogin {
  readonly emailId: string;
  readonly password: string;
  /** Name of the organisation; needed by users who belong to several. */
  readonly org?: string;
}

/** What the client lends to its credentials. */
export interface PaletteAuthSetup {
  /** Gets every secret added, those included that Palette hands out. */
  readonly secrets: Set<string>;
  /** Sends a login the way of all requests. */
  readonly sendLogin: (login: PaletteLogin) => Promise<Result<unknown, unknown>>;
  readonly clock?: Clock | undefined;
  readonly onEvent?: EventListener | undefined;
}

/**
 * Turns credentials into something that signs requests, and adds every secret to the list that errors are cleaned by.
 *
 * @throws TypeError when there is no credential, or one that a header cannot carry. The message never repeats it.
 */
export function createPaletteAuth(credentials: PaletteCredentials, setup: PaletteAuthSetup): Authenticate {
  return exceptFor(isPublicOperation, createSigner(credentials, setup));
}

function createSigner(credentials: PaletteCredentials, setup: PaletteAuthSetup): Authenticate {
  const { secrets, sendLogin } = setup;
  const { apiKey, login } = credentials as { apiKey?: string; login?: PaletteLogin };
  if (apiKey !== undefined && login === undefined) {
    secrets.add(checkSecret("apiKey", apiKey));
    return withHeader("ApiKey", apiKey);
  }
  if (apiKey !== undefined || !login?.emailId || !login.password) {
    throw new TypeError(
      'Cannot create the Palette client: expected either "apiKey" or "login" with "emailId" and "password"',
    );
  }
  secrets.add(login.password);
  // Not by `GET /v1/auth/refresh/{token}`: in an address, the token would stand in the log of every proxy, and the password is at hand anyway.
  return withLater(async () => {
    // Loaded when it is needed, so that who brings a key does not carry it.
    const { createLoginToken, withToken } = await import("@vendor-clients/runtime/tokens");
    const source = createLoginToken({
      ...setup,
      vendor: "palette",
      operation: "POST /v1/auth/authenticate",
      send: () => sendLogin(login),
      readToken,
    });
    // The vendor wants the bare token: a "Bearer" in front of it is refused.
    return withToken("Authorization", source);
  });
}

function readToken(answer: unknown): LoginAnswer {
  const { Authorization: value, isMfa } = (answer ?? {}) as { Authorization?: unknown; isMfa?: unknown };
  if (isMfa === true) return { hint: "the user has to confirm with a second factor; use an API key" };
  return { value, lifetimeMs: TOKEN_LIFETIME_MS };
}
