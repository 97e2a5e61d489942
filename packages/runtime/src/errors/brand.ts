/** What errors of a client are known by, also those of another copy of this package. */
export const BRAND: unique symbol = Symbol.for("vendor-clients.error") as never;
