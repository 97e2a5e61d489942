import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  ClientSecretPost,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
} from "oauth4webapi";
import { AuthError } from "../errors/client-error.ts";
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
}

/**
 * Obtains access tokens with the client credentials grant; credentials go in the form body.
 *
 * @throws TypeError when the id or the secret is empty or not printable ASCII.
 * @throws AuthError, from the function returned, when the server refuses or its answer is not a token.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export function createClientCredentialsGrant(options: ClientCredentialsOptions): () => Promise<Token> {
  const { vendor, tokenUrl } = options;
  const client: Client = { client_id: checkSecret("clientId", options.clientId) };
  const authentication = ClientSecretPost(checkSecret("clientSecret", options.clientSecret));
  const server: AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const settings = {
    // The base URL's scheme is the caller's decision and was checked there; a mock has no TLS.
    [allowInsecureRequests]: true,
    [customFetch]: ((url, init) => (options.fetch ?? globalThis.fetch)(url, init as RequestInit)) as (
      url: string,
      init: object,
    ) => Promise<Response>,
  };
  const context = { vendor, operation: `POST ${new URL(tokenUrl).pathname}` };

  return async () => {
    try {
      const response = await clientCredentialsGrantRequest(server, client, authentication, {}, settings);
      const token = await processClientCredentialsResponse(server, client, response);
      return {
        value: token.access_token,
        lifetimeMs: token.expires_in === undefined ? undefined : token.expires_in * 1000,
      };
    } catch (error) {
      // Not kept as the cause: oauth4webapi keeps the whole answer in its errors.
      throw new AuthError(`the token endpoint did not give a token (${describe(error)})`, context);
    }
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown failure";
  const { error: code, status } = error as { error?: unknown; status?: unknown };
  return typeof code === "string"
    ? `${code}, status ${status}`
    : typeof status === "number"
      ? `status ${status}`
      : error.name;
}
