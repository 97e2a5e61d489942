import type { PageStyle } from "@vendor-clients/runtime";

/**
 * How an edge host says "more" in its one list that pages, the audits: a non-empty `listmeta.continue`.
 *
 * The list takes an offset too; the vendor's guide goes on by the token.
 *
 * @see https://docs.spectrocloud.com/api/introduction/#pagination
 */
export const pageStyles: Readonly<Record<string, PageStyle>> = {
  continue: {
    methods: ["GET"],
    query: ["continue"],
    items: [["items"]],
    next: ({ data }) => {
      const { listmeta } = (data ?? {}) as { listmeta?: { continue?: string } | null };
      return listmeta?.continue ? { continue: listmeta.continue } : undefined;
    },
  },
};
