import type { BehaviourOptions } from "../behaviour/behaviour.ts";
import { loadDocument } from "../document/load-document.ts";
import { toOwnDocument } from "../document/vendor-document.ts";
import type { JsonObject } from "../internal/json.ts";
import { withPanel } from "../panel/with-panel.ts";
import { loadBehaviour } from "../vendors/load-behaviour.ts";
import { createVendorMock, type VendorMock } from "./create-vendor-mock.ts";
import { listen, type TlsIdentity } from "./listen.ts";
import type { RecordedRequest, Violation } from "./recorder.ts";
import type { Conditions } from "./with-conditions.ts";

/** How a mock listens, behaves, and how much it remembers. */
export interface MockOptions extends BehaviourOptions, Conditions {
  /**
   * Whether a request is also refused for what the document does not know: query parameters and members of a JSON body,
   * which vendors ignore, so that a misspelt filter finds everything. Of REST vendors only; schemas of GraphQL say so anyway.
   *
   * @default false
   */
  readonly strict?: boolean;
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
   * Whether to speak TLS: `true` with a certificate that the mock makes and signs itself, see `certificate`, else with your own.
   *
   * @default false
   */
  readonly tls?: boolean | TlsIdentity;
  /**
   * Whether to serve a page at `/` that shows operations, requests and scenarios, and what it is made of under `/__mock`.
   *
   * @default false
   */
  readonly panel?: boolean;
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
  /** Forgets recorded requests and whatever was created; scenarios are again those of the start. */
  reset(): void;
}

/** What a mock does beyond its document. */
export interface MockControls {
  /** Names of the vendor's scenarios that are on. */
  readonly scenarios: readonly string[];
  /**
   * Switches a scenario on; one that is on begins anew.
   *
   * @throws RangeError when the vendor has none of this name; the message names those that there are.
   */
  use(scenario: string): void;
  /**
   * Switches a scenario off.
   *
   * @throws RangeError when the vendor has none of this name; the message names those that there are.
   */
  drop(scenario: string): void;
  /**
   * What was created in a resource of the vendor, as it is now, oldest first; copies, so that a test changes nothing by them.
   *
   * @throws RangeError when nothing of this name is remembered; the message names what is.
   */
  items(resource: string): readonly JsonObject[];
}

/** A running mock server. */
export interface Mock extends MockRecords, MockControls {
  /** Base URL without a slash at its end, `http://127.0.0.1:40123`; of a GraphQL vendor the endpoint itself. */
  readonly url: string;
  /** The certificate that a mock with TLS shows, PEM: for a client that has to trust it. */
  readonly certificate: string | undefined;
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
 * @throws RangeError when there is no such vendor; TypeError when there is no document; Error when the port cannot be had.
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
  const { port = 0, host = DEFAULT_HOST, recordLimit = DEFAULT_RECORD_LIMIT, tls } = options;
  const vendor = typeof source === "string" ? source : undefined;
  const document = typeof source === "string" ? loadDocument(source) : toOwnDocument(source);
  const rules = await loadBehaviour(vendor);
  const mock = await createVendorMock(document, { ...options, recordLimit, rules });
  const subject = vendor ? `the mock of ${vendor}` : "the mock";
  const handler = options.panel
    ? withPanel(mock.handler, new Map([[vendor ?? "mock", { mock, path: mock.path }]]))
    : mock.handler;
  const { url, close, certificate } = await listen(subject, handler, { port, host, tls });
  return toMock(mock, `${url}${mock.path}`, close, certificate);
}

/** A mock that listens, as its user sees it. */
export function toMock(mock: VendorMock, url: string, close: () => Promise<void>, certificate?: string): Mock {
  const { behaviour, operationCount, requests, reset } = mock;
  const shown: Mock = {
    url,
    certificate,
    close,
    operationCount,
    requests,
    get violations() {
      return mock.violations;
    },
    reset,
    get scenarios() {
      return behaviour.active;
    },
    use: behaviour.use,
    drop: behaviour.drop,
    items: (resource) => structuredClone(behaviour.state?.items(resource) ?? []),
  };
  violationCounts.set(shown, () => mock.violationCount);
  return shown;
}

const violationCounts = new WeakMap<Mock, () => number>();

/** How many violations a mock has seen since its start: `reset()` and the limit of what is kept do not hide any. */
export function countViolations(mock: Mock): number {
  return violationCounts.get(mock)?.() ?? mock.violations.length;
}
