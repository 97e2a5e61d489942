import {
  type AuthenticatedClient,
  type CallInit,
  type ClientOptions,
  createRestClient,
  ownCopy,
  type RestClientConfig,
  shareOptions,
  withAuth,
} from "@vendor-clients/runtime";
import { checkTokenUrl, createImplyAuth, type ImplyCredentials, rememberTokenRequest } from "./auth.ts";
import { explodeQueryLists } from "./generated/query-style.ts";
import type { ImplyApi } from "./generated/types.ts";
import { describeImplyFailure, prepareImplyCall, TOKEN_OPERATION, toIdentityUrl, toManagerUrl } from "./quirks.ts";

/** Where a customer's Manager is: its domain, or its whole address. */
export type ImplyAddress =
  | {
      /** First label of your console's host: `acme` for `acme.implycloud.com`. */
      readonly vanityDomain: string;
      readonly baseUrl?: never;
    }
  | {
      /** Address of the API with its path, such as `https://acme.implycloud.com/api/v1`. */
      readonly baseUrl: string;
      readonly vanityDomain?: never;
    };

/** Options of {@link createImplyClient}. */
export type ImplyOptions = Omit<ClientOptions, "baseUrl"> & ImplyAddress & ImplyCredentials;

/** A client of the Imply Cloud Manager; its calls are typed by the document of this repository. */
export interface ImplyClient extends ImplyApi, AuthenticatedClient {}

/**
 * Creates a client of one customer's Imply Cloud Manager.
 *
 * @throws TypeError when the address or the credentials cannot be used.
 * @example
 * const imply = createImplyClient({ vanityDomain: "acme", clientId, clientSecret, tokenUrl });
 * const { data, error } = await imply.GET("/clusters");
 * @see https://docs.imply.io/api/manager/manager-api-overview
 */
export function createImplyClient(options: ImplyOptions): ImplyClient {
  const given = ownCopy(options);
  const { tokenUrl } = given;
  const secrets = new Set<string>();
  const shared: Omit<RestClientConfig, "baseUrl"> = {
    vendor: "imply",
    ...shareOptions(given),
    secrets,
    explodeQueryLists,
    loadPageStyles: async () => (await import("./pagination.ts")).pageStyles,
    describeFailure: describeImplyFailure,
    loadSendRules: async () => (await import("./send-rules.ts")).sendRules,
    loadOperations: async () => (await import("./generated/operations.ts")).operations,
  };
  const authenticate = createImplyAuth(given, { ...shared, secrets });
  const baseUrl = readBaseUrl(given);
  const config = { ...shared, baseUrl, authenticate, prepare: prepareImplyCall };
  const manager = withAuth(createRestClient(config) as ImplyApi, authenticate);
  const identityUrl = tokenUrl === undefined ? undefined : toIdentityUrl(checkTokenUrl(tokenUrl));
  if (identityUrl === undefined) return manager;
  const prepare: RestClientConfig["prepare"] = (call) => rememberTokenRequest(call, secrets);
  return withIdentityProvider(manager, createRestClient({ ...shared, baseUrl: identityUrl, prepare }) as ImplyApi);
}

function readBaseUrl({ vanityDomain, baseUrl }: ImplyAddress): string {
  if ((vanityDomain === undefined) === (baseUrl === undefined)) {
    const found = baseUrl === undefined ? "neither" : "both";
    throw new TypeError(`Cannot create the Imply client: expected "vanityDomain" or "baseUrl", found ${found}`);
  }
  return baseUrl ?? toManagerUrl(vanityDomain);
}

type AnyCall = (target: string, init?: CallInit) => unknown;

/** Sends the token operation to the identity provider, without credentials, and all others to the Manager. */
function withIdentityProvider(manager: ImplyClient, identity: ImplyApi): ImplyClient {
  const pick = (target: PropertyKey) =>
    target === TOKEN_OPERATION.path || target === TOKEN_OPERATION.id ? identity : manager;
  const route = (name: "POST" | "call"): AnyCall => {
    return (target, init) => (pick(target)[name] as AnyCall)(target, init);
  };
  return {
    ...manager,
    POST: route("POST") as ImplyApi["POST"],
    call: route("call") as ImplyApi["call"],
    op: new Proxy(manager.op, { get: (_, id) => Reflect.get(pick(id).op, id) }),
  };
}
