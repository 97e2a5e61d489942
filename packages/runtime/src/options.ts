import type { EventListener } from "./events/client-event.ts";
import type { RateLimit, RateLimiter } from "./rate-limit/rate-limiter.ts";
import type { OutgoingRequest } from "./request/outgoing-request.ts";
import type { Clock } from "./time/clock.ts";

/**
 * What sending an operation again may do; decides which failures are followed by another attempt.
 *
 * `safe` reads. `idempotent` ends in the same state however often it is sent. `write-with-lookup` creates something under a name that the
 * caller chose, so that its effect can be looked up. `write` does neither: sent again only when nothing of it had left.
 * `never-repeat` is sent once, whatever happens. `token` obtains a credential: it changes nothing, but an account that is asked too often
 * may be locked.
 */
export type OperationClass = "safe" | "idempotent" | "write-with-lookup" | "write" | "never-repeat" | "token";

/** How long a call may take and how often it may be sent; of a client for all its calls, of a call for itself. */
export interface SendLimits {
  /**
   * Time of the whole call in milliseconds: all attempts, the waits between them and the turn of a rate limit.
   *
   * @default 300_000
   */
  timeoutMs?: number;
  /**
   * Time of one attempt in milliseconds, reading the body included; does not end one that sends or hands out a stream.
   *
   * @default 60_000
   */
  attemptTimeoutMs?: number;
  /**
   * How often a call is sent at most, the first time included.
   *
   * @default no bound but the time
   */
  maxAttempts?: number;
  /**
   * How much of a body is read, in bytes after decoding; more is a `ResponseTooLargeError`. A stream is not counted.
   *
   * @default 67_108_864
   */
  maxBodyBytes?: number;
}

/** What every call takes beside its parameters and body. */
export interface CallOptions extends SendLimits {
  /** Further headers of this call; a value of `null` removes one that the client sets. */
  headers?: HeadersInit | Record<string, string | number | boolean | null | undefined>;
  /** Ends the call; its `reason` is rethrown untouched. */
  signal?: AbortSignal;
  /**
   * How the body of a success is read.
   *
   * @default by the answer's content type: JSON is parsed, text is a string, anything else a `Blob`
   */
  parseAs?: "json" | "text" | "blob" | "arrayBuffer" | "stream";
  /** What sending this call again may do, where the caller knows better than the client's table. */
  operationClass?: OperationClass;
  /**
   * How many pages `pages` and `items` read at most; a vendor that names more is a `PaginationError`.
   *
   * @default 10_000
   */
  maxPages?: number;
  /** Told of every piece of the body that was sent; starts over when the call is sent again. */
  onUploadProgress?: ProgressListener;
  /** Told of every piece of the answer's body that was read; with `parseAs: "stream"`, while the caller reads it. */
  onDownloadProgress?: ProgressListener;
}

/** How much of a body has been sent or read. */
export interface Progress {
  readonly bytes: number;
  /** Size of the whole; `undefined` when it is not known beforehand. */
  readonly totalBytes: number | undefined;
}

/** Receives progress; what it throws is ignored. */
export type ProgressListener = (progress: Progress) => void;

/** A call that the vendor answered with a failure. */
export interface Failed<E> {
  data?: undefined;
  error: E;
  response: Response;
}

/** What a call returns: `data` of a success or `error` of a failure, and the HTTP answer itself. */
export type Result<D, E> = { data: D; error?: undefined; response: Response } | Failed<E>;

/** The type-erased form of a call's options, as the runtime handles them. */
export interface CallInit extends CallOptions {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly body?: unknown;
}

/** Options that every vendor client takes. */
export interface ClientOptions extends SendLimits {
  /** Where the API is served: http or https, no credentials, query or fragment. */
  baseUrl?: string;
  /**
   * Sends the requests; called as the global `fetch` is, with a URL and options.
   *
   * @default globalThis.fetch
   */
  fetch?: typeof globalThis.fetch;
  /** Headers of every request. */
  headers?: Readonly<Record<string, string>>;
  /** Told of attempts, retries, waits and credentials. */
  onEvent?: EventListener;
  /**
   * Keeps calls within the vendor's limits.
   *
   * @default one that all clients of this process share
   */
  rateLimiter?: RateLimiter;
  /**
   * Time and timers, for tests.
   *
   * @default the machine's
   */
  clock?: Clock;
  /**
   * Whether the client may be created although NODE_TLS_REJECT_UNAUTHORIZED=0 stands in the environment: then whoever is between it and the
   * vendor can read and change everything, the credentials too.
   *
   * @default false
   */
  allowUnverifiedTlsFromEnvironment?: boolean;
}

/** Adds credentials to a request. */
export interface Authenticate {
  (request: OutgoingRequest): void | Promise<void>;
  /**
   * Told that the vendor refused the credentials of a request with 401; answers whether others can be had, so that the call is worth
   * sending once more. Absent when the credentials are fixed.
   */
  readonly renew?: (request: OutgoingRequest) => boolean;
  /** Told of every answer, before its body is read, for credentials that the vendor replaces in the headers of any answer. */
  readonly see?: (request: OutgoingRequest, response: Response) => void;
  /** When the credentials end, by the wall clock; `undefined` when that is not known or never. Absent when it never is known. */
  readonly expiresAt?: () => Date | undefined;
}

/**
 * Looks for what a write may have created before its answer was lost.
 *
 * `data` is what the write would have answered; `"absent"` means that it certainly created nothing; anything else is in doubt.
 */
export type LookUp = (lost: LostWrite) => Promise<{ readonly data: unknown } | "absent" | "unclear">;

