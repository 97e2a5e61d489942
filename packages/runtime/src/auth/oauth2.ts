import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  ClientSecretPost,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
  ResponseBodyError,
} from "oauth4webapi";
import { AuthError, type ErrorContext } from "../errors/client-error.ts";
import { toNetworkError } from "../errors/network-failure.ts";
import type { ClientOptions } from "../options.ts";
import { findRateLimiter } from "../rate-limit/shared-rate-limiter.ts";
import { parseBaseUrl } from "../request/base-url.ts";
import { ownCopy } from "../request/own-copy.ts";
import type { Attempt } from "../send/attempt.ts";
import type { Exchanged } from "../send/call-plan.ts";
import { chooseLimits } from "../send/choose-limits.ts";
import { readBody } from "../send/read-body.ts";
import { refuseUnverifiedTls } from "../send/refuse-unverified-tls.ts";
import { runAttempts } from "../send/run-attempts.ts";
import { systemClock } from "../time/clock.ts";
import { checkSecret } from "./credentials.ts";
import type { Token } from "./token-source.ts";

/** A client registered at an authorization server. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What {@link createClientCredentialsGrant} needs to know. */
export interface ClientCredentialsOptions extends ClientCredentials, Omit<ClientOptions, "baseUrl" | "headers"> {
  /** Name of the vendor in errors. */
  readonly vendor: string;
  /** The token endpoint. */
  readonly tokenUrl: string;
  /**
   * How long a token is used whose answer does not say how long it lives, in milliseconds.
   *
   * @default 300_000
   */
  readonly defaultLifetimeMs?: number;
  /** Gets the client's secret; errors are cleaned of all that it holds, such as a token that is being replaced. */
  readonly secrets?: Set<string>;
}

/**
 * Obtains access tokens with the client credentials grant; credentials go in the form body.
 *
 * Sent again as long as its vendor is away, and once after its answer was lost; never after an answer that refuses or is no token.
 *
 * @throws TypeError when the id or the secret is empty or not printable ASCII, or the address cannot be used.
 * @throws AuthError, from the function returned, when the server refuses or its answer is not a token; NetworkError when no whole answer came.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export function createClientCredentialsGrant(options: ClientCredentialsOptions): () => Promise<Token> {
  const given = ownCopy(options);
  const { vendor, tokenUrl, clock = systemClock, defaultLifetimeMs = 5 * 60_000 } = given;
  const client: Client = { client_id: checkSecret("clientId", given.clientId) };
  const clientSecret = checkSecret("clientSecret", given.clientSecret);
  // A token endpoint may have a query; everything else that a base URL must not have is refused here too.
  parseBaseUrl(tokenUrl.replace(/\?[^#]*/, ""));
  refuseUnverifiedTls({ ...given, baseUrl: tokenUrl });
  const { origin, pathname } = new URL(tokenUrl);
  const server: AuthorizationServer = { issuer: origin, token_endpoint: tokenUrl };
  const { secrets = new Set<string>() } = given;
  secrets.add(clientSecret);
  const context = { vendor, operation: `POST ${pathname}`, secrets };

  const exchange = async (attempt: Attempt): Promise<Exchanged<Token | AuthError>> => {
    const settings = {
      // The scheme of the address is the caller's decision; a mock has no TLS.
      [allowInsecureRequests]: true,
      [customFetch]: (url: string, init: object) => receive(given, url, init, attempt, context),
    };
    const authentication = ClientSecretPost(clientSecret);
    const response = await clientCredentialsGrantRequest(server, client, authentication, {}, settings);
    const value = await readToken(server, client, response, context);
    if (value instanceof AuthError) return { value, failed: true, status: response.status, response };
    const token = { value: value.access_token, lifetimeMs: (value.expires_in ?? defaultLifetimeMs / 1000) * 1000 };
    return { value: token, failed: false, status: response.status, response };
  };

  return async () => {
    const token = await runAttempts<Token | AuthError>({
      context,
      origin,
      budget: `${origin} token`,
      clock,
      rateLimiter: given.rateLimiter ?? findRateLimiter(clock),
      onEvent: given.onEvent,
      path: pathname,
      limit: { key: `${vendor} ${origin} token`, intervalMs: 0, burst: 1 },
      limits: chooseLimits(given, given),
      exchange,
      ...TOKEN_PLAN,
    });
    if (token instanceof AuthError) throw token;
    return token;
  };
}

/** What all token calls have in common. */
const TOKEN_PLAN = {
  method: "POST",
  operationClass: "token",
  loadSendRules: undefined,
  renew: undefined,
  // Belongs to everybody who waits for the token.
  signal: undefined,
  isRepeatable: true,
  isUntimed: false,
  describe: () => ({}),
} as const;

/** The token of an answer, or why it is none. */
async function readToken(server: AuthorizationServer, client: Client, response: Response, context: ErrorContext) {
  const { status } = response;
  try {
    const token = await processClientCredentialsResponse(server, client, response);
    return { ...token, access_token: checkSecret("access_token", token.access_token) };
  } catch (error) {
    // Not kept as the cause: oauth4webapi keeps the whole answer in its errors.
    const found = [findErrorCode(error), `status ${status}`].filter(Boolean).join(", ");
    const retryable = status === 429 || status >= 500;
    return new AuthError(`the token endpoint did not give a token (${found})`, { ...context, retryable }, { status });
  }
}

/** Sends a request and reads the whole answer, so that one that breaks off is told from one that is wrong. */
async function receive(
  { fetch = globalThis.fetch, maxBodyBytes }: ClientCredentialsOptions,
  url: string,
  init: object,
  attempt: Attempt,
  context: ErrorContext,
): Promise<Response> {
  attempt.phase = "sending";
  const { signal } = attempt;
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, signal });
  } catch (cause) {
    throw toNetworkError(cause, context);
  }
  attempt.phase = "reading";
  const { body, status, headers } = answer;
  const content = body && new Blob(await readBody(answer, body, { maxBodyBytes, signal, context }));
  return new Response(content && (await content.arrayBuffer()), { status, headers });
}

/** The error code of RFC 6749, if the answer has one; any other text of the answer could repeat the request. */
function findErrorCode(error: unknown): string | undefined {
  const code = error instanceof ResponseBodyError ? error.error : "";
  return /^[a-z_]{1,50}$/.test(code) ? code : undefined;
}
