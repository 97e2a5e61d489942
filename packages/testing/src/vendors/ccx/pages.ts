import type { Exchange } from "../../behaviour/exchange.ts";

/** One part of a list by `limit` and `offset`. */
export function cutPart<T>(all: readonly T[], { request: { query } }: Exchange, usualLimit: number): readonly T[] {
  const offset = Number(query["offset"] ?? 0);
  return all.slice(offset, offset + Number(query["limit"] ?? usualLimit));
}
