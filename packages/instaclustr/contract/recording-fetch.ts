/** A request as the client handed it to `fetch`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** `""` when there was none. */
  readonly body: string;
}

/** A `fetch` that remembers each request and answers by number, the last answer again and again, `204` without any. */
export function createRecordingFetch(...answers: readonly ((request: SentRequest) => Response)[]): {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { method, url, headers } = request;
      sent.push({ method, url, headers, body: await request.text() });
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return answer?.(sent[sent.length - 1] as SentRequest) ?? new Response(null, { status: 204 });
    },
  };
}

/** An answer with a JSON body. */
export function json(body: unknown, status = 200): () => Response {
  return () => Response.json(body, { status });
}
