import { RefreshError } from "../refusal.ts";

/** Where the repository lives. */
export interface HostSettings {
  /** Base URL of the REST API. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
}

/** The repository host's API. */
export interface HostApi {
  /** One call below `/repos/<owner>/<name>`. @throws RefreshError of kind `propose` for every answer but a success. */
  call(method: string, path: string, body?: object): Promise<unknown>;
  graphql(query: string, variables: object): Promise<unknown>;
}

/** The API with a token; no message holds the token, a header or an answer. */
export function createHostApi({ apiUrl, graphqlUrl, repository, token }: HostSettings): HostApi {
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "user-agent": "vendor-clients-refresh",
    "x-github-api-version": "2022-11-28",
  };
  const send = async (method: string, url: string, name: string, body?: object): Promise<unknown> => {
    const fail = (hint: string) => new RefreshError({ kind: "propose", rule: "host-api", pointer: name, hint });
    const init = { method, headers, redirect: "error", signal: AbortSignal.timeout(30_000) } as const;
    const response = await fetch(url, body ? { ...init, body: JSON.stringify(body) } : init).catch(() => undefined);
    if (!response) throw fail("no answer");
    if (response.ok) return response.status === 204 ? undefined : response.json().catch(() => undefined);
    await response.body?.cancel();
    throw fail(`the host answered ${response.status}`);
  };
  return {
    call: (method, path, body) => {
      const [place = ""] = path.split("?");
      return send(method, `${apiUrl}/repos/${repository}${path}`, `${method} ${place}`, body);
    },
    graphql: (query, variables) => send("POST", graphqlUrl, "POST /graphql", { query, variables }),
  };
}
