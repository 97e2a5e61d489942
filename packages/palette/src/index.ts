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
export type { PaletteCredentials, PaletteLogin } from "./auth.ts";
export type { PaletteClient, PaletteOptions } from "./client.ts";
export { createPaletteClient } from "./client.ts";
export type { PaletteApi } from "./generated/types.ts";
export { type PaletteReader, waitForAppDeployment, waitForCluster, waitForClusterDeleted } from "./wait.ts";
