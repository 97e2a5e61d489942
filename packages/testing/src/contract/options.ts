import type { DocumentOperation } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import type { RecordedRequest } from "../mock/recorder.ts";

/** What a client is called with, in openapi-fetch's form. */
export interface ContractInit {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly body?: unknown;
}

/** What a call returns: `data` of a success, `error` of a failure, and the HTTP answer. */
export interface ContractResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** One operation that cannot be called through the mock, and why; the tests fail as soon as it can. */
export interface Gap {
  /** The operation's id in the document. */
  readonly id: string;
  readonly reason: string;
  /** When the gap was found, `YYYY-MM-DD`. */
  readonly date: string;
}

/** What the contract tests of a vendor need to know. */
export interface ContractOptions {
  /** The vendor's name: its folder under `specs/` and `packages/`. */
  readonly vendor: string;
  /**
   * The package that gets the report, `packages/<name>/.test-results/contract.json`.
   *
   * @default vendor
   */
  readonly reportTo?: string;
  /**
   * The vendor's OpenAPI document.
   *
   * @default the one in `specs/<vendor>/openapi.json`
   */
  readonly document?: JsonObject;
  /**
   * Creates the package's public client with credentials; called once for each set of security schemes.
   *
   * @param schemes - names of the security schemes that the operations accept, empty for public operations
   */
  readonly createClient: (baseUrl: string, schemes: readonly string[]) => object | Promise<object>;
  /** Creates the package's public client in such a way that it sends no credentials. */
  readonly createAnonymousClient: (baseUrl: string) => object | Promise<object>;
  /** Asserts the credentials that arrived with a request of an operation that demands some. */
  readonly expectCredentials: (request: RecordedRequest, operation: DocumentOperation) => void;
  readonly gaps: readonly Gap[];
  /**
   * Calls an operation through the client.
   *
   * @default client[METHOD](path, init)
   */
  readonly call?: (client: object, method: string, path: string, init: ContractInit) => Promise<ContractResult>;
  /**
   * What the client must return for a body that the mock sent, where the vendor wraps its answers.
   *
   * @default the body itself
   */
  readonly expectData?: (body: unknown, operation: DocumentOperation) => unknown;
  /**
   * The part of an answer's schema that describes what `expectData` returns; an empty part counts as no schema.
   *
   * @default the whole schema
   */
  readonly toDataSchema?: (schema: JsonObject) => unknown;
  /**
   * Adds to a call what the document does not say, such as a `Prefer` header for the mock; what arrives is still
   * compared with the sample.
   *
   * @default the sample as it is
   */
  readonly adjustInit?: (init: ContractInit, operation: DocumentOperation) => ContractInit;
  /**
   * Also call every operation that has optional query parameters with all of them.
   *
   * @default false
   */
  readonly withOptionalQuery?: boolean;
}
