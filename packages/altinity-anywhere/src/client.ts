import {
  type ClientAuth,
  type ClientOptions,
  chooseLimits,
  findRateLimiter,
  parseBaseUrl,
  refuseUnverifiedTls,
  systemClock,
} from "@vendor-clients/runtime";
import type { DocumentNode } from "graphql";
import { createBearerAuth } from "./auth.ts";
import { describeDocument } from "./describe-document.ts";
import { MUTATION_DOCUMENTS, QUERY_DOCUMENTS } from "./generated/documents.ts";
import type { AnywhereMutations, AnywhereOperations, AnywhereQueries } from "./generated/operations.ts";
import { ownCopy } from "./own-copy.ts";
import type { AnywhereResult, CallArguments, CallOptions, MutationOptions } from "./result.ts";
import { type CallConfig, runCall } from "./run-call.ts";
import { toHeaders } from "./to-headers.ts";
import { VENDOR } from "./vendor.ts";

/** Where the vendor serves its GraphQL API; its console stands below the same path. */
export const DEFAULT_BASE_URL = "https://anywhere.altinity.cloud/api/v1/graphql";

/** Options of {@link createAltinityAnywhereClient}. */
export interface AltinityAnywhereOptions extends ClientOptions {
  /**
   * API token of the "Anywhere API Access" tab.
   *
   * @default the environment variable ALTINITYCLOUD_API_TOKEN
   */
  token?: string | undefined;
}

/** A document of the caller's own that knows the types of its data and variables. */
export interface TypedDocument<D, V> {
  readonly __apiType?: (variables: V) => D;
}

/** A client of Altinity.Cloud Anywhere; its calls are typed by the vendor's schema. */
export interface AltinityAnywhereClient {
  /** What is known of the token: not when it ends, so `expiresAt` is `undefined`. */
  readonly auth: ClientAuth;
  /** Asks for one root field, with all the data below it. */
  query<N extends keyof AnywhereQueries>(
    name: N,
    ...args: CallArguments<AnywhereQueries[N]["variables"]>
  ): Promise<AnywhereResult<AnywhereQueries[N]["data"]>>;
  /** Runs one mutation; sent once, never again, whatever happens. */
  mutate<N extends keyof AnywhereMutations>(
    name: N,
    ...args: CallArguments<AnywhereMutations[N]["variables"], MutationOptions>
  ): Promise<AnywhereResult<AnywhereMutations[N]["data"]>>;
  /** Every query and mutation as a method of its name. */
  readonly op: AnywhereOperations;
  /** Sends a document of the caller's own; `data` holds its root fields. */
  request<D, V>(document: TypedDocument<D, V>, ...args: CallArguments<V>): Promise<AnywhereResult<D>>;
  request<D = unknown>(
    document: string | (DocumentNode & { readonly __apiType?: never }),
    variables?: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<AnywhereResult<D>>;
}

type Run = (variables?: object, options?: CallOptions) => Promise<AnywhereResult<unknown>>;

/**
 * Creates a client of Altinity.Cloud Anywhere.
 *
 * @throws TypeError when the token, the base URL or a header cannot be used. The message never repeats a value.
 * @example
 * const anywhere = createAltinityAnywhereClient({ token: process.env.ALTINITYCLOUD_API_TOKEN });
 * const { data, error } = await anywhere.query("awsEnv", { name: "acme-staging" });
 * @see https://docs.altinity.com/altinitycloud/administratorguide/acm-api-quickstart/
 */
export function createAltinityAnywhereClient(options: AltinityAnywhereOptions = {}): AltinityAnywhereClient {
  const config = createConfig(ownCopy(options));
  const queries = toMethods(config, "query", QUERY_DOCUMENTS);
  const mutations = toMethods(config, "mutation", MUTATION_DOCUMENTS);
  const client = {
    auth: { expiresAt: undefined },
    query: async (name: string, ...args: Parameters<Run>) => pick(queries, "query", name)(...args),
    mutate: async (name: string, ...args: Parameters<Run>) => pick(mutations, "mutation", name)(...args),
    op: { ...mutations, ...queries },
    request: async (document: unknown, variables?: object, callOptions: CallOptions = {}) => {
      const operation = describeDocument(document);
      return runCall(config, { operation, document, variables, options: callOptions, read: readAll });
    },
  };
  // Names, variables and data are typed by the generated maps, which the implementation is too general to see.
  return client as unknown as AltinityAnywhereClient;
}

function createConfig(options: AltinityAnywhereOptions): CallConfig {
  const { baseUrl = DEFAULT_BASE_URL, headers = {}, fetch, token, onEvent, clock = systemClock } = options;
  toHeaders(headers);
  const url = parseBaseUrl(baseUrl);
  refuseUnverifiedTls(ownCopy({ ...options, baseUrl: url }));
  const limits = ownCopy(chooseLimits(options, ownCopy({})));
  const rateLimiter = options.rateLimiter ?? findRateLimiter(clock);
  const auth = createBearerAuth(token);
  return { url, origin: new URL(url).origin, fetch, headers, limits, auth, onEvent, clock, rateLimiter };
}

function toMethods(
  config: CallConfig,
  kind: "query" | "mutation",
  documents: Readonly<Record<string, string>>,
): Readonly<Record<string, Run>> {
  return Object.fromEntries(
    Object.entries(documents).map(([name, document]): [string, Run] => {
      const call = { operation: `${kind} ${name}`, document, read: (data: unknown) => readField(data, name) };
      return [name, async (variables, options = {}) => runCall(config, { ...call, variables, options })];
    }),
  );
}

function pick(methods: Readonly<Record<string, Run>>, kind: string, name: string): Run {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new TypeError(`Cannot call ${VENDOR} ${kind} ${JSON.stringify(name)}: there is no such ${kind}`);
  return method;
}

function readField(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null && Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined;
}

function readAll(data: unknown): unknown {
  return data ?? undefined;
}
