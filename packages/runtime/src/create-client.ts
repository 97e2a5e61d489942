import createCore from "openapi-fetch";
import { NetworkError } from "./errors/client-error.ts";
import { rememberAnswer } from "./errors/unwrap.ts";
import type { CallInit, Interpretation, OperationRow, RestClientConfig, Result } from "./options.ts";
import { eachItem, eachPage, type FindPaging, type Send } from "./pagination/paginate.ts";
import { parseBaseUrl } from "./request/base-url.ts";
import { contentTypeOf, serializeBody } from "./request/body.ts";
import { OutgoingRequest } from "./request/outgoing-request.ts";
import { buildPath } from "./request/path.ts";
import { readAnswer } from "./send/read-answer.ts";

/** The verbs of a client, as openapi-fetch names them. */
export const VERBS = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"] as const;

type Core = {
  request(method: string, path: string, init: object): Promise<{ data?: unknown; error?: unknown; response: Response }>;
};

/**
 * The client that all vendors share: openapi-fetch builds the request, the vendor's configuration says the rest.
 *
 * Its calls are typed by the vendor's generated interface, which is why this returns `unknown`-typed members.
 *
 * @throws TypeError when the base URL cannot be used.
 */
export function createRestClient(config: RestClientConfig): object {
  const send = createSend(config);
  const find = createFinder(config);
  const call = async (id: string, init?: CallInit) => {
    const table = await config.loadOperations();
    const row = Object.hasOwn(table, id) ? table[id] : undefined;
    if (!row) throw new TypeError(`Cannot call ${config.vendor} "${id}": there is no such operation`);
    return send(row[0], row[1], init);
  };
  const each = (iterate: typeof eachPage) => verbMap((method, path, init) => iterate(send, find, method, path, init));
  return {
    ...verbMap(send),
    call,
    op: new Proxy(
      {},
      { get: (_, id) => (typeof id === "string" && id !== "then" ? (init?: CallInit) => call(id, init) : undefined) },
    ),
    pages: each(eachPage),
    items: each(eachItem),
  };
}

function verbMap<R>(
  run: (method: string, path: string, init?: CallInit) => R,
): Record<string, (path: string, init?: CallInit) => R> {
  return Object.fromEntries(VERBS.map((verb) => [verb, (path, init) => run(verb, path, init)]));
}

function createSend(config: RestClientConfig): Send {
  const { vendor, prepare, headers } = config;
  const core = createCore({
    baseUrl: parseBaseUrl(config.baseUrl),
    Request: OutgoingRequest as never,
    fetch: createTransmit(config) as never,
    bodySerializer: serializeBody as never,
    querySerializer: { array: { style: "form", explode: config.explodeQueryLists ?? true } },
    ...(headers && { headers }),
  }) as unknown as Core;

  return async (method, path, given = {}) => {
    const context = { vendor, operation: `${method} ${path}` };
    const init = prepare?.({ method, path, init: given }) ?? given;
    const filled = buildPath(path, init.params?.path);
    try {
      const answer = await core.request(method, filled, toCoreInit(init, context.operation));
      const { response } = answer;
      const hasBody = response.ok && answer.data !== undefined;
      const body = hasBody ? await readAnswer(response, init.parseAs, context) : answer.error;
      return finish(config, context.operation, response, body);
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason;
      throw error;
    }
  };
}

function toCoreInit(init: CallInit, operation: string): object {
  const { params: { path: _, ...params } = {}, ...rest } = init;
  const contentType = contentTypeOf(init.body);
  return {
    ...rest,
    params,
    operation,
    // The body is read by readAnswer(), which goes by the content type.
    parseAs: "stream",
    headers: contentType === undefined ? init.headers : mergeContentType(contentType, init.headers),
  };
}

function createTransmit(config: RestClientConfig): (request: OutgoingRequest) => Promise<Response> {
  const { vendor, authenticate } = config;
  return async (request) => {
    const pending = authenticate?.(request);
    if (pending) await pending;
    const { url, operation, ...init } = request;
    try {
      // A redirect is never followed: `fetch` would carry the vendor's key headers to another origin.
      return await (config.fetch ?? globalThis.fetch)(url, { ...init, redirect: "manual" } as RequestInit);
    } catch (cause) {
      throw new NetworkError(describeCause(cause), { vendor, operation, cause });
    }
  };
}

function finish(
  config: RestClientConfig,
  operation: string,
  response: Response,
  body: unknown,
): Result<unknown, unknown> {
  const plain: Interpretation = response.ok ? { data: body } : { error: body };
  const read = config.interpret?.(body, response) ?? plain;
  if ("data" in read) return { data: read.data, response };
  const { vendor, secrets = [], describeFailure } = config;
  rememberAnswer(response, { vendor, operation, secrets, describeFailure, status: read.status });
  // An empty error body must still be an error to `if (error)`.
  return { error: read.error || {}, response };
}

function createFinder(config: RestClientConfig): FindPaging {
  return async (method, path) => {
    const rows: readonly OperationRow[] = Object.values(await config.loadOperations());
    const row = rows.find((candidate) => candidate[0] === method && candidate[1] === path);
    const style = row?.[2] === undefined ? undefined : config.pageStyles?.[row[2]];
    if (!row || !style)
      throw new TypeError(`Cannot page ${config.vendor} ${method} ${path}: the operation has no pages`);
    return { row, style };
  };
}

function mergeContentType(contentType: string | null, headers: CallInit["headers"]): CallInit["headers"] {
  const given = headers instanceof Headers || Array.isArray(headers) ? Object.fromEntries(headers) : headers;
  return { "Content-Type": contentType, ...given };
}

function describeCause(error: unknown): string {
  const code = error instanceof Error && error.cause instanceof Error && Reflect.get(error.cause, "code");
  return typeof code === "string" ? `the connection failed with ${code}` : "the connection failed";
}
