import { toSafeCause } from "./safe-cause.ts";

/** What every error of a client says: which vendor, which operation, and a code to switch on. */
export interface ErrorContext {
  readonly vendor: string;
  /** Method and path template, such as `GET /clusters/{id}`; never a filled path. */
  readonly operation: string;
  readonly cause?: unknown;
  /** @default false */
  readonly retryable?: boolean | undefined;
  /** Secrets to remove from the causes of a {@link NetworkError}; not kept. */
  readonly secrets?: Iterable<string>;
}

/**
 * Failure of a call. Misuse is a TypeError instead, and a caller's abort is rethrown as it is.
 *
 * Holds only what is listed here: no header, query value or body can reach a log through it.
 */
export class ClientError<Code extends string = string> extends Error {
  override readonly name: string = "ClientError";
  readonly code: Code;
  readonly vendor: string;
  /** Method and path template, such as `GET /clusters/{id}`; never a filled path. */
  readonly operation: string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** How often the call was sent; 0 when it never was. */
  readonly attempts: number = 1;

  constructor(code: Code, found: string, { vendor, operation, cause, retryable = false }: ErrorContext) {
    super(`Cannot call ${vendor} ${operation}: ${found}`, cause ? { cause } : {});
    this.code = code;
    this.vendor = vendor;
    this.operation = operation;
    this.retryable = retryable;
  }
}

/**
 * The request did not reach the vendor, or its answer did not come back whole.
 *
 * `cause` is a copy that holds names, codes and messages only, such as `ECONNRESET`.
 */
export class NetworkError extends ClientError<"NETWORK_ERROR"> {
  override readonly name = "NetworkError";

  constructor(found: string, context: ErrorContext) {
    super("NETWORK_ERROR", found, {
      retryable: true,
      ...context,
      cause: toSafeCause(context.cause, context.secrets ?? []),
    });
  }
}

/** Credentials could not be obtained: the login or the token endpoint refused them. */
export class AuthError extends ClientError<"AUTH_FAILED"> {
  override readonly name = "AuthError";

  constructor(found: string, context: ErrorContext) {
    super("AUTH_FAILED", found, context);
  }
}

/** The vendor answered with a success whose body is not what its content type says, or a web page. */
export class ResponseFormatError extends ClientError<"RESPONSE_FORMAT"> {
  override readonly name = "ResponseFormatError";
  /** HTTP status of the answer. */
  readonly status: number;

  constructor(found: string, status: number, context: ErrorContext) {
    super("RESPONSE_FORMAT", found, context);
    this.status = status;
  }
}
