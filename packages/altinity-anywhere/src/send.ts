import { NetworkError, ResponseFormatError } from "@vendor-clients/runtime";
import { GraphQLClient, ClientError as RefusedAnswer } from "graphql-request";
import type { BearerAuth } from "./auth.ts";
import { ownCopy } from "./own-copy.ts";
import type { CallOptions } from "./result.ts";
import { VENDOR } from "./vendor.ts";

/** How requests reach the vendor. */
export interface SendConfig {
  /** The GraphQL endpoint. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: BearerAuth;
}

/** One document and its variables. */
export interface Call {
  /** Kind and name of the operation, such as `mutation createAWSEnv`. */
  readonly operation: string;
  /** The document's text, or what `graphql` parsed of one. */
  readonly document: unknown;
  readonly variables: object | undefined;
  readonly options: CallOptions;
  /** What must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** An answer of the vendor. */
export interface Answer {
  readonly response: Response;
  readonly data: unknown;
  readonly errors: unknown;
}

const SETTINGS = {
  method: "POST",
  errorPolicy: "all",
  // graphql-request would else look for it on `Object.prototype`.
  jsonSerializer: JSON,
  // The operation's name is in the document; finding it would parse the document on every call.
  excludeOperationName: true,
} as const;

/**
 * Sends one call and reads its answer; sent once, never again.
 *
 * graphql-request prints the document, the variables and the answer in its errors, so none of these leaves this file.
 *
 * @throws TypeError when a header cannot be sent, NetworkError when no whole answer came, ResponseFormatError when a
 * success is not a GraphQL answer, and the reason of `signal` when the caller ended the call.
 */
export async function send(config: SendConfig, call: Call): Promise<Answer> {
  const { operation, variables, secrets } = call;
  const { signal, headers: further } = ownCopy(call.options);
  const context = { vendor: VENDOR, operation, secrets };
  const headers = toHeaders({ ...config.headers, ...further });
  config.auth.authorize(headers);
  signal?.throwIfAborted();
  let response: Response | undefined;
  const client = new GraphQLClient(
    config.url,
    ownCopy({
      ...SETTINGS,
      headers,
      fetch: async (url: RequestInfo | URL, init?: RequestInit) => {
        const received = await receive(config, String(url), { ...pickInit(init), ...(signal && { signal }) }, context);
        response = received.response;
        return received.replay;
      },
    }),
  );
  try {
    const { data, errors } = await client.rawRequest(
      ownCopy({ query: call.document as string, ...(variables && { variables }) }),
    );
    if (response) return { response, data, errors };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (!response) throw error;
    if (error instanceof RefusedAnswer) return { response, data: error.response.data, errors: error.response.errors };
  }
  const status = response?.status ?? 0;
  throw new ResponseFormatError(`server answered ${status} with a body that is not a GraphQL answer`, status, {
    vendor: VENDOR,
    operation,
  });
}

/**
 * Headers of a request.
 *
 * @throws TypeError when one cannot be sent. The message repeats its name, never its value.
 */
export function toHeaders(given: Readonly<Record<string, string>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's own message quotes the value; it is not kept as the cause.
      throw new TypeError(`Cannot send header ${JSON.stringify(name)}: found characters that HTTP cannot carry`);
    }
  }
  return headers;
}

interface Received {
  readonly response: Response;
  /** What graphql-request reads of a response, with a body that has arrived whole. */
  readonly replay: Response;
}

async function receive(
  config: SendConfig,
  url: string,
  init: RequestInit,
  context: { vendor: string; operation: string; secrets: readonly string[] },
): Promise<Received> {
  try {
    // A redirect is never followed: it would carry the variables to another address.
    const response = await (config.fetch ?? globalThis.fetch)(url, ownCopy({ ...init, redirect: "manual" as const }));
    const text = await response.text();
    const { ok, status, headers } = response;
    return { response, replay: { ok, status, headers, text: async () => text } as Response };
  } catch (cause) {
    throw new NetworkError(describeCause(cause), { ...context, cause });
  }
}

// graphql-request hands its own settings to `fetch` along with the request.
function pickInit({ method = "POST", headers = {}, body = null }: RequestInit = {}): RequestInit {
  return { method, headers, body };
}

function describeCause(error: unknown): string {
  const code = error instanceof Error && error.cause instanceof Error && Reflect.get(error.cause, "code");
  return typeof code === "string" ? `the connection failed with ${code}` : "the connection failed";
}
