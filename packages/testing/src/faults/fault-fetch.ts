import { type AnswerHead, createExchanges, type ExchangeOptions, toHead, toText } from "./exchange.ts";
import type { FaultyAnswer, Strike } from "./fault.ts";
import { type BodyPlan, bodyStream, LIST_BYTES, textStream } from "./fetch-body.ts";
import type { ArrivedRequest } from "./ledger.ts";
import type { HealthyAnswer } from "./world.ts";

/** Time as a `fetch` in the place of a network needs it; a fake clock is one. */
export interface FetchClock {
  now(): number;
  setTimer(run: () => void, delayMs: number): () => void;
}

/** What a faulty `fetch` is made of. */
export interface FaultFetchOptions extends ExchangeOptions {
  /** Origins that the server answers under; a request to any other reaches the foreign origin. */
  readonly origins: readonly string[];
  readonly clock: FetchClock;
  /** How long a request and its answer travel, in milliseconds; drawn for each when it is a function. @default 20 */
  readonly latencyMs?: number | (() => number);
}

const FOREIGN = "127.0.0.1:9";

/**
 * A `fetch` that fails as the global one of Node.js does before a faulty server, without sockets and by an injected clock.
 *
 * Takes an address and options, not a `Request`, because that is how clients call it.
 */
export function createFaultFetch(options: FaultFetchOptions): typeof globalThis.fetch {
  const { clock, ledger, origins, latencyMs = 20 } = options;
  const exchanges = createExchanges(options);
  const fetch = async (input: string | URL, init: RequestInit = {}): Promise<Response> => {
    const signal = init.signal ?? undefined;
    signal?.throwIfAborted();
    const url = new URL(input);
    await wait(clock, typeof latencyMs === "number" ? latencyMs : latencyMs(), signal);
    const request = await toArrived(url, init, clock.now());
    if (!origins.includes(url.origin)) {
      ledger.addForeignBytes(`${request.method} ${request.target} ${JSON.stringify(request.headers)}`.length);
      throw toFetchError("connect ECONNREFUSED", "ECONNREFUSED");
    }
    const code = exchanges.refuse(request);
    if (code) throw toConnectError(code);
    const { strike, healthy } = exchanges.take(request);
    const answering: Answering = { healthy, answer: {}, request, url, clock, signal };
    const response = strike ? await suffer(strike, answering) : respond(answering);
    const location = response.headers.get("location");
    if (!location || init.redirect === "manual") return response;
    // As `fetch` does by default: on to wherever the server says, with every header but two.
    return fetch(new URL(location, url), init);
  };
  return fetch as typeof globalThis.fetch;
}

interface Answering {
  readonly healthy: HealthyAnswer | undefined;
  readonly answer: FaultyAnswer;
  readonly request: ArrivedRequest;
  readonly url: URL;
  readonly clock: FetchClock;
  readonly signal: AbortSignal | undefined;
}

const BROKEN = {
  reset: () => toFetchError("read ECONNRESET", "ECONNRESET"),
  end: () => toFetchError("other side closed", "UND_ERR_SOCKET"),
};

/** What a strike looks like to the caller of `fetch`. */
async function suffer(strike: Strike, answering: Answering): Promise<Response> {
  if (strike.kind === "unsent") throw toConnectError(strike.code);
  if (strike.kind === "broken") throw BROKEN[strike.by]();
  if (strike.kind === "garbage") throw toFetchError("Response does not match the HTTP/1.1 protocol", strike.code);
  if (strike.kind === "silence") {
    await wait(answering.clock, UNDICI_TIMEOUT_MS, answering.signal);
    throw toFetchError("Headers Timeout Error", "UND_ERR_HEADERS_TIMEOUT");
  }
  const { answer } = strike;
  if (answer.headDelayMs) await wait(answering.clock, answer.headDelayMs, answering.signal);
  if ((answer.codings?.length ?? 0) > MOST_CODINGS)
    throw toFetchError("too many content-encodings in response", undefined);
  return respond({ ...answering, answer });
}

/** Timeout of undici for the head and between two parts of a body. */
const UNDICI_TIMEOUT_MS = 300_000;
/** undici takes no answer that is coded more often. */
const MOST_CODINGS = 5;

