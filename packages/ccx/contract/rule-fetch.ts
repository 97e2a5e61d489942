import { createRecordingFetch, type SentRequest } from "@vendor-clients/testing";

/** Answers one request; `undefined` goes on to the next rule. */
export type Rule = (request: SentRequest) => Response | undefined;

/** A recording `fetch` that answers by the first rule that has an answer, else with `{}`. */
export function createRuleFetch(...rules: readonly Rule[]): ReturnType<typeof createRecordingFetch> {
  return createRecordingFetch((request) => {
    for (const rule of rules) {
      const answer = rule(request);
      if (answer) return answer;
    }
    return Response.json({});
  });
}

/** A rule for the requests to a path. */
export function on(path: string, answer: (request: SentRequest) => Response): Rule {
  return (request) => (new URL(request.url).pathname === path ? answer(request) : undefined);
}

/** The answer of a login that opened a session. */
export function sessionAnswer(value: string, attributes = "Path=/; Max-Age=31536000; HttpOnly; Secure"): Response {
  return Response.json(
    { user: { id: "u1", login: "a@b.example" }, scopes: [{ type: "user", id: "u1", name: "", role: "admin" }] },
    { headers: { "Set-Cookie": `ccx-session=${value}; ${attributes}` } },
  );
}
