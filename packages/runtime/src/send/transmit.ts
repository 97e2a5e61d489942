import type { ErrorContext } from "../errors/client-error.ts";
import type { RestClientConfig } from "../options.ts";
import { isFileBody } from "../request/body.ts";
import type { OutgoingRequest } from "../request/outgoing-request.ts";
import type { Attempt } from "./attempt.ts";
import { loadRecovery } from "./load-recovery.ts";

/**
 * Signs a request and sends it; a redirect is an answer, never followed: `fetch` would carry the vendor's key headers to another origin.
 *
 * @throws NetworkError when no answer came.
 */
export async function transmit(
  { authenticate, fetch = globalThis.fetch }: Pick<RestClientConfig, "authenticate" | "fetch">,
  request: OutgoingRequest,
  attempt: Pick<Attempt, "phase" | "restart" | "status">,
  context: ErrorContext,
): Promise<Response> {
  const pending = authenticate?.(request);
  if (pending) {
    await pending;
    attempt.restart?.();
  }
  attempt.phase = "sending";
  const { url, method, signal } = request;
  const { headers, body } =
    request.onUploadProgress || request.body instanceof FormData ? await prepareUpload(request) : request;
  const init = {
    method,
    headers,
    // Not undefined: undici would look them up in a polluted `Object.prototype`.
    body: body ?? null,
    signal: signal ?? null,
    redirect: "manual",
    ...(isFileBody(body) && FILE_INIT),
  };
  try {
    const response = await fetch(url, init as RequestInit);
    if (!(response as unknown)) throw new TypeError("fetch gave no response");
    attempt.phase = "reading";
    attempt.status = response.status;
    return response;
  } catch (cause) {
    throw (await loadRecovery()).toSendError(cause, context);
  }
}

/**
 * Undici keeps a second copy of every body that a redirect might ask for again, a whole file in memory; these two options together say
 * that nobody will.
 *
 * @see https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch step 8.1
 */
const FILE_INIT = { duplex: "half", window: null, redirect: "error" };

async function prepareUpload(request: OutgoingRequest) {
  return (await import("./prepare-upload.ts")).prepareUpload(request);
}