function respond({ healthy, answer, request, url, clock, signal }: Answering): Response {
  const places = { origin: url.origin, foreignAuthority: FOREIGN, epochMs: Date.now() };
  const head = toHead(answer, healthy, places, request.target);
  const text = toText(answer, healthy, request);
  const isPlain = !answer.breaks && !answer.drip && !answer.spoilt && !(answer.body && "kibibytes" in answer.body);
  const isEmpty = head.status === 204 || (isPlain && text === "") || request.method === "HEAD";
  if (isEmpty) return toResponse(null, head, url);
  if (isPlain && (answer.framing ?? "length") !== "more-than-sent") {
    const announced = answer.framing === "less-than-sent" ? text.slice(0, text.length / 2) : text;
    return toResponse(textStream(announced), withFraming(head, answer, announced.length), url);
  }
  const length = answer.body && "kibibytes" in answer.body ? answer.body.kibibytes * 1024 + LIST_BYTES : text.length;
  return toResponse(bodyStream({ ...toPlan(answer, text), clock, signal }), withFraming(head, answer, length), url);
}

/** Adds what `fetch` leaves of the headers that only the connection needs. */
function withFraming(
  { status, headers }: AnswerHead,
  { framing = "length", codings }: FaultyAnswer,
  length: number,
): AnswerHead {
  const hasLength = framing !== "chunked" && framing !== "until-close" && !codings;
  return {
    status,
    headers: [
      ...headers,
      ...(hasLength ? [["Content-Length", String(framing === "more-than-sent" ? length * 2 : length)] as const] : []),
      ...(codings ? [["Content-Encoding", codings.join(", ")] as const] : []),
    ],
  };
}

function toPlan(answer: FaultyAnswer, text: string): BodyPlan {
  const kibibytes = answer.body && "kibibytes" in answer.body ? answer.body.kibibytes : undefined;
  const half = text.slice(0, Math.ceil(text.length / 2));
  if (kibibytes !== undefined) return { kibibytes };
  if (answer.spoilt === "end") return { parts: [half] };
  if (answer.spoilt === "bytes")
    return { parts: [half], failure: toFetchError("incorrect data check", "Z_DATA_ERROR", "terminated") };
  if (answer.framing === "more-than-sent") return { parts: [text], stalls: true };
  if (answer.drip) {
    const { parts, everyMs } = answer.drip;
    return { parts: split(text, parts), everyMs };
  }
  if (answer.breaks === "silence") return { parts: [half], stalls: true };
  if (answer.framing === "until-close") return { parts: [half] };
  const failure =
    answer.breaks === "bad-chunk"
      ? toFetchError("Response does not match the HTTP/1.1 protocol", undefined, "terminated")
      : toFetchError(
          answer.breaks === "reset" ? "read ECONNRESET" : "other side closed",
          answer.breaks === "reset" ? "ECONNRESET" : "UND_ERR_SOCKET",
          "terminated",
        );
  return { parts: [half], failure };
}

/** Equal parts, and blanks where there are more parts than characters: JSON may end in them. */
export function split(text: string, parts: number): string[] {
  const size = Math.max(1, Math.ceil(text.length / parts));
  return Array.from({ length: parts }, (_, index) => text.slice(index * size, (index + 1) * size) || " ");
}

function toResponse(body: ReadableStream<Uint8Array> | null, { status, headers }: AnswerHead, url: URL): Response {
  const list = new Headers();
  for (const [name, value] of headers) list.append(name, value);
  const response = new Response(body, { status, headers: list });
  // `fetch` fills it in; a constructor cannot.
  return Object.defineProperty(response, "url", { value: url.href });
}

/** The same, of a connection that did not come about. */
function toConnectError(code: string): TypeError {
  const error = toFetchError(`connect ${code}`, code);
  if (error.cause instanceof Error && /^E/.test(code)) Object.assign(error.cause, { syscall: "connect" });
  return error;
}

/** What `fetch` of Node.js throws: a TypeError whose cause has the code of the system, when there is one. */
export function toFetchError(message: string, code: string | undefined, outer = "fetch failed"): TypeError {
  return new TypeError(outer, { cause: Object.assign(new Error(message), code === undefined ? {} : { code }) });
}

async function toArrived(
  url: URL,
  { method = "GET", headers, body }: RequestInit,
  atMs: number,
): Promise<ArrivedRequest> {
  const list = headers instanceof Headers ? headers : new Headers(headers);
  const text = typeof body === "string" ? body : body ? await new Response(body).text() : "";
  return {
    method,
    target: url.pathname + url.search,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(list),
    body: text,
    atMs,
  };
}

/** Waits; an abort ends the wait with the signal's reason, as `fetch` does. */
function wait(clock: FetchClock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.setTimer(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
