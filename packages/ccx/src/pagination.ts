import type { PageStyle } from "@vendor-clients/runtime";

/** A list of CCX; `pagination` in the place of `total` when the call named an owner. */
interface CountedList {
  readonly total?: unknown;
  readonly pagination?: { readonly total?: unknown } | null;
}

/**
 * How CCX says "more": the number of all items, against an offset that the caller counts.
 *
 * Datastores stand in `data_stores` when the call named an owner, else in `datastores`. Parameter groups page by number, but nobody
 * outside the vendor knows the names in their answer, so they are left to the caller.
 *
 * @see https://github.com/severalnines/ccx-mcp/blob/main/src/tools/list_datastores.ts
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/jobs.go
 */
export const pageStyles: Readonly<Record<string, PageStyle>> = {
  offset: {
    methods: ["GET"],
    query: ["limit", "offset"],
    items: [["data_stores"], ["datastores"], ["jobs"], ["backups"]],
    next: ({ data, query, itemCount }) => {
      const { pagination, total = pagination?.total } = (data ?? {}) as CountedList;
      const offset = Number(query["offset"] ?? 0) + itemCount;
      const isLast = itemCount === 0 || (typeof total === "number" && offset >= total);
      return isLast ? undefined : { offset };
    },
  },
};
