import type { PageStyle } from "@vendor-clients/runtime";

/**
 * How ACM says "more": not at all. Six lists take `page` and `limit`, and their answers hold the items alone.
 *
 * A page that is not full is the last one. Where no limit was asked for, the first page shows how many items the server puts on
 * one, and the following pages are asked for with that limit. Pages are counted from 1: the vendor's sources do not say where it
 * begins, so a caller who knows better asks for `page: 0`.
 *
 * @see https://acm.altinity.cloud/api/reference.json
 */
export const pageStyles: Readonly<Record<string, PageStyle>> = {
  page: {
    methods: ["GET"],
    query: ["page", "limit"],
    items: [[]],
    next: ({ query, itemCount }) => {
      const limit = Number(query["limit"] ?? itemCount);
      return itemCount > 0 && itemCount >= limit ? { page: Number(query["page"] ?? 1) + 1, limit } : undefined;
    },
  },
};
