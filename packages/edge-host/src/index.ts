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
  type Cursor,
  cursorOf,
  type FailureDetail,
  HttpError,
  isClientError,
  NetworkError,
  PaginationError,
  type Progress,
  RateLimitError,
  ResponseFormatError,
  ResponseTooLargeError,
  readFileName,
  saveTo,
  TimeoutError,
  unwrap,
  WaitError,
  type WaitOptions,
} from "@vendor-clients/runtime";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { EdgeHostCredentials, EdgeHostLogin } from "./auth.ts";
export type { EdgeHostClient, EdgeHostOptions } from "./client.ts";
export { createEdgeHostClient } from "./client.ts";
export type { EdgeHostApi } from "./generated/types.ts";
export type { EdgeHostTls } from "./tls.ts";
export {
  downloadLogBundle,
  type EdgeHostReader,
  waitForCluster,
  waitForClusterDeleted,
  waitForLogBundle,
} from "./wait.ts";
