import type { Exchange } from "../../behaviour/exchange.ts";
import { readAt, withAt } from "../../behaviour/members.ts";
import type { ListRule } from "../../behaviour/resource.ts";
import { isObject, type JsonObject } from "../../internal/json.ts";

/** The largest page that Palette gives, and the one that it gives unasked. @see https://docs.spectrocloud.com/api/introduction/#pagination */
const LARGEST_PAGE = 50;
/** Page and whole list of the scenario that shows pages with little. */
const SMALL_PAGE = 2;
const SMALL_LIST = 5;

const wantsSmall = new WeakSet<Exchange>();
const isPaged = new WeakSet<Exchange>();

/** Has the list of this exchange come in small pages, and have several of them. */
export function askForSmallPages(exchange: Exchange): void {
  wantsSmall.add(exchange);
}

/** Whether the answer of this exchange is a page already. */
export function hasPage(exchange: Exchange): boolean {
  return isPaged.has(exchange);
}

/**
 * One page of a list: from the token, else from `offset`, with at most `limit` items, and the token of the next in `listmeta.continue`.
 */
export const readPage: NonNullable<ListRule["page"]> = (found, exchange) => {
  isPaged.add(exchange);
  const isSmall = wantsSmall.has(exchange);
  const items = isSmall ? fill(found) : found;
  const { query } = exchange.request;
  const largest = isSmall ? SMALL_PAGE : LARGEST_PAGE;
  const limit = Math.min(toCount(query["limit"]) || largest, largest);
  const offset = readToken(query["continue"]) ?? toCount(query["offset"]);
  const end = offset + limit;
  const next = end < items.length ? `page.${end}` : "";
  // What a caller sends as the next offset, where it goes on by that.
  const nextOffset = next === "" ? offset : end;
  const listmeta = { continue: next, count: items.length, limit, offset: isSearch(exchange) ? nextOffset : offset };
  return { items: items.slice(offset, end), with: { listmeta } };
};

function isSearch({ request }: Exchange): boolean {
  return request.method === "POST";
}

/** As many items as several pages need: those that there are, and copies of the last under other uids. */
function fill(items: readonly unknown[]): readonly unknown[] {
  const last = items.at(-1);
  if (!isObject(last)) return items;
  const count = Math.max(SMALL_LIST - items.length, 0);
  return [...items, ...Array.from({ length: count }, (_, index) => copy(last, index + 1))];
}

function copy(item: JsonObject, number: number): unknown {
  const at = readAt(item, ["metadata", "uid"]) === undefined ? ["uid"] : ["metadata", "uid"];
  return withAt(item, at, `${String(readAt(item, at))}-${number}`);
}

function readToken(token: unknown): number | undefined {
  const found = typeof token === "string" ? /^page\.(\d{1,9})$/.exec(token) : null;
  return found ? Number(found[1]) : undefined;
}

function toCount(value: unknown): number {
  const count = Number(value);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
