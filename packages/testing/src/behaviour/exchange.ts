import type { DocumentOperation } from "../document/list-operations.ts";

/** What a mock needs of a clock; the clients' `clock` option and `createFakeClock()` have the same shape. */
export interface MockClock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls back after a time in milliseconds; the answer cancels. */
  setTimer(run: () => void, delayMs: number): () => void;
}

/** A request as it arrived, read and parsed. */
export interface MockRequest {
  /** Upper case. */
  readonly method: string;
  /** As it was sent, still encoded, without the query. */
  readonly path: string;
  /** Decoded; a name that was sent more than once holds a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** JSON as its value, anything else as text, `null` when there was none. */
  readonly body: unknown;
}

/** An answer before it is written. */
export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Written as JSON unless it is a text; `undefined` for none. */
  readonly body: unknown;
}

/** One request on its way through a mock. */
export interface Exchange {
  readonly request: MockRequest;
  /** Method and template, `GET /v1/packs/{uid}`; of a GraphQL API kind and root field, `query awsEnv`. */
  readonly name: string;
  /** `undefined` with a GraphQL API, and when no operation matches. */
  readonly operation: DocumentOperation | undefined;
  /** Parameters of the path, decoded; of a GraphQL API the arguments that are text. */
  readonly params: Readonly<Record<string, string>>;
  readonly clock: MockClock;
}

/** An answer that is sent as JSON. */
export function jsonAnswer(status: number, body: unknown, headers: MockAnswer["headers"] = {}): MockAnswer {
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}
