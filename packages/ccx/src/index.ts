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
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { CcxCredentials, CcxLogin, CcxLoginVersion } from "./auth.ts";
export type { CcxClient, CcxOptions } from "./client.ts";
export { createCcxClient } from "./client.ts";
export { type DsnAddress, formatDsn } from "./format-dsn.ts";
export type { CcxApi } from "./generated/types.ts";
export { isPrimaryNode } from "./is-primary-node.ts";
export type { CcxOwner } from "./quirks.ts";
// What a deployment leaves open, and waiting
export { readFirewallRules, readNodes } from "./read-while-deploying.ts";
export { type CcxReader, waitForDatastore, waitForDatastoreDeleted, waitForNodes } from "./wait.ts";
export { type JobsSince, listJobIds, waitForJob, waitForNewJobs } from "./wait-for-job.ts";
