import type { PageStyle } from "@vendor-clients/runtime";

/** None: every list comes whole; no operation takes a page, limit or cursor. @see https://instaclustr.redoc.ly/Current/ */
export const pageStyles: Readonly<Record<string, PageStyle>> = {};
