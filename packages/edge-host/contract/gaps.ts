import type { Gap } from "@vendor-clients/testing/contract";

/** Operations that cannot be called through the mock: none. */
export const gaps: readonly Gap[] = [];
