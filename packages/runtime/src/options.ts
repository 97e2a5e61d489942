import type { OutgoingRequest } from "./request/outgoing-request.ts";

/** What every call takes beside its parameters and body. */
export interface CallOptions {
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
}

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
export interface ClientOptions {
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
}

/** Adds credentials to a request. */
export type Authenticate = (request: OutgoingRequest) => void | Promise<void>;

/** One row of a vendor's operation table: method, path template, and the page style where the operation pages. */
export type OperationRow = readonly [method: string, path: string, pageStyle?: string];

/** A vendor's operations by their id. */
export type OperationTable = Readonly<Record<string, OperationRow>>;

/** What the vendor's error body says, in the vendor's own words. */
export interface VendorFailure {
  /** The vendor's own code, when there is one. */
  readonly code?: string | undefined;
  /** The vendor's own message, when there is one. */
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
  /** Query parameters of the next page, or `undefined` after the last page. */
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
  /** Finds the vendor's own code and message in an error body. */
  readonly describeFailure?: ((error: unknown) => VendorFailure) | undefined;
  /** How list values of a query are written: `form` with `&` (exploded) or with commas. */
  readonly explodeQueryLists?: boolean | undefined;
  /** Loads the vendor's page styles, when a listing is asked for. */
  readonly loadPageStyles?: (() => Promise<Readonly<Record<string, PageStyle>>>) | undefined;
  /** Loads the vendor's operation table, so that a bundle that never calls by id does not carry it. */
  readonly loadOperations: () => Promise<OperationTable>;
}

/** A call before it is sent. */
export interface PreparedCall {
  readonly method: string;
  /** The path template, never the filled path. */
  readonly path: string;
  readonly init: CallInit;
}

/** What a vendor's envelope turned out to hold. */
export type Interpretation = { readonly data: unknown } | { readonly error: unknown; readonly status?: number };
