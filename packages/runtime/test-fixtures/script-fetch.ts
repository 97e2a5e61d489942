/** One answer of a scripted `fetch`: a status, a whole answer, an error that is thrown, or nothing for ever. */
export type Step = number | (() => Response) | Error | "hang";

/** A `fetch` that answers by a script, the last step again and again, and what it was sent. */
export interface ScriptedFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: readonly { readonly method: string; readonly url: string; readonly atMs: number }[];
}

/** Creates a `fetch` that answers by a script. */
export function scriptFetch(steps: readonly Step[], now: () => number = () => 0): ScriptedFetch {
  const sent: { method: string; url: string; atMs: number }[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const step = steps[Math.min(sent.length, steps.length - 1)] ?? 200;
      sent.push({ method: init?.method ?? "GET", url: String(input), atMs: now() });
      if (step === "hang") return new Promise(() => {});
      if (step instanceof Error) throw step;
      if (typeof step === "function") return step();
      return step === 204 ? new Response(null, { status: 204 }) : Response.json({ status: step }, { status: step });
    },
  };
}

/** What `fetch` throws when a connection fails, with the system's code. */
export function connectionError(code: string, more: object = {}): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...more }) });
}
