/**
 * A request before it is sent, as plain as `fetch` allows.
 *
 * Stands in for `Request` inside openapi-fetch: text bodies stay text, so that building costs little and a request can be sent again.
 */
export class OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | undefined;
  readonly signal: AbortSignal | undefined;
  /** Method and path template, for errors. */
  readonly operation: string;

  constructor(
    url: string,
    init: { method: string; headers: Headers; operation: string; body?: BodyInit; signal?: AbortSignal },
  ) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
    this.signal = init.signal;
    this.operation = init.operation;
  }
}
