// Client

// Authentication; OAuth2 and TLS stand in entry points of their own, so that a bundle without them stays small
export { basicValue, checkSecret, withHeader, withToken } from "./auth/credentials.ts";
export type { LoginAnswer, LoginTokenOptions } from "./auth/login-token.ts";
export { createLoginToken, toLoginError } from "./auth/login-token.ts";
// Types
export type { MonotonicClock, Token, TokenSource, TokenSourceOptions } from "./auth/token-source.ts";
export { createTokenSource } from "./auth/token-source.ts";
export { createRestClient, VERBS } from "./create-client.ts";
export type { ErrorContext } from "./errors/client-error.ts";
// Errors
export { AuthError, ClientError, NetworkError, ResponseFormatError } from "./errors/client-error.ts";
export { HttpError } from "./errors/http-error.ts";
export { redact } from "./errors/redact.ts";
export { unwrap } from "./errors/unwrap.ts";
export type {
  Authenticate,
  CallInit,
  CallOptions,
  ClientOptions,
  Failed,
  Interpretation,
  OperationRow,
  OperationTable,
  PageStyle,
  PageView,
  PreparedCall,
  RestClientConfig,
  Result,
  VendorFailure,
} from "./options.ts";
export { parseBaseUrl } from "./request/base-url.ts";
export { OutgoingRequest } from "./request/outgoing-request.ts";
export { ownCopy } from "./request/own-copy.ts";
export { buildPath } from "./request/path.ts";
