/** Query parameters that lead to a page; plain JSON, to be kept and put into `params.query` of a later call. */
export type Cursor = Readonly<Record<string, unknown>>;

/** Where each page that was handed out leads; forgotten with the page. */
export const cursors: WeakMap<object, Cursor> = new WeakMap();

/**
 * What leads to the page after one that `pages` has handed out; `undefined` after the last page.
 *
 * @example
 * for await (const page of client.pages.GET(path, { params: { query: { ...query, ...saved } } })) save(cursorOf(page));
 */
export function cursorOf(page: unknown): Cursor | undefined {
  return typeof page === "object" && page !== null ? cursors.get(page) : undefined;
}
