// Rule: a page is text that is searched, never run. What it names is asked for on the page's own origin and nowhere else.

const MAX_FOUND = 8;
const MAX_PAGE = 16 * 1024 * 1024;
const FILE = /["'`]([^"'`\s<>\\]{1,400}\.(?:json|ya?ml)(?:\?[^"'`\s<>\\]{0,200})?)["'`]/giu;
const SETTING =
  /\b(?:spec-?url|data-url|downloadUrl|definitionUrl|url)["']?\s{0,4}[:=]\s{0,4}["'`]([^"'`\s<>\\]{1,400})["'`]/giu;
const SCRIPT = /\bsrc\s{0,4}=\s{0,4}["']([^"'\s<>\\]{0,400}swagger-initializer\.js)["']/giu;
/** Files of every web application, which describe no API. */
const OTHER = /(?:manifest|package|tsconfig|search-index|redirects)[^/]*\.json$|\.(?:js|css|map|png|svg|ico|html?)$/iu;
const TELLING = /openapi|swagger|redoc|spec|reference|doc|api/iu;

/** URLs on the page's origin that may be its document; the most telling first. */
export function findDocumentUrls(text: string, page: URL): URL[] {
  const plain = unescapeText(text.slice(0, MAX_PAGE));
  const named = [...findAll(SETTING, plain, page), ...findAll(FILE, plain, page)];
  const unique = new Map(named.filter((url) => !OTHER.test(url.pathname)).map((url) => [url.href, url]));
  const isTelling = (url: URL) => Number(TELLING.test(url.pathname.split("/").at(-1) ?? ""));
  return [...unique.values()].sort((a, b) => isTelling(b) - isTelling(a)).slice(0, MAX_FOUND);
}

/** Scripts on the page's origin that do nothing but name the document, as Swagger's pages have one. */
export function findInitializers(text: string, page: URL): URL[] {
  return findAll(SCRIPT, unescapeText(text.slice(0, MAX_PAGE)), page).slice(0, 1);
}

/** Whether bytes look like an API document in JSON; the gate decides. */
export function isLikelyDocument(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return /^\uFEFF?\s*\{/u.test(text) && /"(?:openapi|swagger)"\s*:\s*"[23]\./u.test(text);
}

function findAll(pattern: RegExp, text: string, page: URL): URL[] {
  const urls = [...text.matchAll(pattern)].map(([, found = ""]) => URL.parse(found, page));
  return urls.filter((url) => url !== null).filter((url) => url.origin === page.origin && url.username === "");
}

/** How HTML and JSON write the characters of URLs. */
function unescapeText(text: string): string {
  return text
    .replace(/\\u002[fF]|\\\//gu, "/")
    .replaceAll("&amp;", "&")
    .replace(/\\(["'])/gu, "$1");
}
