import { createFakeClock, type FakeClock } from "@vendor-clients/testing/clock";
import {
  type AltinityAnywhereClient,
  type AltinityAnywhereOptions,
  type ClientEvent,
  createAltinityAnywhereClient,
} from "../src/index.ts";

/** What the vendor of a scene does with one request; an object is the JSON of a success. */
export type Step = Response | Error | "hang" | (() => Response) | object;

/** A client on a clock of its own, and what it did. */
export interface Scene {
  readonly client: AltinityAnywhereClient;
  readonly clock: FakeClock;
  /** When requests were sent, in milliseconds. */
  readonly sentAtMs: readonly number[];
  readonly bodies: readonly string[];
  readonly events: readonly ClientEvent[];
  /** What a call gave, or threw, with all the time that it needed. */
  settle<T>(call: Promise<T>): Promise<Settled<T>>;
}

/** What a call gave, or what it threw. */
export type Settled<T> =
  | { readonly value: T; readonly thrown?: undefined }
  | { readonly value?: undefined; readonly thrown: unknown };

/** The token of every scene: nothing else may look like it. */
export const TOKEN = "t0ken-canary-4711";

// What follows a failure is loaded beside the first call, and a clock that a test moves would run ahead of the loading.
await createAltinityAnywhereClient({ token: TOKEN, fetch: async () => status(404)() }).query("awsEnvs");

let scenes = 0;

/** Creates a client whose vendor does one thing after the other, and the last one for ever. */
export function createScene(...steps: readonly Step[]): Scene {
  return createSceneWith({}, steps);
}

/** A scene with options of the client. */
export function createSceneWith(options: AltinityAnywhereOptions, steps: readonly Step[]): Scene {
  const clock = createFakeClock();
  const sentAtMs: number[] = [];
  const bodies: string[] = [];
  const events: ClientEvent[] = [];
  const client = createAltinityAnywhereClient({
    token: TOKEN,
    // Each scene has its own origin: faults are counted by it.
    baseUrl: `https://scene-${scenes++}.example.com/graphql`,
    clock,
    onEvent: (event) => events.push(event),
    ...options,
    async fetch(_, init) {
      const step = steps[Math.min(sentAtMs.length, steps.length - 1)];
      sentAtMs.push(clock.now());
      bodies.push(String(init?.body));
      // As deaf to its signal as a caller's own `fetch` may be.
      if (step === "hang") return new Promise<never>(() => {});
      if (step instanceof Error) throw step;
      if (step instanceof Response) return step;
      return typeof step === "function" ? step() : Response.json(step);
    },
  });
  const settle: Scene["settle"] = (call) =>
    clock.runUntil(
      call.then(
        (value) => ({ value }),
        (thrown: unknown) => ({ thrown }),
      ),
    );
  return { client, clock, sentAtMs, bodies, events, settle };
}

/** An answer with a status and no GraphQL in it. */
export function status(code: number, headers: Record<string, string> = {}): () => Response {
  return () => new Response("oops", { status: code, headers });
}

/** An answer with a body, said to be JSON. */
export function text(body: string, init: ResponseInit = {}): () => Response {
  return () => new Response(body, { headers: { "content-type": "application/json" }, ...init });
}

/** A connection that fails with a system code. */
export function failure(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}
