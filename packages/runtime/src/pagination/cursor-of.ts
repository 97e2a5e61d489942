/** Query parameters that lead to a page; plain JSON, to be kept and put into `params.query` of a later call. */
export type Cursor = Readonly<Record<string, unknown>>;

/** Where each page that was handed out leads; forgotten with the page. */
export const cursors: WeakMap<object, Cursor> = new WeakMap();

/**
 * What leads to the page after one that `pages` has handed out; `undefined` after the last page.
 *
 * `Q` is the listing's query, or the part of it that its cursors set.
 *
 * @example
 * let saved: { continue?: string } | undefined;
 * for await (const page of client.pages.GET(path, { params: { query: saved ?? {} } })) saved = cursorOf(page);
 */
export function cursorOf<Q extends object = Cursor>(page: unknown): Q | undefined {
  return typeof page === "object" && page !== null ? (cursors.get(page) as Q | undefined) : undefined;
}
