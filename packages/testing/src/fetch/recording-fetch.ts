/** A request as a client handed it to `fetch`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** Method and address, such as `GET https://api.example.com/kites`. */
  readonly line: string;
  readonly headers: Headers;
  /** `""` when there was none. */
  readonly body: string;
  readonly redirect: RequestRedirect;
}

/** Answers one request. */
export type Answer = (request: SentRequest) => Response;

const MOST_REQUESTS = 100;

/** A `fetch` that records what it is asked to send and answers by number, the last answer again and again, `204` without any. */
export function createRecordingFetch(...answers: readonly Answer[]): {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url, headers, redirect } = request;
    const record = { method, url, line: `${method} ${url}`, headers, body: await request.text(), redirect };
    // A listing that never ends would keep a test from failing.
    if (sent.push(record) > MOST_REQUESTS) throw new Error(`Cannot answer: found more than ${MOST_REQUESTS} requests`);
    return answers[Math.min(sent.length, answers.length) - 1]?.(record) ?? new Response(null, { status: 204 });
  };
  return { fetch, sent };
}

/** An answer with a JSON body. */
export function json(body: unknown, status = 200): () => Response {
  return () => Response.json(body, { status });
}
