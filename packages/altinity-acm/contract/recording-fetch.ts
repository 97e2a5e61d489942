/** A request as the client handed it to `fetch`. */
export interface SentRequest {
  /** Method and address, such as `GET https://acm.altinity.cloud/api/clusters`. */
  readonly line: string;
  readonly headers: Headers;
  /** `""` when there was none. */
  readonly body: string;
}

/** A `fetch` that records what it is asked to send and answers from a list, with the last answer again and again. */
export function createRecordingFetch(...answers: readonly (() => Response)[]): {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const { method = "GET", headers, body } = init;
    sent.push({ line: `${method} ${url}`, headers: new Headers(headers), body: body ? String(body) : "" });
    // A listing that never ends would keep the test from failing.
    if (sent.length > 20) throw new Error("more than 20 requests");
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    return answer ? answer() : Response.json({ data: {} });
  };
  return { fetch, sent };
}

/** An answer with a JSON body. */
export function json(body: unknown, status = 200): () => Response {
  return () => Response.json(body, { status });
}

/** What a promise was rejected with; `undefined` when it was not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
