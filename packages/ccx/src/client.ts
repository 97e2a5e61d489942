import {
  type AuthenticatedClient,
  type ClientOptions,
  createRefiner,
  createRestClient,
  ownCopy,
  parseBaseUrl,
  type RestClientConfig,
  shareOptions,
  withAuth,
} from "@vendor-clients/runtime";
import { type CcxCredentials, createCcxAuth } from "./auth.ts";
import { explodeQueryLists } from "./generated/query-style.ts";
import type { CcxApi } from "./generated/types.ts";
import { type CcxOwner, describeCcxFailure, formatCcxOwner, interpretCcxAnswer } from "./quirks.ts";

/** Options of {@link createCcxClient}. */
export type CcxOptions = ClientOptions &
  CcxCredentials & {
    /** Address of the installation, such as `https://app.mydbservice.net`; every installation of CCX has its own. */
    readonly baseUrl: string;
    /**
     * On whose behalf every call acts: `type:id`, or a scope as the second login service lists them.
     *
     * @see https://github.com/severalnines/ccx-mcp/blob/main/src/auth.ts
     */
    readonly owner?: string | CcxOwner;
  };

/** A client of CCX; its calls are typed by the document of this repository. */
export interface CcxClient extends CcxApi, AuthenticatedClient {
  /**
   * The same client, with the same credentials, acting on behalf of an owner: `type:id` or a scope.
   *
   * @throws TypeError when the owner is neither.
   */
  owner(owner: string | CcxOwner): CcxClient;
}

/**
 * Creates a client of one installation of Severalnines CCX.
 *
 * @throws TypeError when the base URL, the credentials or the owner cannot be used.
 * @example
 * const ccx = createCcxClient({ baseUrl: "https://app.mydbservice.net", clientId, clientSecret });
 * const { data, error } = await ccx.GET("/api/deployment/v3/data-stores", { params: { query: { limit: 10 } } });
 * @see https://github.com/severalnines/ccx-docs/blob/main/docs/admin/Customisation/API.md
 */
export function createCcxClient(options: CcxOptions): CcxClient {
  const given = ownCopy(options);
  const { headers = {}, owner } = given;
  const baseUrl = parseBaseUrl(given.baseUrl);
  const secrets = new Set<string>();
  const shared: RestClientConfig = {
    vendor: "ccx",
    baseUrl,
    ...shareOptions(given),
    secrets,
    explodeQueryLists,
    loadPageStyles: async () => (await import("./pagination.ts")).pageStyles,
    interpret: interpretCcxAnswer,
    describeFailure: describeCcxFailure,
    refineData: createRefiner(async () => (await import("./lenient.ts")).convertCcxAnswer, given.onEvent),
    loadSendRules: async () => (await import("./send-rules.ts")).sendRules,
    loadOperations: async () => (await import("./generated/operations.ts")).operations,
  };
  const anonymous = createRestClient(shared) as CcxApi;
  const authenticate = createCcxAuth(given, {
    ...shared,
    secrets,
    sendLogin: (path, login) => anonymous.POST(path, { body: login, operationClass: "token" }),
  });
  const scoped = (ownerHeader: Record<string, string>): CcxClient => ({
    ...withAuth(
      createRestClient({ ...shared, authenticate, headers: { ...headers, ...ownerHeader } }) as CcxApi,
      authenticate,
    ),
    owner: (other) => scoped({ "CCX-Owner": formatCcxOwner(other) }),
  });
  return scoped(owner === undefined ? {} : { "CCX-Owner": formatCcxOwner(owner) });
}
