import type { PageStyle, PageView } from "@vendor-clients/runtime";

interface ListMeta {
  readonly continue?: string;
  readonly offset?: number;
}

const ITEMS = [["items"], ["appProfiles"], ["appDeployments"]];

/**
 * How Palette says "more": a non-empty `listmeta.continue`, at most 50 items to a page.
 *
 * Lists go on with the token. Searches also get the next offset, because some of them ignore the token: the vendor's own client
 * goes on by offset there and only tests the token.
 *
 * @see https://docs.spectrocloud.com/api/introduction/#pagination
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/application_profile.go
 */
export const pageStyles: Readonly<Record<string, PageStyle>> = {
  continue: {
    methods: ["GET"],
    query: ["continue"],
    items: ITEMS,
    next: (page) => {
      const { continue: token } = readListMeta(page);
      return token ? { continue: token } : undefined;
    },
  },
  offset: {
    methods: ["POST"],
    query: ["continue", "offset"],
    items: ITEMS,
    next: (page) => {
      const { continue: token, offset } = readListMeta(page);
      return token ? { continue: token, ...(typeof offset === "number" && { offset }) } : undefined;
    },
  },
};

// The two lists of virtual machines follow Kubernetes and keep the token in `metadata`.
function readListMeta(page: PageView): ListMeta {
  const { listmeta, metadata } = (page.data ?? {}) as { listmeta?: ListMeta; metadata?: ListMeta };
  return listmeta ?? metadata ?? {};
}
