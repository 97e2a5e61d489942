import type { CallInit, RestClientConfig } from "../options.ts";
import { parseBaseUrl } from "./base-url.ts";
import { contentTypeOf, serializeBody } from "./body.ts";
import { mergeHeaders } from "./headers.ts";
import { OutgoingRequest } from "./outgoing-request.ts";
import { ownCopy } from "./own-copy.ts";
import { buildPath } from "./path.ts";
import { createQueryWriter } from "./query.ts";

const NOTHING: NonNullable<CallInit["params"]> = Object.create(null);

/** Turns one call into a request; later where its query has lists or objects. */
export type BuildRequest = (method: string, path: string, init: CallInit) => OutgoingRequest | Promise<OutgoingRequest>;

/**
 * Prepares what all requests of a client share.
 *
 * Takes from a call only what {@link CallInit} lists: an address or a `fetch` smuggled into it has no effect.
 *
 * @throws TypeError when the base URL or a header of the client cannot be used.
 */
export function createRequestBuilder(config: RestClientConfig): BuildRequest {
  const { vendor, explodeQueryLists = true } = config;
  const baseUrl = parseBaseUrl(config.baseUrl);
  const shared = mergeHeaders(undefined, config.headers);
  const sharedWithBody = mergeHeaders(undefined, { "Content-Type": "application/json" }, shared);
  const writeQuery = createQueryWriter(explodeQueryLists);

  return (method, path, { params, body, headers, signal, onUploadProgress }) => {
    const operation = `${method} ${path}`;
    const { path: values, query, header } = params ? ownCopy(params) : NOTHING;
    const filled = baseUrl + buildPath(path, values);
    const hasBody = body !== undefined;
    if (hasBody && /^(GET|HEAD)$/.test(method)) {
      throw new TypeError(`Cannot call ${vendor} ${operation}: fetch sends no body with ${method}`);
    }
    const init = {
      method,
      headers: hasBody
        ? mergeHeaders(sharedWithBody, { "Content-Type": contentTypeOf(body) }, headers, header)
        : mergeHeaders(shared, headers, header),
      operation,
      body: hasBody ? (serializeBody(body) as BodyInit) : undefined,
      signal,
      onUploadProgress,
    };
    const toRequest = (search: string) => new OutgoingRequest(search ? `${filled}?${search}` : filled, init);
    const search = query ? writeQuery(query) : "";
    return typeof search === "string" ? toRequest(search) : search.then(toRequest);
  };
}
