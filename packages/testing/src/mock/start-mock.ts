import { loadDocument } from "../document/load-document.ts";
import type { JsonObject } from "../internal/json.ts";
import { createVendorMock } from "./create-vendor-mock.ts";
import { listen } from "./listen.ts";
import type { RecordedRequest, Violation } from "./recorder.ts";

/** How a mock listens and how much it remembers. */
export interface MockOptions {
  /**
   * Port to listen on; 0 takes any free one.
   *
   * @default 0
   */
  readonly port?: number;
  /**
   * Address to listen on.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string;
  /**
   * How many requests are kept in `requests`, the newest ones.
   *
   * @default 1000
   */
  readonly recordLimit?: number;
}

/** What a mock has seen. */
export interface MockRecords {
  /** The requests that arrived since the start or the last `reset()`, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The violations of all recorded requests, oldest first. */
  readonly violations: readonly Violation[];
  /** Forgets all recorded requests. */
  reset(): void;
}

/** A running mock server. */
export interface Mock extends MockRecords {
  /** Base URL without a slash at its end, `http://127.0.0.1:40123`; of a GraphQL vendor the endpoint itself. */
  readonly url: string;
  /** How many operations the document has. */
  readonly operationCount: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** Loopback only: a mock takes any credential for a good one. */
export const DEFAULT_HOST = "127.0.0.1";
/** Enough for a test file, too little to fill the memory of a mock that runs for days. */
export const DEFAULT_RECORD_LIMIT = 1000;

/**
 * Starts a mock of a vendor, made from the vendor's own document: it validates every request, demands the credentials
 * that the document demands, and answers what the document says, always the same.
 *
 * @param source - a vendor's name, or an OpenAPI 3.0 document of your own
 * @throws RangeError when the repository has no document for the name; Error when the port cannot be had.
 *
 * @example
 * const mock = await startMock("palette");
 * const answer = await fetch(`${mock.url}/v1/packs`, { headers: { ApiKey: "any" } });
 * await mock.close();
 */
export async function startMock(
  source: string | { readonly document: JsonObject },
  options: MockOptions = {},
): Promise<Mock> {
  const { port = 0, host = DEFAULT_HOST, recordLimit = DEFAULT_RECORD_LIMIT } = options;
  const named = typeof source === "string" ? loadDocument(source) : ({ kind: "openapi", ...source } as const);
  if (named.kind === "graphql") {
    const { startGraphqlMock } = await import("../graphql/start-graphql-mock.ts");
    return startGraphqlMock({ ...options, schema: named.schema });
  }
  const mock = await createVendorMock(named, recordLimit);
  const subject = typeof source === "string" ? `the mock of ${source}` : "the mock";
  const { url, close } = await listen(subject, mock.handler, { port, host });
  return {
    url,
    close,
    operationCount: mock.operationCount,
    requests: mock.requests,
    get violations() {
      return mock.violations;
    },
    reset: mock.reset,
  };
}
