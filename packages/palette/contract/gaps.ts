import type { Gap } from "@vendor-clients/testing/contract";

/** Operations that the mock cannot serve. The tests fail as soon as one of them can be served, so the list may only shrink. */
export const gaps: readonly Gap[] = [];
