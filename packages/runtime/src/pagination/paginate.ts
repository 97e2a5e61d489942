import { unwrap } from "../errors/unwrap.ts";
import type { CallInit, OperationRow, PageStyle, Result } from "../options.ts";

/** Sends one call; the rest of the client as paging needs it. */
export type Send = (method: string, path: string, init?: CallInit) => Promise<Result<unknown, unknown>>;

/** Finds an operation's row and how it pages. */
export type FindPaging = (method: string, path: string) => Promise<{ row: OperationRow; style: PageStyle }>;

/**
 * Pages of a listing, from the one that the query asks for to the last.
 *
 * @throws HttpError when the vendor refuses a page.
 */
export async function* eachPage(
  send: Send,
  find: FindPaging,
  method: string,
  path: string,
  init: CallInit = {},
): AsyncGenerator<unknown> {
  const { style } = await find(method, path);
  let query = init.params?.query ?? {};
  for (;;) {
    const data = unwrap(await send(method, path, { ...init, params: { ...init.params, query } }));
    yield data;
    const next = style.next({ data, query, itemCount: findItems(style, data).length });
    if (!next) return;
    query = { ...query, ...next };
  }
}

/** Items of a listing, one after the other, pages fetched as they are needed. */
export async function* eachItem(
  send: Send,
  find: FindPaging,
  method: string,
  path: string,
  init?: CallInit,
): AsyncGenerator<unknown> {
  const { style } = await find(method, path);
  for await (const page of eachPage(send, find, method, path, init)) yield* findItems(style, page);
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
