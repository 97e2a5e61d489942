import type { PageStyle } from "@vendor-clients/runtime";

/** None: no operation of the Cloud Manager API takes a page, limit or cursor. @see https://docs.imply.io/api/manager/ClustersApi */
export const pageStyles: Readonly<Record<string, PageStyle>> = {};