/** A write whose outcome is not known. */
export interface LostWrite {
  readonly operation: string;
  readonly init: CallInit;
  /** When it was first sent, by the wall clock, in milliseconds since 1970. */
  readonly sentAtEpochMs: number;
  /** Sends a reading call of the same client; bounded by the time the write has left. */
  readonly send: (method: string, path: string, init?: CallInit) => Promise<Result<unknown, unknown>>;
}

/** What a vendor's table says about sending its operations; whatever it leaves out goes by the method. */
export interface SendRules {
  /** Class of an operation, such as `POST /v1/search`; `undefined` when its method says enough. */
  readonly classOf?: (operation: string) => OperationClass | undefined;
  /** How to find what a `write-with-lookup` operation created. */
  readonly lookUps?: Readonly<Record<string, LookUp>>;
  /** How long a vendor may take to list what it created, in milliseconds: absence is believed after this time only. @default 5_000 */
  readonly settleMs?: number;
  /** How a caller finds out what a lost write did, told in its error. */
  readonly reconcile?: (operation: string) => string | undefined;
}

/**
 * One row of a vendor's operation table: method, path template, the page style where the operation pages (else empty or absent), and what a
 * success may be.
 *
 * A success is JSON unless the row says otherwise: `empty` may have no body, `any` may be a file or text.
 */
export type OperationRow = readonly [method: string, path: string, pageStyle?: string, success?: "empty" | "any"];

/** A vendor's operations by their id. */
export type OperationTable = Readonly<Record<string, OperationRow>>;

/** What the vendor's error body says, in the vendor's own words. */
export interface VendorFailure {
  /** The vendor's own code, when there is one. */
  readonly code?: string | undefined;
  /** The vendor's own message, when there is one. */
  readonly message?: string | undefined;
  /** The id under which the vendor logged the request, where its body and no header tells it. */
  readonly requestId?: string | undefined;
  /** What the vendor says of parts of the request, when it does. */
  readonly details?: readonly FailureDetail[] | undefined;
}

/** What a vendor says of one part of a request that it refused. */
export interface FailureDetail {
  /** The vendor's own code for it. */
  readonly code?: string | undefined;
  /** The part, such as the name of a field; never its value. */
  readonly target?: string | undefined;
  readonly message?: string | undefined;
}

/** What one vendor says about paging an operation; data and one pure function. */
export interface PageStyle {
  /** Methods that page in this style; all when absent. */
  readonly methods?: readonly string[];
  /** Query parameters that an operation must have to page in this style. */
  readonly query: readonly string[];
  /** Where the items of a page may stand, as key paths into the data; `[]` means that the data is the list. */
  readonly items: readonly (readonly string[])[];
  /**
   * Query parameters of the next page, or `undefined` after the last page. Parameters only: no page can lead to another address, and so
   * no credentials either.
   */
  readonly next: (page: PageView) => Readonly<Record<string, unknown>> | undefined;
}

/** One page as a {@link PageStyle} sees it. */
export interface PageView {
  readonly data: unknown;
  /** Query parameters that the page was asked with. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly itemCount: number;
}

/** Everything that makes the shared client one vendor's client. */
export interface RestClientConfig extends ClientOptions {
  /** Name of the vendor in errors. */
  readonly vendor: string;
  readonly baseUrl: string;
  readonly authenticate?: Authenticate | undefined;
  /** Secrets that must never reach an error, added to by the credentials. */
  readonly secrets?: ReadonlySet<string> | undefined;
  /** Refuses or changes a call before anything is sent: throws TypeError for misuse. */
  readonly prepare?: ((call: PreparedCall) => CallInit | undefined) | undefined;
  /** Reads the vendor's envelope; without one the body of a success is the data. */
  readonly interpret?: ((body: unknown, response: Response) => Interpretation) | undefined;
  /** Sets the data of a success right, where the vendor writes them otherwise than its document declares; not told of what a caller parses. */
  readonly refineData?: ((data: unknown, operation: string) => unknown) | undefined;
  /** Finds the vendor's own code and message in an error body. */
  readonly describeFailure?: ((error: unknown) => VendorFailure) | undefined;
  /** Loads both for answers that are no success, where a vendor has failures alone to read. */
  readonly loadFailureReader?: (() => Promise<Pick<RestClientConfig, "interpret" | "describeFailure">>) | undefined;
  /** How list values of a query are written: `form` with `&` (exploded) or with commas. */
  readonly explodeQueryLists?: boolean | undefined;
  /** Loads the vendor's page styles, when a listing is asked for. */
  readonly loadPageStyles?: (() => Promise<Readonly<Record<string, PageStyle>>>) | undefined;
  /** Loads the vendor's operation table, so that a bundle that never calls by id does not carry it. */
  readonly loadOperations: () => Promise<OperationTable>;
  /** The limit that an operation, such as `GET /v1/packs`, counts against; keys are unique with the vendor's name and the address before them. */
  readonly limitOf?: ((operation: string) => RateLimit | undefined) | undefined;
  /** Loads it with the first call, where the vendor's table is long. */
  readonly loadLimitOf?: (() => Promise<RestClientConfig["limitOf"]>) | undefined;
  /** Loads the vendor's rules for sending again, when an attempt fails. */
  readonly loadSendRules?: (() => Promise<SendRules>) | undefined;
}

/** A call before it is sent. */
export interface PreparedCall {
  readonly method: string;
  /** The path template, never the filled path. */
  readonly path: string;
  readonly init: CallInit;
}

/** What a vendor's envelope turned out to hold. */
export type Interpretation =
  | { readonly data: unknown }
  | {
      readonly error: unknown;
      /** The true status, where it is not HTTP's. */
      readonly status?: number;
      /** Whether the vendor says that it did nothing, so that even a write may be sent again. */
      readonly notExecuted?: boolean;
      /** How long the vendor wants to be left alone, in milliseconds. */
      readonly retryAfterMs?: number;
    };
