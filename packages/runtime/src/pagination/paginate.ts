import { ResponseFormatError } from "../errors/client-error.ts";
import { PaginationError, type PaginationReason } from "../errors/pagination-error.ts";
import type { CallInit, PageStyle, RestClientConfig, Result } from "../options.ts";
import { type Cursor, cursors } from "./cursor-of.ts";

/** Sends one call; the rest of the client as paging needs it. */
export type Send = (method: string, path: string, init?: CallInit) => Promise<Result<unknown, unknown>>;

/** What paging needs of a client. */
export interface Paging extends Pick<RestClientConfig, "vendor" | "loadOperations" | "loadPageStyles" | "secrets"> {
  readonly send: Send;
  /** Handed in, so that no bundler makes a file of its own for it. */
  readonly unwrap: <D>(result: Result<D, unknown>) => D;
}

const MAX_PAGES = 10_000;
const MAX_EMPTY_PAGES = 3;

/**
 * Pages of a listing, from the one that the query asks for to the last.
 *
 * @throws TypeError when the operation has no pages, RangeError for a `maxPages` that is no number of pages.
 * @throws HttpError when the vendor refuses a page.
 * @throws PaginationError when the pages do not end; those that were read have been handed out.
 * @throws ResponseFormatError when a page that is not the last holds no list.
 */
export async function* eachPage(
  paging: Paging,
  method: string,
  path: string,
  init?: CallInit,
): AsyncGenerator<unknown> {
  for await (const { data } of readPages(paging, method, path, init)) yield data;
}

/** Items of a listing, one after the other, pages fetched as they are needed. */
export async function* eachItem(
  paging: Paging,
  method: string,
  path: string,
  init?: CallInit,
): AsyncGenerator<unknown> {
  for await (const { items } of readPages(paging, method, path, init)) yield* items;
}

async function* readPages(paging: Paging, method: string, path: string, given: CallInit = {}) {
  const style = await findStyle(paging, method, path);
  const { maxPages = MAX_PAGES, ...init } = given;
  const { vendor, secrets } = paging;
  const context = { vendor, operation: `${method} ${path}`, secrets };
  const watch = createWatch(maxPages);
  let query = init.params?.query ?? {};
  for (;;) {
    const result = await paging.send(method, path, { ...init, params: { ...init.params, query } });
    const data = paging.unwrap(result);
    const items = findItems(style, data);
    const next = style.next({ data, query, itemCount: items?.length ?? 0 });
    // A list that stands elsewhere is no empty page, unless this is the end anyway.
    if (!items && seemsFilled(style, data, query)) {
      throw new ResponseFormatError("server sent a page without a list", result.response.status, context);
    }
    if (next && typeof data === "object" && data !== null) cursors.set(data, next);
    yield { data, items: items ?? [] };
    if (!next) return;
    const { reason, pagesRead } = watch(query, next, items?.length ?? 0);
    if (reason) throw new PaginationError(reason, { pagesRead, cursor: JSON.stringify(next) }, context);
    query = { ...query, ...next };
  }
}

/** Counts pages, and says when following their cursors has to end. */
function createWatch(maxPages: number) {
  if (!(Number.isSafeInteger(maxPages) && maxPages > 0)) {
    throw new RangeError(`Cannot page: expected maxPages to be a number of pages, found ${maxPages}`);
  }
  const followed = new Set<string>();
  let pagesRead = 0;
  let emptyPages = 0;
  return (
    query: Cursor,
    next: Cursor,
    itemCount: number,
  ): { reason: PaginationReason | undefined; pagesRead: number } => {
    pagesRead++;
    emptyPages = itemCount === 0 ? emptyPages + 1 : 0;
    // What led to this page, whether a page or the caller named it.
    followed.add(toKey(query, next));
    if (followed.has(toKey(next, next))) return { reason: "repeated-cursor", pagesRead };
    if (emptyPages >= MAX_EMPTY_PAGES) return { reason: "empty-pages", pagesRead };
    return { reason: pagesRead >= maxPages ? "page-limit" : undefined, pagesRead };
  };
}

/** The values of a query that a cursor sets, as text; the caller's `"5"` and a cursor's `5` are the same on the wire. */
function toKey(query: Cursor, cursor: Cursor): string {
  return JSON.stringify(Object.keys(cursor).map((name) => [name, toText(query[name])]));
}

// An object that the vendor sent in the place of a cursor may have no text of its own.
function toText(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function findStyle({ vendor, loadOperations, loadPageStyles }: Paging, method: string, path: string) {
  const rows = Object.values(await loadOperations());
  const [, , name] = rows.find((row) => row[0] === method && row[1] === path) ?? [];
  const style = name === undefined ? undefined : (await loadPageStyles?.())?.[name];
  if (style) return style;
  throw new TypeError(`Cannot page ${vendor} ${method} ${path}: the operation has no pages`);
}

/** The items of one page: none when the vendor sent null in the place of a list or of the data; `undefined` when there is no list at all. */
export function findItems(style: Pick<PageStyle, "items">, data: unknown): readonly unknown[] | undefined {
  if (data === undefined || data === null) return [];
  let isNull = false;
  for (const keys of style.items) {
    let value: unknown = data;
    for (const key of keys) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    if (Array.isArray(value)) return value;
    isNull ||= value === null;
  }
  return isNull ? [] : undefined;
}

/** Whether a page would not be the last one if it held an item; for styles that take a page without items for the end. */
function seemsFilled(style: PageStyle, data: unknown, query: Cursor): boolean {
  const isFilled = typeof data !== "object" || (data !== null && Object.keys(data).length > 0);
  return isFilled && style.next({ data, query, itemCount: 1 }) !== undefined;
}
