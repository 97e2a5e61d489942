import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as open } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { MAX_BYTES } from "../gate/bytes.ts";
import { RefreshError } from "../refusal.ts";
import { MACHINE, type Network, resolveHost } from "./network.ts";

/** Caps and transport of a fetch; the defaults are the ones that commands use. */
export interface ExchangeOptions {
  /** After decompression. @default 50 MiB */
  readonly maxBytes?: number;
  /** Of one whole answer, from the look-up of the name to the last byte. @default 60 s */
  readonly timeoutMs?: number;
  readonly network?: Network;
  /** Told with each further MiB of a body how many bytes have come. */
  readonly onProgress?: (bytes: number) => void;
}

/** One request; whoever makes it has checked the host. */
export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: string | undefined;
  /** The user named this host, so that it may lie in a private network. */
  readonly isInstallation?: boolean | undefined;
}

/** An answer; the bytes are read for status 200 only. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
}

const MIB = 1024 * 1024;
const DECODERS: Readonly<Record<string, () => Readable & NodeJS.WritableStream>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Sends one request over https and reads its answer, within caps; follows nothing and repeats nothing.
 *
 * @throws RefreshError of kind `fetch`; its message holds no address, no header and nothing of the body.
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpAnswer> {
  const { timeoutMs = 60_000 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const message = await send(request, options.network ?? MACHINE, signal);
    const { statusCode: status = 0, headers } = message;
    if (status === 200) return { status, headers, bytes: await readBody(message, options) };
    message.destroy();
    return { status, headers, bytes: new Uint8Array() };
  } catch (error) {
    if (error instanceof RefreshError) throw error;
    if (signal.aborted) throw refuse("time-cap", `no whole answer within ${timeoutMs} ms`);
    throw refuseConnection(error);
  }
}

async function send(request: HttpRequest, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, body } = request;
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const addresses = await until(signal, resolveHost(host, network, request.isInstallation ?? false));
  const headers = { ...request.headers, "accept-encoding": "gzip, deflate, br", connection: "close" };
  const port = Number(url.port || 443);
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = open(url, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? headers : { ...headers, "content-length": Buffer.byteLength(body) },
      signal,
      defaultPort: 443,
      createConnection: () => network.connect({ host, port, addresses }),
    });
    sent.once("response", resolve).on("error", reject).end(body);
  });
}

/** A resolver cannot be stopped, but it need not be waited for. */
function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

async function readBody(message: IncomingMessage, options: ExchangeOptions): Promise<Uint8Array> {
  const { maxBytes = MAX_BYTES, onProgress } = options;
  if (Number(message.headers["content-length"] ?? 0) > maxBytes) {
    message.destroy();
    throw refuse("size-cap", `more than ${maxBytes} bytes`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted as they come and after decompression, so that a small answer cannot become a big one.
  for await (const chunk of decode(message) as AsyncIterable<Uint8Array>) {
    const before = size;
    size += chunk.byteLength;
    if (size > maxBytes) throw refuse("size-cap", `more than ${maxBytes} bytes`);
    if (Math.floor(size / MIB) > Math.floor(before / MIB)) onProgress?.(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(message: IncomingMessage): Readable {
  const coding = (message.headers["content-encoding"] ?? "identity").trim().toLowerCase().replace(/^x-/u, "");
  if (coding === "identity" || coding === "") return message;
  const create = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (create) return pipeline(message, create(), () => {}) as Readable & NodeJS.WritableStream;
  message.destroy();
  throw refuse("content-encoding", "an encoding that was not asked for");
}

/** What Node.js calls the failure is told, what it says of it is not: that may hold an address. */
function refuseConnection(error: unknown): RefreshError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const name = /^[A-Z][A-Z0-9_]{2,60}$/u.test(code) ? `, ${code}` : "";
  const isTrust = /CERT|SIGNATURE|ISSUER|ALTNAME/u.test(code);
  if (isTrust) return refuse("certificate", `the certificate is not trusted${name}`);
  return refuse("connection", `the connection failed or ended early${name}`);
}

function refuse(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "fetch", rule, pointer: "#", hint });
}
