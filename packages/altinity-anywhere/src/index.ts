// Client

// Errors
export { ClientError, HttpError, NetworkError, ResponseFormatError } from "@vendor-clients/runtime";
export type { AltinityAnywhereClient, AltinityAnywhereOptions, TypedDocument } from "./client.ts";
export { createAltinityAnywhereClient, DEFAULT_BASE_URL } from "./client.ts";
// Types: maps of the operations, and every type of the schema by its name
export type { AnywhereMutations, AnywhereOperations, AnywhereQueries } from "./generated/operations.ts";
// Types only, so nothing is bundled; a type that the vendor adds needs no hand work here.
export type * from "./generated/types.ts";
// What the vendor really answers
export { isBlockedByClusters, isGone } from "./quirks.ts";
export type { AnywhereError, AnywhereErrorCode, AnywhereErrorItem, AnywhereResult, CallOptions } from "./result.ts";
export { AnywhereHttpError, unwrap } from "./unwrap.ts";
