import {
  type ClientRequest,
  type Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from "node:http";
import { type Agent as HttpsAgent, request as requestHttps } from "node:https";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { HttpHandler } from "../mock/handler.ts";
import type { Exchange } from "./judge-answer.ts";
import { listCredentials } from "./redactor.ts";

/** Where requests go and who is told of their answers. */
export interface ForwarderOptions {
  readonly target: URL;
  readonly agent: HttpAgent | HttpsAgent;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  onAnswer(exchange: Exchange): void;
  onFailure(code: string): void;
}

/** Headers that concern one connection only. */
const HOP_BY_HOP = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"],
  ...["te", "trailer", "transfer-encoding", "upgrade", "host"],
]);

/** Creates a handler that hands requests on to one origin and the answers back. */
export function createForwarder(options: ForwarderOptions): HttpHandler {
  const base = options.target.pathname.replace(/\/+$/, "");
  return async (request, reply) => {
    const { pathname, search } = new URL(request.url?.replace(/^\/+/, "/") ?? "/", "http://proxy.invalid");
    if (pathname !== base && !pathname.startsWith(`${base}/`)) {
      request.resume();
      writeProblem(reply, 404, "outside-target", "The path does not begin with the path of the target");
      return;
    }
    const path = pathname.slice(base.length);
    try {
      await forward(request, reply, { options, path, sentPath: `${pathname}${search}` });
    } catch (error) {
      options.onFailure(codeOf(error));
      if (reply.headersSent) reply.destroy();
      else writeProblem(reply, 502, "no-answer", codeOf(error));
    }
  };
}

interface Way {
  readonly options: ForwarderOptions;
  /** Below the base path. */
  readonly path: string;
  readonly sentPath: string;
}

async function forward(request: IncomingMessage, reply: ServerResponse, way: Way): Promise<void> {
  const { options, path, sentPath } = way;
  const { target, agent, timeoutMs, maxBodyBytes } = options;
  const send = target.protocol === "https:" ? requestHttps : requestHttp;
  // Node frames no body of DELETE and GET by itself: unframed bytes would be the next request.
  const framing = request.headers["transfer-encoding"] === undefined ? {} : { "transfer-encoding": "chunked" };
  const upstream = send({
    protocol: target.protocol,
    hostname: target.hostname.replace(/^\[|\]$/g, ""),
    port: target.port,
    method: request.method,
    path: sentPath,
    // Answers have to be read; ranges and conditions are the client's own affair.
    headers: { ...withoutHops(request), ...framing, host: target.host, "accept-encoding": "identity" },
    agent,
  });
  upstream.setTimeout(timeoutMs, () => upstream.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })));
  reply.once("close", () => upstream.destroy());
  const sent = collect(request, maxBodyBytes);
  request.pipe(upstream);
  const answer = await answerOf(upstream);
  reply.writeHead(answer.statusCode ?? 502, withoutHops(answer));
  const kept = collect(answer, maxBodyBytes);
  await new Promise<void>((resolve, reject) => {
    answer.once("error", reject);
    answer.once("aborted", () => reject(Object.assign(new Error("aborted"), { code: "ECONNRESET" })));
    answer.once("end", resolve);
    answer.pipe(reply, { end: false });
  });
  // Judged before the client sees the end: who waits for the answer finds the verdict.
  options.onAnswer({
    ...{ method: request.method ?? "GET", path, status: answer.statusCode ?? 0 },
    sent: sent()?.toString("utf8") ?? "",
    contentType: answer.headers["content-type"],
    body: decode(kept(), answer.headers["content-encoding"], maxBodyBytes),
    secrets: listCredentials(request.headers),
  });
  reply.end();
}

function answerOf(upstream: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    upstream.once("response", resolve);
    upstream.on("error", reject);
    upstream.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
  });
}

function withoutHops({ headers }: IncomingMessage): Record<string, string | string[]> {
  const named = String(headers["connection"] ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.includes(name)) kept[name] = value;
  }
  return kept;
}

/** Keeps what passes, up to a limit; beyond it `undefined`. */
function collect(stream: IncomingMessage, limit: number): () => Buffer | undefined {
  let chunks: Buffer[] = [];
  let length = 0;
  stream.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks = [];
  });
  return () => (length > limit ? undefined : Buffer.concat(chunks));
}

function decode(bytes: Buffer | undefined, encoding: string | undefined, limit: number): string | undefined {
  if (bytes === undefined || encoding === undefined || encoding === "identity") return bytes?.toString("utf8");
  const readers = { gzip: gunzipSync, "x-gzip": gunzipSync, deflate: inflateSync, br: brotliDecompressSync };
  const name = Object.keys(readers).find((one) => one === encoding.trim().toLowerCase()) as
    | keyof typeof readers
    | undefined;
  if (name === undefined) return undefined;
  try {
    return readers[name](bytes, { maxOutputLength: limit }).toString("utf8");
  } catch {
    return undefined;
  }
}

/** A code of Node's, never a message: that may hold an address or what the server sent. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "FAILED";
}

function writeProblem(reply: ServerResponse, status: number, type: string, title: string): void {
  reply.writeHead(status, { "content-type": "application/problem+json" });
  reply.end(JSON.stringify({ type: `urn:vendor-clients:proxy:${type}`, title, status }));
}
