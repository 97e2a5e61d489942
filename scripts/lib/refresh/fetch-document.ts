import type { IncomingHttpHeaders } from "node:http";
import { type SendOptions, sendToVendor } from "./fetch/send-to-vendor.ts";
import { RefreshError } from "./refusal.ts";
import type { Address } from "./source.ts";

/** What a server says its bytes can be recognised by. */
export interface Validators {
  /** `ETag`, the better of the two. */
  readonly etag?: string | undefined;
  /** `Last-Modified`; kept only where there is no `ETag`. */
  readonly lastModified?: string | undefined;
}

/** Caps, transport, and what is known of the bytes that are committed. */
export interface FetchOptions extends SendOptions, Validators {}

/** What a vendor answered. */
export type FetchedDocument =
  | { readonly isUnchanged: true }
  | ({ readonly isUnchanged: false; readonly bytes: Uint8Array } & Validators);

const ETAG = /^(W\/)?"[\x21\x23-\x7e]{1,128}"$/;
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Fetches a document from one of the hosts of its address: conditionally, with caps, never from anywhere else.
 *
 * @throws RefreshError of kind `fetch` or `content`; its message holds no header, no query and nothing of the body.
 */
export async function fetchDocument(address: Address, options: FetchOptions = {}): Promise<FetchedDocument> {
  const condition = toCondition(options);
  const headers = { accept: "application/json, */*;q=0.5", ...address.headers, ...condition };
  const answer = await sendToVendor({ ...address, headers }, options);
  if (answer.status === 304 && Object.keys(condition).length > 0) return { isUnchanged: true };
  refuseStatus(answer.status, address);
  refuseContentType(answer.headers["content-type"] ?? "");
  return { isUnchanged: false, bytes: answer.bytes, ...readValidators(answer.headers) };
}

function toCondition({ etag, lastModified }: Validators): Record<string, string> {
  if (etag !== undefined) return { "if-none-match": etag };
  return lastModified === undefined ? {} : { "if-modified-since": lastModified };
}

/** @throws RefreshError of kind `fetch` for every status but 200; names the variable whose value may be refused. */
export function refuseStatus(status: number, { variable }: Address): void {
  if (status === 200) return;
  const isRefused = status === 401 || status === 403;
  const advice = !isRefused || variable === undefined ? "" : `: the value of ${variable} is refused, or has ended`;
  const hint = `the server answered ${status}${advice}`;
  throw new RefreshError({ kind: "fetch", rule: "status-200", pointer: "#", hint });
}

function refuseContentType(type: string): void {
  if (/html|image\/|audio\/|video\/|pdf|zip|gzip/iu.test(type)) {
    throw new RefreshError({ kind: "content", rule: "content-type", pointer: "#", hint: "not the type of a document" });
  }
}

/** They are committed, so only what has their form is kept. */
function readValidators(headers: IncomingHttpHeaders): Validators {
  const { etag = "", "last-modified": lastModified = "" } = headers;
  if (ETAG.test(etag)) return { etag };
  return DATE.test(lastModified) ? { lastModified } : {};
}
