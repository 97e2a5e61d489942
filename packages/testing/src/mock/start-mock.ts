import { loadDocument } from "../document/load-document.ts";
import type { JsonObject } from "../internal/json.ts";
import { createHttpHandler } from "./http-handler.ts";
import { listen } from "./listen.ts";
import { createPrismEngine } from "./prism-engine.ts";
import { createRecorder, type RecordedRequest, type Violation } from "./recorder.ts";

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
  /** Base URL without a slash at its end, `http://127.0.0.1:40123`. */
  readonly url: string;
  /** How many operations the document has. */
  readonly operationCount: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

export const DEFAULT_HOST = "127.0.0.1";
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
  const document = typeof source === "string" ? loadOpenApi(source) : source.document;
  const subject = typeof source === "string" ? `the mock of ${source}` : "the mock";
  const engine = createPrismEngine(document);
  const recorder = createRecorder(options.recordLimit ?? DEFAULT_RECORD_LIMIT);
  const { url, close } = await listen(subject, createHttpHandler(engine, recorder), {
    port: options.port ?? 0,
    host: options.host ?? DEFAULT_HOST,
  });
  return {
    url,
    close,
    operationCount: engine.operations.length,
    requests: recorder.requests,
    get violations() {
      return recorder.violations;
    },
    reset: () => recorder.reset(),
  };
}

function loadOpenApi(vendor: string): JsonObject {
  const loaded = loadDocument(vendor);
  if (loaded.kind === "openapi") return loaded.document;
  throw new TypeError(`Cannot start the mock of ${vendor}: its document is a GraphQL schema`);
}
