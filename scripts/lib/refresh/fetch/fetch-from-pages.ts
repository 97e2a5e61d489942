import type { FetchedDocument, FetchOptions } from "../fetch-document.ts";
import { RefreshError } from "../refusal.ts";
import type { Address } from "../source.ts";
import { findDocumentUrls, findInitializers, isLikelyDocument } from "./find-documents.ts";
import { sendToVendor, type VendorAnswer } from "./send-to-vendor.ts";

/** Where a vendor shows its document to people. */
export interface Pages {
  readonly urls: readonly URL[];
  /** File names that are tried beside each page. */
  readonly fileNames: readonly string[];
}

type Fetched = Extract<FetchedDocument, { readonly isUnchanged: false }>;

/**
 * Fetches the document that one of the pages is, names, or has beside it; only URLs on the page's origin are asked.
 *
 * @throws RefreshError of kind `fetch`: `page-names-no-document` when there is none, `status-200` when no page answers.
 */
export async function fetchFromPages(pages: Pages, address: Address, options: FetchOptions): Promise<Fetched> {
  const statuses = new Map<string, number>();
  const ask: Ask = async (url) => {
    if (statuses.has(url.href)) return undefined;
    const answer = await sendToVendor({ ...address, url }, options).catch(toRedirect);
    statuses.set(url.href, answer?.status ?? 302);
    return answer?.status === 200 ? answer : undefined;
  };
  for (const url of pages.urls) {
    const page = await ask(url);
    if (page && isLikelyDocument(page.bytes)) return toFetched(page);
    if (!page) continue;
    for (const candidate of await listCandidates(page, pages.fileNames, ask)) {
      const answer = await ask(candidate);
      if (answer && isLikelyDocument(answer.bytes)) return toFetched(answer);
    }
  }
  throw refuseAll(pages, [...statuses.values()], address);
}

type Ask = (url: URL) => Promise<VendorAnswer | undefined>;

/** A page that leads elsewhere, to a login perhaps, is a page that is not there; nothing was sent where it leads. */
function toRedirect(error: unknown): undefined {
  if (!(error instanceof RefreshError) || error.rule !== "no-redirect-off-host") throw error;
}

async function listCandidates(page: VendorAnswer, fileNames: readonly string[], ask: Ask): Promise<URL[]> {
  const text = new TextDecoder().decode(page.bytes);
  const found = findDocumentUrls(text, page.url);
  for (const script of findInitializers(text, page.url)) {
    const answer = await ask(script);
    // What a script names is relative to the page that it belongs to.
    if (answer) found.unshift(...findDocumentUrls(new TextDecoder().decode(answer.bytes), page.url));
  }
  return [...found, ...fileNames.map((name) => new URL(name, page.url))];
}

function toFetched({ bytes }: VendorAnswer): Fetched {
  // Which of the URLs it was may change, so nothing is kept to ask conditionally by.
  return { isUnchanged: false, bytes };
}

function refuseAll({ urls }: Pages, statuses: readonly number[], { variable }: Address): RefreshError {
  if (!statuses.includes(200)) {
    const named = variable === undefined ? "" : ` with ${variable}`;
    const hint = `the servers answered ${[...new Set(statuses)].join(", ")}${named}`;
    return new RefreshError({ kind: "fetch", rule: "status-200", pointer: "#", hint });
  }
  const hint = `${urls[0]?.href} names no JSON document: save it from there and give the file with --from`;
  return new RefreshError({ kind: "fetch", rule: "page-names-no-document", pointer: "#", hint });
}
