// Client

// Errors and waiting
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
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { InstaclustrCredentials, InstaclustrReadOnlyCredentials } from "./auth.ts";
export type {
  InstaclustrClient,
  InstaclustrOptions,
  InstaclustrReadOnlyClient,
  InstaclustrReadOnlyOptions,
} from "./client.ts";
export { createInstaclustrClient } from "./client.ts";
export type { InstaclustrApi } from "./generated/types.ts";
// Lists and waiting
export { readWrappedList } from "./read-wrapped-list.ts";
export {
  type ClusterAddress,
  type DeletionOutcome,
  type InstaclustrApplication,
  type InstaclustrCluster,
  type InstaclustrReader,
  waitForCluster,
  waitForClusterDeleted,
  waitForClusterOperation,
  waitForClusterV1,
  waitForClusterV1Deleted,
} from "./wait.ts";
