// Client

// Errors
export { ClientError, HttpError, NetworkError, ResponseFormatError } from "@vendor-clients/runtime";
export type { AltinityAnywhereClient, AltinityAnywhereOptions, TypedDocument } from "./client.ts";
export { createAltinityAnywhereClient, DEFAULT_BASE_URL } from "./client.ts";
// Types; those of the vendor's schema stand in the entry point "./types"
export type { AnywhereMutations, AnywhereOperations, AnywhereQueries } from "./generated/operations.ts";
// What the vendor really answers
export { isBlockedByClusters, isGone } from "./quirks.ts";
export type { AnywhereError, AnywhereErrorCode, AnywhereErrorItem, AnywhereResult, CallOptions } from "./result.ts";
export { AnywhereHttpError, unwrap } from "./unwrap.ts";
