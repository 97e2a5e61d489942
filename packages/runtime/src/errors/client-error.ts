import type { FailureDetail } from "../options.ts";
import { type PartialFacts, pickFacts } from "./answer-facts.ts";
import { BRAND } from "./brand.ts";
import { cleanValue, redact } from "./redact.ts";
import { toSafeCause } from "./safe-cause.ts";

const LONGEST_MESSAGE = 1_000;

/** What every error of a client says: which vendor, which operation, and a code to switch on. */
export interface ErrorContext {
  readonly vendor: string;
  /** Method and path template, such as `GET /clusters/{id}`; never a filled path. */
  readonly operation: string;
  readonly cause?: unknown;
  /** @default false */
  readonly retryable?: boolean | undefined;
  /** How often the call was sent. @default 1 */
  readonly attempts?: number | undefined;
  /** Secrets to remove from every text of the error and of its causes; not kept. */
  readonly secrets?: Iterable<string> | undefined;
}

/**
 * Failure of a call. Misuse is a TypeError instead, and a caller's abort is rethrown as it is.
 *
 * Holds only what is listed here: no header, query value or body can reach a log through it.
 */
export class ClientError<Code extends string = string> extends Error {
  override readonly name: string = "ClientError";
  declare readonly code: Code;
  declare readonly vendor: string;
  /** Method and path template, such as `GET /clusters/{id}`; never a filled path. */
  declare readonly operation: string;
  /** Whether the same call may succeed later without a change. */
  declare readonly retryable: boolean;
  /** How often the call was sent; 0 when it never was. */
  declare readonly attempts: number;
  readonly #members: readonly string[];

  /** `facts` are the members that a subclass adds. */
  constructor(code: Code, found: string, context: ErrorContext, facts: object = {}) {
    const { vendor, operation, cause, retryable = false, attempts = 1 } = context;
    const secrets = [...(context.secrets ?? [])];
    // A line break or an escape sequence in a vendor's text must not forge a line of a log.
    const text = redact(found, secrets, LONGEST_MESSAGE).replace(/\p{Cc}+/gu, " ");
    const safe = toSafeCause(cause, secrets);
    super(`Cannot call ${vendor} ${operation}: ${text}`, safe && { cause: safe });
    const members = { code, vendor, operation, retryable, attempts, ...cleanValue(facts, secrets) };
    Object.assign(this, members);
    this.#members = Object.keys(members);
  }

  /** True for the errors of every copy of this package. */
  get [BRAND](): true {
    return true;
  }

  /** Name, message and the members listed in the classes; of causes what is safe. Nothing that somebody adds later. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { name, message, cause } = this;
    const members = Object.fromEntries(this.#members.map((key) => [key, Reflect.get(this, key)]));
    return { name, message, ...members, ...(cause !== undefined && { cause: toPlainCause(cause) }) };
  }
}

function toPlainCause(cause: unknown): unknown {
  if (!(cause instanceof Error) || BRAND in cause) return cause;
  const { name, message, code, cause: inner } = cause as Error & { code?: unknown };
  return { name, message, code, cause: toPlainCause(inner) };
}

/**
 * The request did not reach the vendor, or its answer did not come back whole.
 *
 * `cause` is a copy that holds names, codes and messages only, such as `ECONNRESET`.
 */
export class NetworkError extends ClientError<"NETWORK_ERROR"> {
  override readonly name = "NetworkError";
  /** `false` when certainly no byte of the request left. */
  declare readonly sent: boolean;
  /** HTTP status, when an answer began. */
  declare readonly status: number | undefined;

  constructor(found: string, context: NetworkFailure) {
    const { sent = true, status } = context;
    super("NETWORK_ERROR", found, { ...context, retryable: context.retryable ?? true }, { sent, status });
  }
}

/** Where a connection failed. */
export interface NetworkFailure extends ErrorContext {
  /** @default true */
  readonly sent?: boolean | undefined;
  readonly status?: number | undefined;
}

/** Credentials could not be obtained or were refused: by the login, by the token endpoint, or with 401 by the operation itself. */
export class AuthError extends ClientError<"AUTH_FAILED"> {
  override readonly name = "AuthError";
  /** HTTP status of the refusal; `undefined` when there was none, such as for a login whose answer held no token. */
  declare readonly status: number | undefined;
  declare readonly vendorCode: string | undefined;
  declare readonly vendorMessage: string | undefined;
  declare readonly details: readonly FailureDetail[];
  declare readonly requestId: string | undefined;

  constructor(found: string, context: ErrorContext, facts: PartialFacts = {}) {
    super("AUTH_FAILED", found, context, pickFacts(facts));
  }
}

/** The vendor answered with a success whose body is not what its content type says, or a web page. */
export class ResponseFormatError extends ClientError<"RESPONSE_FORMAT"> {
  override readonly name = "ResponseFormatError";
  /** HTTP status of the answer. */
  declare readonly status: number;

  constructor(found: string, status: number, context: ErrorContext) {
    super("RESPONSE_FORMAT", found, context, { status });
  }
}
