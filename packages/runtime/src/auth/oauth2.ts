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
import { AuthError, type ErrorContext, NetworkError } from "../errors/client-error.ts";
import { toNetworkError } from "../errors/network-failure.ts";
import { redact } from "../errors/redact.ts";
import { parseBaseUrl } from "../request/base-url.ts";
import { ownCopy } from "../request/own-copy.ts";
import { checkSecret } from "./credentials.ts";
import type { Token } from "./token-source.ts";

/** A client registered at an authorization server. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What {@link createClientCredentialsGrant} needs to know. */
export interface ClientCredentialsOptions extends ClientCredentials {
  /** Name of the vendor in errors. */
  readonly vendor: string;
  /** The token endpoint. */
  readonly tokenUrl: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * How long a token is used whose answer does not say how long it lives, in milliseconds.
   *
   * @default 300_000
   */
  readonly defaultLifetimeMs?: number;
}

/**
 * Obtains access tokens with the client credentials grant; credentials go in the form body.
 *
 * @throws TypeError when the id or the secret is empty or not printable ASCII, or the address cannot be used.
 * @throws AuthError, from the function returned, when the server refuses or its answer is not a token; NetworkError when no whole answer came.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export function createClientCredentialsGrant(options: ClientCredentialsOptions): () => Promise<Token> {
  const given = ownCopy(options);
  const { vendor, tokenUrl, fetch = globalThis.fetch, defaultLifetimeMs = 5 * 60_000 } = given;
  const client: Client = { client_id: checkSecret("clientId", given.clientId) };
  const clientSecret = checkSecret("clientSecret", given.clientSecret);
  // A token endpoint may have a query; everything else that a base URL must not have is refused here too.
  parseBaseUrl(tokenUrl.replace(/\?[^#]*/, ""));
  const { origin, pathname } = new URL(tokenUrl);
  const server: AuthorizationServer = { issuer: origin, token_endpoint: tokenUrl };
  const context = { vendor, operation: `POST ${pathname}`, secrets: [clientSecret] };

  return async () => {
    let status: number | undefined;
    const settings = {
      // The scheme of the address is the caller's decision; a mock has no TLS.
      [allowInsecureRequests]: true,
      [customFetch]: async (url: string, init: object) => {
        const response = await receive(fetch, url, init, context);
        status = response.status;
        return response;
      },
    };
    try {
      const authentication = ClientSecretPost(clientSecret);
      const response = await clientCredentialsGrantRequest(server, client, authentication, {}, settings);
      const token = await processClientCredentialsResponse(server, client, response);
      return {
        value: checkSecret("access_token", token.access_token),
        lifetimeMs: token.expires_in === undefined ? defaultLifetimeMs : token.expires_in * 1000,
      };
    } catch (error) {
      if (error instanceof NetworkError) throw error;
      // Not kept as the cause: oauth4webapi keeps the whole answer in its errors.
      const found = [findErrorCode(error), status !== undefined && `status ${status}`].filter(Boolean).join(", ");
      throw new AuthError(redact(`the token endpoint did not give a token (${found})`, [clientSecret]), context);
    }
  };
}

/** Sends a request and waits for the whole answer, so that one that breaks off is told from one that is wrong. */
async function receive(fetch: typeof globalThis.fetch, url: string, init: object, context: ErrorContext) {
  try {
    const { body, status, headers } = await fetch(url, init);
    return new Response(body && (await new Response(body).arrayBuffer()), { status, headers });
  } catch (cause) {
    throw toNetworkError(cause, context);
  }
}

/** The error code of RFC 6749, if the answer has one; any other text of the answer could repeat the request. */
function findErrorCode(error: unknown): string | undefined {
  const code = error instanceof ResponseBodyError ? error.error : "";
  return /^[a-z_]{1,50}$/.test(code) ? code : undefined;
}
