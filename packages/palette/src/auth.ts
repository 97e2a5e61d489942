import {
  AuthError,
  type Authenticate,
  checkSecret,
  type MonotonicClock,
  type Result,
  type TokenSource,
  unwrap,
  withHeader,
} from "@vendor-clients/runtime";

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

/** Sends a login; given by the client, so that it goes the way of all requests. */
export type SendLogin = (login: PaletteLogin) => Promise<Result<unknown, unknown>>;

/**
 * Turns credentials into something that signs requests, and adds every secret to the list that errors are cleaned by.
 *
 * @throws TypeError when there is no credential, or one that a header cannot carry. The message never repeats it.
 */
export function createPaletteAuth(
  credentials: PaletteCredentials,
  secrets: Set<string>,
  sendLogin: SendLogin,
  clock?: MonotonicClock,
): Authenticate {
  if ("apiKey" in credentials && credentials.apiKey !== undefined) {
    const apiKey = checkSecret("apiKey", credentials.apiKey);
    secrets.add(apiKey);
    return withHeader("ApiKey", apiKey);
  }
  const login = "login" in credentials ? credentials.login : undefined;
  if (!login?.emailId || !login.password) {
    throw new TypeError('Cannot create the Palette client: expected "apiKey" or "login" with "emailId" and "password"');
  }
  secrets.add(login.password);
  const openSource = async () => {
    // Most clients have a key; only those that log in load what logging in takes.
    const { createTokenSource } = await import("@vendor-clients/runtime/login");
    return createTokenSource({
      obtain: async () => {
        const value = readToken(unwrap(await sendLogin(login)));
        secrets.add(value);
        return { value, lifetimeMs: TOKEN_LIFETIME_MS };
      },
      ...(clock && { clock }),
    });
  };
  let source: Promise<TokenSource> | undefined;
  return async (request) => {
    source ??= openSource();
    // The vendor wants the bare token: a "Bearer" in front of it is refused.
    request.headers.set("Authorization", await (await source).get(request.signal));
  };
}

function readToken(answer: unknown): string {
  const { Authorization: token, isMfa } = (answer ?? {}) as { Authorization?: unknown; isMfa?: unknown };
  if (typeof token === "string" && token !== "" && isMfa !== true) return checkSecret("the token of the login", token);
  const found =
    isMfa === true ? "the user has to confirm with a second factor; use an API key" : "the answer held no token";
  throw new AuthError(found, { vendor: "palette", operation: "POST /v1/auth/authenticate" });
}
