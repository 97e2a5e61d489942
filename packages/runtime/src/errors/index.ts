// The classes themselves, for vendor packages that make errors of their own; callers get guards for `instanceof` from the main entry point
export { AmbiguousWriteError } from "./ambiguous-write-error.ts";
export { describeAnswer } from "./answer-facts.ts";
export { AuthError, ClientError, NetworkError, ResponseFormatError } from "./client-error.ts";
export { HttpError } from "./http-error.ts";
export { PaginationError } from "./pagination-error.ts";
export { RateLimitError } from "./rate-limit-error.ts";
export { redact } from "./redact.ts";
export { ResponseTooLargeError } from "./response-too-large-error.ts";
export { TimeoutError } from "./timeout-error.ts";
export { toCallError, toHttpError } from "./to-call-error.ts";
export { WaitError } from "./wait-error.ts";
