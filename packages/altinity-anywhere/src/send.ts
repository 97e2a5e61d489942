import { type Attempt, OutgoingRequest, readBody, transmit } from "@vendor-clients/runtime";
import { ResponseFormatError } from "@vendor-clients/runtime/errors";
import { GraphQLClient, ClientError as RefusedAnswer } from "graphql-request";
import { ownCopy } from "./own-copy.ts";

/** One document and its variables, and where to send them. */
export interface Exchange {
  /** The GraphQL endpoint. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  /** Headers with the credentials. */
  readonly headers: Headers;
  /** The document's text, or what `graphql` parsed of one. */
  readonly document: unknown;
  readonly variables: object | undefined;
  readonly maxBodyBytes: number | undefined;
  /** What errors say of the call, and the secrets that they must not show. */
  readonly context: { readonly vendor: string; readonly operation: string; readonly secrets: readonly string[] };
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
 * Sends one attempt of a call and reads its answer.
 *
 * graphql-request prints the document, the variables and the answer in its errors, so none of these leaves this file.
 *
 * @throws NetworkError when no whole answer came, ResponseTooLargeError when it was too long, ResponseFormatError when a success is not a
 * GraphQL answer.
 */
export async function send(exchange: Exchange, attempt: Attempt): Promise<Answer> {
  const { url, headers, document, variables, context } = exchange;
  let response: Response | undefined;
  const client = new GraphQLClient(
    url,
    ownCopy({
      ...SETTINGS,
      headers,
      fetch: async (_: RequestInfo | URL, init?: RequestInit) => {
        const received = await receive(exchange, init, attempt);
        response = received.response;
        return received.replay;
      },
    }),
  );
  try {
    const { data, errors } = await client.rawRequest(
      ownCopy({ query: document as string, ...(variables && { variables }) }),
    );
    if (response) return { response, data, errors };
  } catch (error) {
    if (!response) throw error;
    if (error instanceof RefusedAnswer) return { response, data: error.response.data, errors: error.response.errors };
  }
  const status = response?.status ?? 0;
  throw new ResponseFormatError(`server answered ${status} with a body that is not a GraphQL answer`, status, context);
}

interface Received {
  readonly response: Response;
  /** What graphql-request reads of a response, with a body that has arrived whole. */
  readonly replay: Response;
}

async function receive(
  { url, fetch = globalThis.fetch, maxBodyBytes, context }: Exchange,
  // graphql-request hands its own settings to `fetch` along with the request.
  { headers, body }: RequestInit = {},
  attempt: Attempt,
): Promise<Received> {
  const { signal } = attempt;
  const { operation } = context;
  const request = new OutgoingRequest(url, {
    method: "POST",
    headers: new Headers(headers),
    body: body ?? undefined,
    signal,
    operation,
  });
  const response = await transmit({ authenticate: undefined, fetch }, request, attempt, context);
  const chunks = response.body ? await readBody(response, response.body, { maxBodyBytes, signal, context }) : [];
  const text = toText(chunks);
  const { ok, status, headers: received } = response;
  return { response, replay: { ok, status, headers: received, text: async () => text } as Response };
}

function toText(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
