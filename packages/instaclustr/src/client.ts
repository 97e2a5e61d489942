import {
  type AuthenticatedClient,
  type ClientOptions,
  createRestClient,
  ownCopy,
  type RestClientConfig,
  type Result,
  shareOptions,
  withAuth,
} from "@vendor-clients/runtime";
import { createInstaclustrAuth, type InstaclustrCredentials, type InstaclustrReadOnlyCredentials } from "./auth.ts";
import { explodeQueryLists } from "./generated/query-style.ts";
import type {
  CallData,
  CallErrors,
  CallInits,
  CallNeedsNoInit,
  CallOptionsOf,
  InstaclustrApi,
  InstaclustrOperations,
} from "./generated/types.ts";
import { limitOf } from "./limits.ts";
import { describeInstaclustrFailure, refuseWrites, toSourceHeader } from "./quirks.ts";

interface CommonOptions extends ClientOptions {
  /** Who calls, sent as `Instaclustr-Source`. @default no such header */
  readonly source?: string;
}

/** Options of {@link createInstaclustrClient} for a client that may call everything. */
export interface InstaclustrOptions extends CommonOptions, InstaclustrCredentials {}

/** Options of {@link createInstaclustrClient} for a client that only reads. */
export interface InstaclustrReadOnlyOptions extends CommonOptions, InstaclustrReadOnlyCredentials {}

/** A client of Instaclustr; its calls are typed by Instaclustr's document. */
export interface InstaclustrClient extends InstaclustrApi, AuthenticatedClient {}

// The ids of all operations begin with their method, but for two that write; a test keeps it so.
type ReadId = Extract<keyof CallInits, `get${string}`>;

/** The part of {@link InstaclustrClient} that only reads; a function that takes it takes both clients. */
export interface InstaclustrReadOnlyClient extends Pick<InstaclustrApi, "GET">, AuthenticatedClient {
  /** Calls a reading operation by its id. */
  call<K extends Extract<CallNeedsNoInit, ReadId>>(id: K): Promise<Result<CallData[K], CallErrors[K]>>;
  call<K extends ReadId>(id: K, init: CallOptionsOf<K>): Promise<Result<CallData[K], CallErrors[K]>>;
  /** One method per reading operation, each with its documentation. */
  readonly op: Pick<InstaclustrOperations, ReadId>;
}

/**
 * Creates a client of Instaclustr: with `apiKey` one that may call everything, with `readOnlyKey` one that only reads.
 *
 * The second has no other calls in its type, and refuses them before anything is sent.
 *
 * @throws TypeError when the base URL, the credentials or the source cannot be used.
 * @example
 * const instaclustr = createInstaclustrClient({ username: "me", apiKey });
 * const { data, error } = await instaclustr.GET("/cluster-management/v2/data-sources/clusters/v2");
 * @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/
 */
export function createInstaclustrClient(options: InstaclustrOptions): InstaclustrClient;
export function createInstaclustrClient(options: InstaclustrReadOnlyOptions): InstaclustrReadOnlyClient;
export function createInstaclustrClient(options: InstaclustrOptions | InstaclustrReadOnlyOptions): InstaclustrClient {
  const given = ownCopy(options);
  const { baseUrl = "https://api.instaclustr.com", headers, source } = given;
  const { authenticate, isReadOnly, secrets } = createInstaclustrAuth(given);
  const config: RestClientConfig = {
    vendor: "instaclustr",
    baseUrl,
    ...shareOptions(given),
    headers: { ...toSourceHeader(source), ...headers },
    authenticate,
    secrets,
    ...(isReadOnly && { prepare: refuseWrites }),
    limitOf,
    explodeQueryLists,
    loadPageStyles: async () => (await import("./pagination.ts")).pageStyles,
    describeFailure: describeInstaclustrFailure,
    loadSendRules: async () => (await import("./send-rules.ts")).sendRules,
    loadOperations: async () => (await import("./generated/operations.ts")).operations,
  };
  return withAuth(createRestClient(config) as InstaclustrApi, authenticate);
}
