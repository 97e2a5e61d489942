import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { connectionError, type Step, scriptFetch } from "../../test-fixtures/script-fetch.ts";
import { AuthError } from "../errors/client-error.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import type { ClientEvent } from "../events/client-event.ts";
import { type ClientCredentialsOptions, createClientCredentialsGrant } from "./oauth2.ts";

const SECRET = "s3cr3t+&=/of?the client";
const TOKEN = { access_token: "at-1", token_type: "Bearer", expires_in: 300 };
const show = (error: Error) =>
  `${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}${error.stack}`;

describe("a token call that fails", () => {
  const success = () => Response.json(TOKEN);
  const later = (status: number, seconds: number) => () =>
    Response.json({}, { status, headers: { "retry-after": String(seconds) } });

  /** Runs a grant against a script of answers; the token or the error, and when each call was sent. */
  async function run(steps: readonly Step[], options: Partial<ClientCredentialsOptions> = {}) {
    const clock = createFakeClock();
    const { fetch, sent } = scriptFetch(steps, clock.now);
    const events: ClientEvent[] = [];
    const grant = createClientCredentialsGrant({
      vendor: "acme",
      // An address for each test: a retry budget belongs to one.
      tokenUrl: `https://login-${++addresses}.example.com/token`,
      clientId: "i",
      clientSecret: SECRET,
      fetch,
      clock,
      onEvent: (event) => events.push(event),
      ...options,
    });
    const outcome = await clock.runUntil(grant()).catch((error: unknown) => error);
    return { outcome, sent, events, clock };
  }
  let addresses = 0;

  test.each<[string, readonly Step[]]>([
    ["refused", [connectionError("ECONNREFUSED"), success]],
    ["without an address", [connectionError("EAI_AGAIN"), success]],
    ["reset after it was sent", [connectionError("ECONNRESET"), success]],
    ["without an answer", ["hang", success]],
    ["500", [500, success]],
    ["502", [502, success]],
    ["503", [503, success]],
    ["504", [504, success]],
    ["408", [408, success]],
    ["429 and then 503", [429, 503, success]],
  ])("%s, is sent again and gives the token", async (_, steps) => {
    const { outcome, sent } = await run(steps);
    expect(outcome).toEqual({ value: "at-1", lifetimeMs: 300_000 });
    expect(sent).toHaveLength(steps.length);
  });

  test("429 with Retry-After, waits as long as it says", async () => {
    const { outcome, sent } = await run([later(429, 7), success]);
    expect(outcome).toMatchObject({ value: "at-1" });
    expect((sent[1]?.atMs ?? 0) - (sent[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  test("429 with Retry-After beyond its time, fails at once", async () => {
    const { outcome, sent } = await run([later(429, 301)]);
    expect(outcome).toBeInstanceOf(AuthError);
    expect(outcome).toMatchObject({ retryable: true });
    expect(sent).toHaveLength(1);
  });

  test.each<[string, Step]>([
    ["400", 400],
    ["401", 401],
    ["403", 403],
    ["404", 404],
    ["501", 501],
    ["malformed", () => new Response("{", { headers: { "content-type": "application/json" } })],
    ["empty", () => new Response(null, { status: 200 })],
    ["a web page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["without a token", () => Response.json({})],
  ])("%s, is sent once and fails with AuthError", async (_, step) => {
    const { outcome, sent } = await run([step, success]);
    expect(outcome).toBeInstanceOf(AuthError);
    expect(sent).toHaveLength(1);
  });

  test.each<[string, Step, number, string]>([
    ["500", 500, 4, "AUTH_FAILED"],
    ["reset", connectionError("ECONNRESET"), 2, "NETWORK_ERROR"],
    ["without an answer", "hang", 2, "HEADERS_TIMEOUT"],
  ])("%s again and again, is sent a few times and fails as retryable", async (_, step, count, code) => {
    const { outcome, sent } = await run([step]);
    expect(sent).toHaveLength(count);
    expect(outcome).toMatchObject({ retryable: true, code });
    expect(show(outcome as Error)).not.toContain(SECRET);
  });

  test.each<[string, Step]>([
    ["503", 503],
    ["refused", connectionError("ECONNREFUSED")],
    ["429", 429],
  ])("%s for three minutes, is asked for until the vendor is back", async (_, step) => {
    const clock = createFakeClock();
    const { fetch } = scriptFetch([step]);
    const { fetch: succeed } = scriptFetch([success]);
    const outcome = createClientCredentialsGrant({
      vendor: "acme",
      tokenUrl: "https://login.example.com/token",
      clientId: "i",
      clientSecret: SECRET,
      clock,
      fetch: (...request) => (clock.now() < 180_000 ? fetch(...request) : succeed(...request)),
    })();
    expect(await clock.runUntil(outcome)).toMatchObject({ value: "at-1" });
    expect(clock.now()).toBeLessThan(210_000);
  });

  test("with one attempt in the options, is sent once", async () => {
    expect((await run([503], { maxAttempts: 1 })).sent).toHaveLength(1);
  });

  test("that never ends, ends with its time and leaves no timer", async () => {
    const { outcome, clock } = await run(["hang"], { timeoutMs: 5_000 });
    expect(outcome).toBeInstanceOf(TimeoutError);
    expect(outcome).toMatchObject({ code: "DEADLINE_EXCEEDED", operation: "POST /token", limitMs: 5_000 });
    expect(clock.now()).toBe(5_000);
    expect(clock.pendingTimers).toBe(0);
  });

  test("whose answer begins and never ends, says so and ends its request", async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const clock = createFakeClock();
    const grant = createClientCredentialsGrant({
      vendor: "acme",
      tokenUrl: "https://drip.example.com/token",
      clientId: "i",
      clientSecret: SECRET,
      clock,
      maxAttempts: 1,
      fetch: async (_, init) => {
        signals.push(init?.signal);
        return new Response(new ReadableStream(), { headers: { "content-type": "application/json" } });
      },
    });
    const failure = await clock.runUntil(grant()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "BODY_TIMEOUT", operation: "POST /token" });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test("with a body beyond the limit, fails without reading it all", async () => {
    const body = () => new Response("x".repeat(10_001), { headers: { "content-type": "application/json" } });
    const { outcome, sent } = await run([body], { maxBodyBytes: 10_000 });
    expect(outcome).toBeInstanceOf(ResponseTooLargeError);
    expect(sent).toHaveLength(1);
  });

  test("and is sent again, tells of each attempt without the secret", async () => {
    const { events } = await run([503, success]);
    expect(events.map(({ type, operation }) => `${type} ${operation}`)).toEqual([
      "attempt POST /token",
      "retry POST /token",
      "attempt POST /token",
    ]);
    expect(inspect(events, { depth: 9 })).not.toContain(SECRET);
  });
});
