import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { fetchFromPages } from "./fetch/fetch-from-pages.ts";
import { logIn } from "./fetch/log-in.ts";
import { type FetchedDocument, type FetchOptions, fetchDocument, type Validators } from "./fetch-document.ts";
import { MAX_BYTES } from "./gate/bytes.ts";
import { RefreshError } from "./refusal.ts";
import { type Address, type Environment, findAddress, type RefreshSource, readSecret, withHost } from "./source.ts";

/** What a refresh starts from. */
export type Incoming =
  | ({ readonly bytes: Uint8Array } & Validators)
  /** The server says that it still has what is committed. */
  | "unchanged";

/**
 * The bytes of a vendor's document: of a file, of a URL on the vendor's hosts, or from where it publishes.
 *
 * @param from - file or https URL; absent means what `source.json` says
 * @throws RefreshError of kind `fetch`, `content` or `limit`.
 */
export async function readIncoming(
  source: RefreshSource,
  from: string | undefined,
  environment: Environment,
  options: FetchOptions = {},
): Promise<Incoming> {
  if (from !== undefined && !/^[a-z]+:\/\//iu.test(from)) return { bytes: await readGivenFile(from) };
  const address = findAddress(source, environment);
  if (typeof address === "string") throw refuse("address", address);
  const given = from === undefined ? undefined : URL.parse(from);
  if (given === null) throw refuse("url", "--from is no URL");
  const target = given ? { ...address, url: given } : address;
  refuseForeign(target);
  const signed = await logIn(source, address, environment, options);
  const answer = await fetchFrom(source, { ...signed, url: target.url }, environment, options, given !== undefined);
  return answer.isUnchanged ? "unchanged" : answer;
}

/** Before a login, so that a URL that will be refused costs no credential. */
function refuseForeign({ url, hosts }: Address): void {
  if (url.protocol !== "https:") throw refuse("https-only", "the URL is no https URL");
  if (!hosts.includes(url.host)) throw refuse("host-list", "the host is not in the list of source.json");
}

async function fetchFrom(
  source: RefreshSource,
  address: Address,
  environment: Environment,
  options: FetchOptions,
  isGiven: boolean,
): Promise<FetchedDocument> {
  if (source.access === "page" && !isGiven) return fetchFromPages(listPages(source, address), address, options);
  // The lock speaks of the bytes that the vendor itself publishes there.
  const isPublished = address.url.href === source.url && !address.isInstallation;
  const { etag, lastModified } = (isPublished ? source.lock : undefined) ?? {};
  try {
    const answer = await fetchDocument(address, { ...options, etag, lastModified });
    if (answer.isUnchanged || isPublished) return answer;
    return { isUnchanged: false, bytes: answer.bytes };
  } catch (error) {
    if (!source.introspection || isGiven || !(error instanceof RefreshError) || !isNotShown(error)) throw error;
    const { url, variable } = source.introspection;
    const token = readSecret(variable, environment);
    if (token === undefined) throw advise(error, variable);
    const { introspect } = await import("./fetch/introspect.ts");
    const headers = { authorization: `Bearer ${token}` };
    return {
      isUnchanged: false,
      bytes: await introspect({ ...address, url: new URL(url), headers, variable }, options),
    };
  }
}

function listPages({ alternatives = [], fileNames = [] }: RefreshSource, { url, isInstallation }: Address) {
  const host = isInstallation ? url.host : undefined;
  return { urls: [url, ...alternatives.map((one) => withHost(one, host))], fileNames };
}

/** The server is there and does not show the text; anything else is an outage, after which no other way is tried. */
function isNotShown({ rule, hint = "" }: RefreshError): boolean {
  return rule === "content-type" || (rule === "status-200" && /answered 4\d\d/u.test(hint));
}

function advise({ kind, rule, pointer, hint }: RefreshError, variable: string): RefreshError {
  return new RefreshError({
    kind,
    rule,
    pointer,
    hint: `${hint}; with ${variable} set the schema is asked for by introspection`,
  });
}

async function readGivenFile(path: string): Promise<Uint8Array> {
  if (!existsSync(path)) throw refuse("file", "there is no such file");
  const entry = await stat(path);
  // A folder cannot be read, and a device or pipe may have no end.
  if (!entry.isFile()) throw refuse("file", "it is no plain file");
  const { size } = entry;
  if (size > MAX_BYTES) {
    throw new RefreshError({ kind: "limit", rule: "max-bytes", pointer: "#", hint: `more than ${MAX_BYTES} bytes` });
  }
  return readFile(path);
}

function refuse(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "fetch", rule, pointer: "#", hint });
}
