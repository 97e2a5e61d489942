// Client

export { type AuthenticatedClient, type ClientAuth, withAuth } from "./auth/client-auth.ts";
export { basicValue, checkSecret, exceptFor, withHeader, withLater } from "./auth/credentials.ts";
// Authentication; OAuth2 and TLS stand in entry points of their own, so that a bundle without them stays small
export { type KnownEnd, withKnownEnd } from "./auth/ending-credentials.ts";
export type { LoginAnswer, LoginTokenOptions } from "./auth/login-token.ts";
// Types
export type { Token, TokenSource, TokenSourceOptions } from "./auth/token-source.ts";
export { createRestClient, VERBS } from "./create-client.ts";
// Errors, for `instanceof`; the classes stand in "./errors", so that a bundle loads them with the first failure only
export type { AmbiguousWrite } from "./errors/ambiguous-write-error.ts";
export type { AnswerFacts } from "./errors/answer-facts.ts";
export type { ErrorContext, NetworkFailure } from "./errors/client-error.ts";
export {
  AmbiguousWriteError,
  AuthError,
  ClientError,
  type ErrorGuard,
  HttpError,
  NetworkError,
  PaginationError,
  RateLimitError,
  ResponseFormatError,
  ResponseTooLargeError,
  TimeoutError,
  WaitError,
} from "./errors/error-guards.ts";
export { type ClientErrorByCode, type ClientErrorCode, isClientError } from "./errors/is-client-error.ts";
export type { PaginationProgress, PaginationReason } from "./errors/pagination-error.ts";
export type { TimeoutCode } from "./errors/timeout-error.ts";
export { unwrap } from "./errors/unwrap.ts";
export type { ObservedState, WaitCode, WaitProgress } from "./errors/wait-error.ts";
// Events, limits and time
export type { ClientEvent, EventListener } from "./events/client-event.ts";
// Answers of vendors that are lax about types
export type { AnswerShapes, Shape } from "./lenient/answer-shapes.ts";
export type { Adapt, Drift } from "./lenient/convert-answer.ts";
export {
  type AnswerConverter,
  type ConverterOptions,
  createAnswerConverter,
} from "./lenient/create-answer-converter.ts";
export { createRefiner } from "./lenient/create-refiner.ts";
// Options
export type {
  Authenticate,
  CallInit,
  CallOptions,
  ClientOptions,
  Failed,
  FailureDetail,
  Interpretation,
  LookUp,
  LostWrite,
  OperationClass,
  OperationRow,
  OperationTable,
  PageStyle,
  PageView,
  PreparedCall,
  Progress,
  ProgressListener,
  RestClientConfig,
  Result,
  SendLimits,
  SendRules,
  VendorFailure,
} from "./options.ts";
// Paging
export { type Cursor, cursorOf } from "./pagination/cursor-of.ts";
export { createRateLimiter, type InProcessLimiter } from "./rate-limit/in-process-limiter.ts";
export { type RateLimit, type RateLimiter, RateLimiterFull, type TurnOptions } from "./rate-limit/rate-limiter.ts";
export { findRateLimiter, sharedRateLimiter } from "./rate-limit/shared-rate-limiter.ts";
export { parseBaseUrl } from "./request/base-url.ts";
export { OutgoingRequest } from "./request/outgoing-request.ts";
export { ownCopy } from "./request/own-copy.ts";
export { buildPath } from "./request/path.ts";
// Sending, for a client that builds its requests itself
export type { Attempt } from "./send/attempt.ts";
export type { CallPlan, Exchanged, Sender } from "./send/call-plan.ts";
export { chooseLimits } from "./send/choose-limits.ts";
export { type ReadBodyOptions, readBody } from "./send/read-body.ts";
export { readFileName } from "./send/read-file-name.ts";
export { refuseUnverifiedTls } from "./send/refuse-unverified-tls.ts";
export { runAttempts } from "./send/run-attempts.ts";
export { saveTo } from "./send/save-to.ts";
export { transmit } from "./send/transmit.ts";
export { shareOptions } from "./share-options.ts";
export { type Clock, systemClock } from "./time/clock.ts";
// Waiting
export { judgeState, type StateMeaning } from "./wait/judge-state.ts";
export { waitFor } from "./wait/wait-for.ts";
export type {
  LookCall,
  NotFoundRule,
  Outcome,
  Refusal,
  Verdict,
  WaitOptions,
  WaitSpec,
  WaitStep,
  WaitTimes,
} from "./wait/wait-options.ts";
