// Client

// Waiting
export type { WaitOptions } from "@vendor-clients/runtime";
// Errors
export {
  AmbiguousWriteError,
  AuthError,
  type ClientAuth,
  ClientError,
  type ClientEvent,
  HttpError,
  isClientError,
  NetworkError,
  RateLimitError,
  ResponseFormatError,
  ResponseTooLargeError,
  TimeoutError,
  WaitError,
} from "@vendor-clients/runtime";
export type { AltinityAnywhereClient, AltinityAnywhereOptions, TypedDocument } from "./client.ts";
export { createAltinityAnywhereClient, DEFAULT_BASE_URL } from "./client.ts";
// Types; those of the vendor's schema stand in the entry point "./types"
export type { AnywhereMutations, AnywhereOperations, AnywhereQueries } from "./generated/operations.ts";
// What the vendor really answers
export { ENVIRONMENT_KINDS, type EnvironmentKind, isBlockedByClusters, isGone } from "./quirks.ts";
export type { AnywhereError, AnywhereErrorCode, AnywhereErrorItem, AnywhereResult, CallOptions } from "./result.ts";
export { AnywhereHttpError, unwrap } from "./unwrap.ts";
export {
  type AppliedOptions,
  type DeletedOptions,
  type DeletionOutcome,
  type EnvironmentState,
  waitForEnvironmentApplied,
  waitForEnvironmentDeleted,
} from "./wait.ts";
