import { setTimeout } from "node:timers/promises";
import { RefreshError } from "../refusal.ts";
import type { Address } from "../source.ts";
import { type ExchangeOptions, exchange, type HttpAnswer, type HttpRequest } from "./exchange.ts";

/** How requests are sent and repeated. */
export interface SendOptions extends ExchangeOptions {
  /** Waits between attempts; a test's clock goes on at once. @default real time */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** An answer, and where it came from after redirects on the same origin. */
export interface VendorAnswer extends HttpAnswer {
  readonly url: URL;
}

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PAUSES_MS = [1_000, 4_000];

/**
 * Sends a request to a listed host of a vendor: https only, again after a failed connection or a 5xx, twice at most.
 *
 * Redirects of a GET are followed on the same origin, because credentials go with it; those of a POST never.
 *
 * @param body - makes it a POST
 * @throws RefreshError of kind `fetch`.
 */
export async function sendToVendor(address: Address, options: SendOptions, body?: string): Promise<VendorAnswer> {
  let { url } = address;
  for (let count = 0; count <= MAX_REDIRECTS; count += 1) {
    refuseUrl(url, address);
    const { headers, isInstallation } = address;
    const answer = await repeat({ url, headers, isInstallation, body }, options);
    if (!REDIRECTS.has(answer.status)) return { ...answer, url };
    const next = URL.parse(answer.headers.location ?? "", url);
    const isSame = body === undefined && next?.origin === address.url.origin;
    if (!next || !isSame) throw refuse("no-redirect-off-host", "the server answered a redirect");
    url = next;
  }
  throw refuse("redirects", `more than ${MAX_REDIRECTS}`);
}

function refuseUrl(url: URL, { hosts }: Address): void {
  if (url.protocol !== "https:") throw refuse("https-only", "the URL is no https URL");
  if (url.username !== "" || url.password !== "") throw refuse("no-credentials-in-url", "the URL holds credentials");
  if (!hosts.includes(url.host)) throw refuse("host-list", "the host is not in the list of source.json");
}

/** Only what may pass by itself is tried again: no connection, half an answer, a server that failed. */
async function repeat(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
  const { pause = setTimeout } = options;
  for (const pauseMs of PAUSES_MS) {
    try {
      const answer = await exchange(request, options);
      if (answer.status < 500) return answer;
    } catch (error) {
      if (!(error instanceof RefreshError) || error.rule !== "connection") throw error;
    }
    await pause(pauseMs);
  }
  return exchange(request, options);
}

function refuse(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "fetch", rule, pointer: "#", hint });
}
