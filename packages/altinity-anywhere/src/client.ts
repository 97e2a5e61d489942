import { type ClientOptions, parseBaseUrl, ResponseFormatError } from "@vendor-clients/runtime";
import type { DocumentNode } from "graphql";
import { createBearerAuth } from "./auth.ts";
import { describeDocument } from "./describe-document.ts";
import { findSecrets } from "./find-secrets.ts";
import { MUTATION_DOCUMENTS, QUERY_DOCUMENTS } from "./generated/documents.ts";
import type { AnywhereMutations, AnywhereOperations, AnywhereQueries } from "./generated/operations.ts";
import { ownCopy } from "./own-copy.ts";
import { readErrors } from "./read-errors.ts";
import type { AnywhereResult, CallArguments, CallOptions } from "./result.ts";
import { type Call, type SendConfig, send, toHeaders } from "./send.ts";
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
  /** Asks for one root field, with all the data below it. */
  query<N extends keyof AnywhereQueries>(
    name: N,
    ...args: CallArguments<AnywhereQueries[N]["variables"]>
  ): Promise<AnywhereResult<AnywhereQueries[N]["data"]>>;
  /** Runs one mutation; sent once, never again. */
  mutate<N extends keyof AnywhereMutations>(
    name: N,
    ...args: CallArguments<AnywhereMutations[N]["variables"]>
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
  const { baseUrl = DEFAULT_BASE_URL, headers = {}, fetch, token } = ownCopy(options);
  toHeaders(headers);
  const config: SendConfig = { url: parseBaseUrl(baseUrl), fetch, headers, auth: createBearerAuth(token) };
  const queries = toMethods(config, "query", QUERY_DOCUMENTS);
  const mutations = toMethods(config, "mutation", MUTATION_DOCUMENTS);
  const client = {
    query: async (name: string, ...args: Parameters<Run>) => pick(queries, "query", name)(...args),
    mutate: async (name: string, ...args: Parameters<Run>) => pick(mutations, "mutation", name)(...args),
    op: { ...mutations, ...queries },
    request: (document: unknown, variables?: object, callOptions: CallOptions = {}) =>
      run(config, { operation: describeDocument(document), document, variables, options: callOptions }, readAll),
  };
  // Names, variables and data are typed by the generated maps, which the implementation is too general to see.
  return client as unknown as AltinityAnywhereClient;
}

function toMethods(
  config: SendConfig,
  kind: "query" | "mutation",
  documents: Readonly<Record<string, string>>,
): Readonly<Record<string, Run>> {
  return Object.fromEntries(
    Object.entries(documents).map(([name, document]): [string, Run] => [
      name,
      (variables, options = {}) =>
        run(config, { operation: `${kind} ${name}`, document, variables, options }, (data) => readField(data, name)),
    ]),
  );
}

function pick(methods: Readonly<Record<string, Run>>, kind: string, name: string): Run {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new TypeError(`Cannot call ${VENDOR} ${kind} ${JSON.stringify(name)}: there is no such ${kind}`);
  return method;
}

async function run(
  config: SendConfig,
  request: Omit<Call, "secrets">,
  read: (data: unknown) => unknown,
): Promise<AnywhereResult<unknown>> {
  const { operation } = request;
  const secrets = [...config.auth.secrets, ...findSecrets(request.variables)];
  const answer = await send(config, { ...request, secrets });
  const { response } = answer;
  const requestId = response.headers.get("x-request-id");
  const error = readErrors({ operation, status: response.status, errors: answer.errors, requestId, secrets });
  const data = read(answer.data);
  if (error) return { ...(data !== undefined && { data }), error, response };
  if (data === undefined) throw createEmptyError(operation, response.status);
  return { data, response };
}

function readField(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null && Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined;
}

function readAll(data: unknown): unknown {
  return data ?? undefined;
}

function createEmptyError(operation: string, status: number): ResponseFormatError {
  return new ResponseFormatError(`server answered ${status} with neither data nor errors`, status, {
    vendor: VENDOR,
    operation,
  });
}
