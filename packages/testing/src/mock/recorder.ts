/** One rule of the document that a request or an answer broke. */
export interface Violation {
  /** Method and template, `GET /v1/packs/{uid}`; method and path as sent when no operation matches. */
  readonly operation: string;
  /** What broke the rule: what the client sent, or what the mock answered. */
  readonly side: "request" | "response";
  /** Where, as a JSON pointer: `/body/metadata/name`, `/query/limit`, `/header/projectuid`, `/path/uid`; empty for the whole. */
  readonly pointer: string;
  /** The keyword or status that names the rule: `required`, `type`, `pattern`, `401`, `NO_PATH_MATCHED_ERROR`. */
  readonly rule: string;
  readonly message: string;
}

/** One request that reached a mock, and what it was answered, before it is numbered. */
export interface ArrivedRequest {
  /** Upper case. */
  readonly method: string;
  /** The path as it was sent, still encoded, without the query. */
  readonly path: string;
  /** Path and query as they were sent. */
  readonly url: string;
  /** Decoded; a name that was sent more than once holds a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text, `""` when there was none. */
  readonly body: string;
  /** The document's name of the operation, `undefined` when it has none or no operation matches. */
  readonly operationId: string | undefined;
  /** Method and template, `GET /v1/packs/{uid}`; `undefined` when no operation matches. */
  readonly operation: string | undefined;
  /** 0 when a fault kept the request from the mock. */
  readonly status: number;
  /** The body of the answer as text, `""` when there was none. */
  readonly answer: string;
  readonly violations: readonly Violation[];
}

/** One request that reached a mock, and what it was answered. */
export interface RecordedRequest extends ArrivedRequest {
  /** Counts the requests of all mocks of a process, in the order in which they were answered. */
  readonly number: number;
}

/** Keeps the last requests of a mock, oldest first. */
export interface Recorder {
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly Violation[];
  /** How many violations there were since the start, also of requests that are forgotten. */
  readonly violationCount: number;
  add(request: ArrivedRequest): void;
  reset(): void;
}

let count = 0;

/** Creates a recorder that forgets the oldest request when it holds more than `limit`. */
export function createRecorder(limit: number): Recorder {
  const requests: RecordedRequest[] = [];
  let violationCount = 0;
  return {
    requests,
    get violations() {
      return requests.flatMap((request) => request.violations);
    },
    get violationCount() {
      return violationCount;
    },
    add(request) {
      count += 1;
      violationCount += request.violations.length;
      requests.push({ ...request, number: count });
      if (requests.length > limit) requests.shift();
    },
    reset() {
      requests.length = 0;
    },
  };
}
