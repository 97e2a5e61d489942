import type { CallInit, PageStyle, RestClientConfig, Result } from "../options.ts";

/** Sends one call; the rest of the client as paging needs it. */
export type Send = (method: string, path: string, init?: CallInit) => Promise<Result<unknown, unknown>>;

/** What paging needs of a client. */
export interface Paging extends Pick<RestClientConfig, "vendor" | "loadOperations" | "loadPageStyles"> {
  readonly send: Send;
  /** Handed in, so that no bundler makes a file of its own for it. */
  readonly unwrap: <D>(result: Result<D, unknown>) => D;
}

/**
 * Pages of a listing, from the one that the query asks for to the last.
 *
 * @throws TypeError when the operation has no pages.
 * @throws HttpError when the vendor refuses a page.
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

async function* readPages(paging: Paging, method: string, path: string, init: CallInit = {}) {
  const style = await findStyle(paging, method, path);
  let query = init.params?.query ?? {};
  for (;;) {
    const data = paging.unwrap(await paging.send(method, path, { ...init, params: { ...init.params, query } }));
    const items = findItems(style, data);
    yield { data, items };
    const next = style.next({ data, query, itemCount: items.length });
    if (!next) return;
    query = { ...query, ...next };
  }
}

async function findStyle({ vendor, loadOperations, loadPageStyles }: Paging, method: string, path: string) {
  const rows = Object.values(await loadOperations());
  const [, , name] = rows.find((row) => row[0] === method && row[1] === path) ?? [];
  const style = name === undefined ? undefined : (await loadPageStyles?.())?.[name];
  if (style) return style;
  throw new TypeError(`Cannot page ${vendor} ${method} ${path}: the operation has no pages`);
}

/** The items of one page; none when the vendor left the list out or sent null. */
export function findItems(style: Pick<PageStyle, "items">, data: unknown): readonly unknown[] {
  for (const keys of style.items) {
    let value: unknown = data;
    for (const key of keys) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    if (Array.isArray(value)) return value;
  }
  return [];
}
