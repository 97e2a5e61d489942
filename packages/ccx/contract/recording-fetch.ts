/** A request as the client handed it to `fetch`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** `""` when there was none. */
  readonly body: string;
  readonly redirect: RequestInit["redirect"];
}

/** Answers one request; `undefined` goes on to the next rule. */
export type Answer = (request: SentRequest) => Response | undefined;

/** A `fetch` that remembers each request and answers by the first rule that has an answer, else with `{}`. */
export function createRecordingFetch(...answers: readonly Answer[]): {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (url, init = {}) => {
      const request: SentRequest = {
        method: init.method ?? "GET",
        url: String(url),
        headers: new Headers(init.headers),
        body: init.body === undefined || init.body === null ? "" : String(init.body),
        redirect: init.redirect,
      };
      sent.push(request);
      return answers.map((answer) => answer(request)).find(Boolean) ?? Response.json({});
    },
  };
}

/** A rule for the requests whose URL ends in a path. */
export function on(path: string, answer: (request: SentRequest) => Response): Answer {
  return (request) => (new URL(request.url).pathname === path ? answer(request) : undefined);
}

/** The answer of a login that opened a session. */
export function sessionAnswer(value: string, attributes = "Path=/; Max-Age=31536000; HttpOnly; Secure"): Response {
  return Response.json(
    { user: { id: "u1", login: "a@b.example" }, scopes: [{ type: "user", id: "u1", name: "", role: "admin" }] },
    { headers: { "Set-Cookie": `ccx-session=${value}; ${attributes}` } },
  );
}
