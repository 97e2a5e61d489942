// Client

// Errors
export {
  AmbiguousWriteError,
  AuthError,
  type ClientAuth,
  ClientError,
  type ClientErrorByCode,
  type ClientErrorCode,
  type ClientEvent,
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
  type WaitOptions,
} from "@vendor-clients/runtime";
// Whole clusters, and waiting
export { type Applied, type ApplyOptions, applyCluster } from "./apply-cluster.ts";
export { ApplyConflictError } from "./apply-conflict-error.ts";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { ImplyCredentials } from "./auth.ts";
export type { ImplyAddress, ImplyClient, ImplyOptions } from "./client.ts";
export { createImplyClient } from "./client.ts";
export type { FieldDifference } from "./compare-cluster.ts";
export type { ImplyApi } from "./generated/types.ts";
// Answers
export { readClusters } from "./quirks.ts";
export { type ClusterWaitOptions, type DesiredState, waitForCluster, waitForClusterDeleted } from "./wait.ts";
