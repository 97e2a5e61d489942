import {
  type AuthenticatedClient,
  type ClientOptions,
  createRestClient,
  ownCopy,
  type RestClientConfig,
  shareOptions,
  withAuth,
} from "@vendor-clients/runtime";
import { createPaletteAuth, type PaletteCredentials } from "./auth.ts";
import { explodeQueryLists } from "./generated/query-style.ts";
import type { PaletteApi } from "./generated/types.ts";

/** Options of {@link createPaletteClient}. */
export type PaletteOptions = ClientOptions &
  PaletteCredentials & {
    /**
     * Project that every call acts in; without one the scope is the tenant.
     *
     * @see https://docs.spectrocloud.com/api/introduction/#scope
     */
    readonly projectUid?: string;
  };

/** A client of Palette; its calls are typed by Palette's document. */
export interface PaletteClient extends PaletteApi, AuthenticatedClient {
  /**
   * The same client, with the same credentials, acting in a project.
   *
   * @throws TypeError when the uid is empty or no uid.
   */
  project(uid: string): PaletteClient;
  /** The same client, with the same credentials, acting in the tenant. */
  tenant(): PaletteClient;
}

/**
 * Creates a client of Spectro Cloud Palette.
 *
 * @throws TypeError when the base URL or the credentials cannot be used.
 * @example
 * const palette = createPaletteClient({ apiKey: process.env.PALETTE_API_KEY });
 * const { data, error } = await palette.GET("/v1/packs", { params: { query: { limit: 10 } } });
 * @see https://docs.spectrocloud.com/api/introduction/
 */
export function createPaletteClient(options: PaletteOptions): PaletteClient {
  const given = ownCopy(options);
  const { baseUrl = "https://api.spectrocloud.com", headers = {}, projectUid } = given;
  const secrets = new Set<string>();
  const shared: RestClientConfig = {
    vendor: "palette",
    baseUrl,
    ...shareOptions(given),
    secrets,
    loadLimitOf: async () => (await import("./limits.ts")).limitOf,
    explodeQueryLists,
    loadPageStyles: async () => (await import("./pagination.ts")).pageStyles,
    loadFailureReader: async () => (await import("./quirks.ts")).failureReader,
    loadSendRules: async () => (await import("./send-rules.ts")).sendRules,
    loadOperations: async () => (await import("./generated/operations.ts")).operations,
  };
  const anonymous = createRestClient(shared) as PaletteApi;
  const authenticate = createPaletteAuth(given, {
    ...shared,
    secrets,
    sendLogin: (login) =>
      anonymous.POST("/v1/auth/authenticate", {
        // Palette sets a session cookie unless it is told not to; this client has no use for one.
        params: { query: { setCookie: false } },
        body: { ...login },
        operationClass: "token",
      }),
  });
  const scoped = (uid: string | undefined): PaletteClient => ({
    ...withAuth(
      createRestClient({
        ...shared,
        authenticate,
        headers: uid === undefined ? headers : { ...headers, ProjectUid: uid },
      }) as PaletteApi,
      authenticate,
    ),
    // A forgotten variable must not act in the whole tenant.
    project: (other) => scoped(checkProject(other)),
    tenant: () => scoped(undefined),
  });
  return scoped(projectUid === undefined ? undefined : checkProject(projectUid));
}

function checkProject(uid: unknown): string {
  if (typeof uid === "string" && /^[\w.-]+$/.test(uid)) return uid;
  throw new TypeError("Cannot act in a project: expected its uid, letters and digits; tenant() acts in the tenant");
}
