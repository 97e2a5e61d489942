import type { IncomingMessage } from "node:http";
import { type RequestOptions, request as startRequest } from "node:https";
import { pipeline, Readable } from "node:stream";

const STATUS_WITHOUT_BODY = [101, 204, 205, 304];

/** Sends one request by `node:https` and answers as `fetch` does, as soon as the headers are there. */
export function sendOverTls(
  request: Request,
  body: BodyInit | null | undefined,
  trust: RequestOptions,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const length = measure(body);
  const outgoing = startRequest(request.url, {
    ...trust,
    // Without an agent, Node.js would take 80.
    defaultPort: 443,
    method: request.method,
    headers: {
      accept: "*/*",
      "accept-encoding": "identity",
      ...Object.fromEntries(request.headers),
      ...(length !== undefined && { "content-length": length }),
    },
    signal: request.signal,
  });
  outgoing.on("response", (incoming) => {
    try {
      resolve(toResponse(incoming, request.url));
    } catch (error) {
      // A status or a header that `Response` does not take.
      incoming.destroy();
      reject(error);
    }
  });
  // Also after the answer began: a server may close before it has read the whole request.
  outgoing.on("error", reject);
  if (request.body) pipeline(Readable.fromWeb(request.body as never), outgoing, () => {});
  else outgoing.end();
  return promise;
}

function toResponse(incoming: IncomingMessage, url: string): Response {
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] ?? "", incoming.rawHeaders[i + 1] ?? "");
  }
  const { statusCode: status = 0, statusMessage: statusText = "" } = incoming;
  const hasBody = !STATUS_WITHOUT_BODY.includes(status);
  const response = new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null, {
    status,
    statusText,
    headers,
  });
  if (!hasBody) incoming.resume();
  return Object.defineProperty(response, "url", { value: url });
}

// A length spares small servers a chunked body; of a stream it is not known.
function measure(body: BodyInit | null | undefined): number | undefined {
  if (typeof body === "string" || body instanceof URLSearchParams) return Buffer.byteLength(String(body));
  if (body instanceof Blob) return body.size;
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : undefined;
}
