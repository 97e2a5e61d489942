import {
  type Authenticate,
  type ClientOptions,
  checkSecret,
  type PreparedCall,
  parseBaseUrl,
  type Token,
  withHeader,
} from "@vendor-clients/runtime";
import { createTokenSource, withToken } from "@vendor-clients/runtime/tokens";

/** How an Imply client proves who it is: a token, or an API client whose tokens it obtains. */
export type ImplyCredentials =
  | {
      /** An access token that was obtained elsewhere; never renewed, and by default valid for 5 minutes only. */
      readonly token: string;
      /** Where `requestToken` is sent; without it that operation is refused. */
      readonly tokenUrl?: string;
      readonly clientId?: never;
      readonly clientSecret?: never;
    }
  | {
      /** Id of an API client of the console; exchanged for tokens that are renewed a minute before they end. */
      readonly clientId: string;
      readonly clientSecret: string;
      /**
       * The token endpoint of your organisation's realm. No default: the vendor does not say where Hybrid's stands.
       *
       * @see https://docs.imply.io/latest/sso-oauth-client/
       */
      readonly tokenUrl: string;
      readonly token?: never;
    };

/** What the client lends to its credentials. */
export interface ImplyAuthSetup extends Omit<ClientOptions, "baseUrl"> {
  /** Gets every secret added, those included that the vendor hands out. */
  readonly secrets: Set<string>;
}

/**
 * Turns credentials into something that signs requests.
 *
 * @throws TypeError when there are none, two kinds or half of one, or when a header cannot carry them. The message never repeats them.
 */
export function createImplyAuth(credentials: ImplyCredentials, setup: ImplyAuthSetup): Authenticate {
  const { token, clientId, clientSecret } = credentials;
  const isApiClient = clientId !== undefined || clientSecret !== undefined;
  if ((token !== undefined) === isApiClient) {
    const found = isApiClient ? "both" : "neither";
    throw new TypeError(
      `Cannot create the Imply client: expected "token", or "clientId", "clientSecret" and "tokenUrl", found ${found}`,
    );
  }
  if (!isApiClient) {
    const fixed = checkSecret("token", token);
    setup.secrets.add(fixed);
    return withHeader("Authorization", `Bearer ${fixed}`);
  }
  const source = createTokenSource({ ...setup, ...createGrant(credentials, setup), vendor: "imply" });
  return withToken("Authorization", source, "Bearer ");
}

/**
 * Checks the address of a token endpoint.
 *
 * @throws TypeError when it is not absolute http or https, or holds more than host and path. The message never repeats it.
 */
export function checkTokenUrl(tokenUrl: unknown): string {
  if (tokenUrl === undefined) {
    throw new TypeError(
      'Cannot create the Imply client: expected "tokenUrl" beside "clientId", because the vendor publishes no token address for ' +
        "Hybrid; Polaris, its sibling, has https://id.imply.io/auth/realms/{organization}/protocol/openid-connect/token, and " +
        "yours should differ in host and realm only",
    );
  }
  try {
    return parseBaseUrl(tokenUrl as string);
  } catch {
    throw new TypeError("Cannot use tokenUrl: expected http or https with host and path only");
  }
}

/** Keeps the client secret of a token request that a caller makes out of errors. */
export function rememberTokenRequest({ init }: PreparedCall, secrets: Set<string>): undefined {
  const secret = init.body instanceof URLSearchParams ? init.body.get("client_secret") : null;
  if (secret) secrets.add(secret);
}

function createGrant(credentials: ImplyCredentials, setup: ImplyAuthSetup) {
  const client = {
    ...setup,
    vendor: "imply",
    clientId: checkSecret("clientId", credentials.clientId),
    clientSecret: checkSecret("clientSecret", credentials.clientSecret),
    tokenUrl: checkTokenUrl(credentials.tokenUrl),
  };
  setup.secrets.add(client.clientSecret);
  return {
    operation: `POST ${new URL(client.tokenUrl).pathname}`,
    async obtain(): Promise<Token> {
      // Loaded when it is needed, so that who brings a token does not carry it.
      const { createClientCredentialsGrant } = await import("@vendor-clients/runtime/oauth2");
      return createClientCredentialsGrant(client)();
    },
  };
}
