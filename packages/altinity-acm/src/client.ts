import {
  type AuthenticatedClient,
  type ClientOptions,
  createRefiner,
  createRestClient,
  ownCopy,
  type RestClientConfig,
  shareOptions,
  withAuth,
} from "@vendor-clients/runtime";
import { type AcmCredentials, createAcmAuth } from "./auth.ts";
import { explodeQueryLists } from "./generated/query-style.ts";
import type { AltinityAcmApi } from "./generated/types.ts";
import { prepareAcmCall } from "./prepare-acm-call.ts";
import { describeAcmFailure, interpretAcmAnswer } from "./quirks.ts";

/** Options of {@link createAcmClient}. */
export type AcmOptions = ClientOptions & AcmCredentials;

/** A client of Altinity Cloud Manager; its calls are typed by the vendor's document, without the envelope of the answers. */
export interface AcmClient extends AltinityAcmApi, AuthenticatedClient {}

/**
 * Creates a client of Altinity Cloud Manager.
 *
 * @throws TypeError when the base URL or the credentials cannot be used.
 * @example
 * const acm = createAcmClient({ apiKey: process.env.ACM_API_KEY });
 * const { data, error } = await acm.GET("/environments");
 * @see https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/
 */
export function createAcmClient(options: AcmOptions): AcmClient {
  const given = ownCopy(options);
  const { baseUrl = "https://acm.altinity.cloud/api" } = given;
  const secrets = new Set<string>();
  const shared: RestClientConfig = {
    vendor: "altinity-acm",
    baseUrl,
    ...shareOptions(given),
    secrets,
    explodeQueryLists,
    loadPageStyles: async () => (await import("./pagination.ts")).pageStyles,
    prepare: prepareAcmCall,
    interpret: interpretAcmAnswer,
    describeFailure: describeAcmFailure,
    refineData: createRefiner(async () => (await import("./lenient.ts")).convertAcmAnswer, given.onEvent),
    loadSendRules: async () => (await import("./send-rules.ts")).sendRules,
    loadOperations: async () => (await import("./generated/operations.ts")).operations,
  };
  const anonymous = createRestClient(shared) as AltinityAcmApi;
  const authenticate = createAcmAuth(given, {
    ...shared,
    secrets,
    // In the body: an address with a password in it would stand in the logs of every proxy.
    sendLogin: ({ email, password }) =>
      anonymous.POST("/login", { body: { login: email, password }, operationClass: "token" }),
  });
  return withAuth(createRestClient({ ...shared, authenticate }) as AltinityAcmApi, authenticate);
}
