import type { ErrorContext } from "../errors/client-error.ts";
import { toNetworkError } from "../errors/network-failure.ts";
import type { RestClientConfig } from "../options.ts";
import type { OutgoingRequest } from "../request/outgoing-request.ts";
import type { Attempt } from "./attempt.ts";

/**
 * Signs a request and sends it; a redirect is an answer, never followed: `fetch` would carry the vendor's key headers to another origin.
 *
 * @throws NetworkError when no answer came.
 */
export async function transmit(
  { authenticate, fetch = globalThis.fetch }: Pick<RestClientConfig, "authenticate" | "fetch">,
  request: OutgoingRequest,
  attempt: Pick<Attempt, "phase">,
  context: ErrorContext,
): Promise<Response> {
  const pending = authenticate?.(request);
  if (pending) await pending;
  attempt.phase = "sending";
  const { url, method, headers, body, signal } = request;
  const init = {
    method,
    headers,
    // Not undefined: undici would look them up in a polluted `Object.prototype`.
    body: body ?? null,
    signal: signal ?? null,
    redirect: "manual",
    ...(body instanceof ReadableStream && { duplex: "half" }),
  };
  try {
    const response = await fetch(url, init as RequestInit);
    attempt.phase = "reading";
    return response;
  } catch (cause) {
    throw toNetworkError(cause, context);
  }
}
