// Client

// Errors
export {
  AmbiguousWriteError,
  AuthError,
  ClientError,
  type ClientErrorByCode,
  type ClientErrorCode,
  type FailureDetail,
  HttpError,
  isClientError,
  NetworkError,
  PaginationError,
  RateLimitError,
  ResponseFormatError,
  ResponseTooLargeError,
  TimeoutError,
  unwrap,
  WaitError,
} from "@vendor-clients/runtime";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { ImplyCredentials } from "./auth.ts";
export type { ImplyAddress, ImplyClient, ImplyOptions } from "./client.ts";
export { createImplyClient } from "./client.ts";
export type { ImplyApi } from "./generated/types.ts";
// Answers
export { readClusters } from "./quirks.ts";
