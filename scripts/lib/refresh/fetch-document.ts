import { RefreshError } from "./refusal.ts";
import type { Address } from "./source.ts";

/** Caps and transport of a fetch; the defaults are the ones that commands use. */
export interface FetchOptions {
  /** `ETag` of the bytes that are committed. */
  readonly etag?: string | undefined;
  /** @default 50 MiB */
  readonly maxBytes?: number;
  /** Of the whole answer, body included. @default 60 s */
  readonly timeoutMs?: number;
  /** Protocols that may be used. Tests ask a server of their own with `http:`. @default https only */
  readonly protocols?: readonly string[];
  readonly fetch?: typeof fetch;
}

/** What a vendor answered. */
export type FetchedDocument =
  | { readonly isUnchanged: true }
  | { readonly isUnchanged: false; readonly bytes: Uint8Array; readonly etag: string | undefined };

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const ETAG = /^(W\/)?"[\x21\x23-\x7e]{1,128}"$/;

/**
 * Fetches a document from one of the hosts of its address: conditionally, with caps, never from anywhere else.
 *
 * Redirects are followed on the same origin only, because credentials go with them.
 *
 * @throws RefreshError of kind `fetch` or `content`; its message holds no header, no query and nothing of the body.
 */
export async function fetchDocument(address: Address, options: FetchOptions = {}): Promise<FetchedDocument> {
  const { maxBytes = 50 * 1024 * 1024, timeoutMs = 60_000 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await followRedirects(address, options, signal);
    if (response.status === 304 && options.etag !== undefined) return { isUnchanged: true };
    if (response.status !== 200) {
      await response.body?.cancel();
      throw refuse("status-200", `the server answered ${response.status}`);
    }
    refuseContentType(response.headers.get("content-type") ?? "");
    const bytes = await readBody(response, maxBytes);
    const etag = response.headers.get("etag") ?? "";
    return { isUnchanged: false, bytes, etag: ETAG.test(etag) ? etag : undefined };
  } catch (error) {
    if (error instanceof RefreshError) throw error;
    if (signal.aborted) throw refuse("time-cap", `no whole answer within ${timeoutMs} ms`);
    throw refuse("connection", "the connection failed or ended early");
  }
}

async function followRedirects(address: Address, options: FetchOptions, signal: AbortSignal): Promise<Response> {
  const send = options.fetch ?? fetch;
  const headers = { ...address.headers, ...(options.etag !== undefined && { "if-none-match": options.etag }) };
  let { url } = address;
  for (let count = 0; count <= MAX_REDIRECTS; count += 1) {
    refuseUrl(url, address, options.protocols ?? ["https:"]);
    const response = await send(url, { headers, redirect: "manual", signal });
    if (!REDIRECTS.has(response.status)) return response;
    await response.body?.cancel();
    const next = URL.parse(response.headers.get("location") ?? "", url);
    if (next?.origin !== address.url.origin) throw refuse("no-redirect-off-host", "the server answered a redirect");
    url = next;
  }
  throw refuse("redirects", `more than ${MAX_REDIRECTS}`);
}

function refuseUrl(url: URL, address: Address, protocols: readonly string[]): void {
  if (!protocols.includes(url.protocol)) throw refuse("https-only", "the URL is no https URL");
  if (url.username !== "" || url.password !== "") throw refuse("no-credentials-in-url", "the URL holds credentials");
  if (!address.hosts.includes(url.host)) throw refuse("host-list", "the host is not in the list of source.json");
}

function refuseContentType(type: string): void {
  if (/html|image\/|audio\/|video\/|pdf|zip|gzip/iu.test(type)) {
    throw new RefreshError({ kind: "content", rule: "content-type", pointer: "#", hint: "not the type of a document" });
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(response.headers.get("content-length") ?? 0);
  if (declared > maxBytes) {
    await response.body?.cancel();
    throw refuse("size-cap", `more than ${maxBytes} bytes`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted as they come and after decompression, so that a small answer cannot become a big one.
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw refuse("size-cap", `more than ${maxBytes} bytes`);
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function refuse(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "fetch", rule, pointer: "#", hint });
}
