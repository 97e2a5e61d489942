import {
  type AuthenticatedClient,
  type ClientOptions,
  createRestClient,
  ownCopy,
  type RestClientConfig,
  shareOptions,
  withAuth,
} from "@vendor-clients/runtime";
import { createEdgeHostAuth, type EdgeHostCredentials } from "./auth.ts";
import { explodeQueryLists } from "./generated/query-style.ts";
import type { EdgeHostApi } from "./generated/types.ts";
import { describeEdgeHostFailure } from "./quirks.ts";
import { createTlsFetch, type EdgeHostTls } from "./tls.ts";

/** Options of {@link createEdgeHostClient}. */
export type EdgeHostOptions = ClientOptions &
  EdgeHostCredentials & {
    /** Address of the device, such as `https://10.0.0.5:5080`. */
    readonly baseUrl: string;
    /**
     * Whom this client trusts, for this client only. Node.js only, and not together with `fetch`.
     *
     * @default the authorities of the system
     */
    readonly tls?: EdgeHostTls;
  };

/** A client of one edge host; its calls are typed by the vendor's document. */
export interface EdgeHostClient extends EdgeHostApi, AuthenticatedClient {}

/**
 * Creates a client of the local API of one Palette edge host.
 *
 * @throws TypeError when the base URL, the credentials or the trust cannot be used.
 * @example
 * const host = createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", login: { username, password }, tls: { ca } });
 * const { data, error } = await host.GET("/v1/edge-mgmt/edgehosts/current");
 * @see https://docs.spectrocloud.com/api/introduction/
 */
export function createEdgeHostClient(options: EdgeHostOptions): EdgeHostClient {
  const given = ownCopy(options);
  const { baseUrl } = given;
  const fetch = chooseFetch(given);
  const secrets = new Set<string>();
  const shared: RestClientConfig = {
    vendor: "edge-host",
    baseUrl,
    ...shareOptions(given),
    ...(fetch && { fetch }),
    // A trust of its own is checked whatever the environment says.
    ...(given.tls && { allowUnverifiedTlsFromEnvironment: true }),
    secrets,
    explodeQueryLists,
    loadPageStyles: async () => (await import("./pagination.ts")).pageStyles,
    describeFailure: describeEdgeHostFailure,
    loadSendRules: async () => (await import("./send-rules.ts")).sendRules,
    loadOperations: async () => (await import("./generated/operations.ts")).operations,
  };
  const anonymous = createRestClient(shared) as EdgeHostApi;
  const authenticate = createEdgeHostAuth(given, {
    ...shared,
    secrets,
    sendLogin: ({ username, password, extendedSession = false }) =>
      // The host sets a session cookie unless it is told not to; this client sends its own.
      anonymous.POST("/v1/users/default/login", {
        params: { query: { setCookie: false, extendedSession } },
        body: { username, password },
        // Sent once, whatever happens: failures add up to a lock-out, and nobody can tell a lost answer from a refusal.
        operationClass: "safe",
        maxAttempts: 1,
      }),
  });
  return withAuth(createRestClient({ ...shared, authenticate }) as EdgeHostApi, authenticate);
}

function chooseFetch({ fetch, tls, baseUrl }: EdgeHostOptions): typeof globalThis.fetch | undefined {
  if (tls === undefined) return fetch;
  if (fetch) throw new TypeError('Cannot create the edge host client: expected either "fetch" or "tls", found both');
  return createTlsFetch(tls, baseUrl);
}
