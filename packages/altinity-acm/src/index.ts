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
export type { AcmCredentials, AcmLogin } from "./auth.ts";
export type { AcmClient, AcmOptions } from "./client.ts";
export { createAcmClient } from "./client.ts";
export { type CreateRaceOptions, createDespiteRace, isAcmTransient } from "./create-race.ts";
export type { AltinityAcmApi } from "./generated/types.ts";
// Waiting
export {
  type AcmReader,
  type ClusterWaitOptions,
  type DeletedOptions,
  type EnvironmentDeletion,
  waitForCluster,
  waitForClusterDeleted,
  waitForEnvironment,
  waitForEnvironmentDeleted,
  waitForKeeper,
} from "./wait.ts";
