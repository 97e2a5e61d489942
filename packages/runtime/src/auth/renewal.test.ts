import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { AuthError } from "../errors/client-error.ts";
import { createLoginToken } from "./login-token.ts";
import { withToken } from "./with-token.ts";

const LIFETIME_MS = 15 * 60_000;

interface ServerOptions {
  readonly answerLogin?: (number: number) => Response;
  readonly waitForLogin?: Promise<void>;
  readonly isRefused?: (token: string) => boolean;
}

/** A client with a login, and a server that knows which tokens it gave and until when; everything on one clock that stands still. */
function setUp(options: ServerOptions = {}) {
  const clock = createFakeClock();
  const endsAtMs = new Map<string, number>();
  const tally = { logins: 0, calls: 0, expired: 0, refused: 0 };
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (String(url).endsWith("/login")) {
      const token = `token-${++tally.logins}`;
      endsAtMs.set(token, clock.now() + LIFETIME_MS);
      await options.waitForLogin;
      return options.answerLogin?.(tally.logins) ?? Response.json(token);
    }
    tally.calls++;
    const token = new Headers(init?.headers).get("authorization") ?? "";
    if (clock.now() >= (endsAtMs.get(token) ?? 0)) tally.expired++;
    const isRefused = options.isRefused?.(token) ?? false;
    if (isRefused) tally.refused++;
    return Response.json({}, { status: isRefused ? 401 : 200 });
  };
  const shared = { baseUrl: "https://api.example.com", fetch, clock, maxAttempts: 5 };
  const anonymous = createClient(shared);
  const source = createLoginToken({
    vendor: "acme",
    operation: "POST /login",
    secrets: new Set(),
    clock,
    send: () => anonymous.POST("/login", { operationClass: "token" }),
    readToken: (value) => ({ value, lifetimeMs: LIFETIME_MS }),
  });
  const client = createClient({ ...shared, authenticate: withToken("Authorization", source) });
  const callMany = (count: number) => Array.from({ length: count }, () => client.GET("/v1/x"));
  return { client, clock, tally, callMany };
}

describe("a client whose token ends", () => {
  test("1000 calls at once after its end, log in once and carry no expired token", async () => {
    const { client, clock, tally, callMany } = setUp();
    await client.GET("/v1/x");
    await clock.advance(LIFETIME_MS);
    const answers = await Promise.all(callMany(1000));
    expect(new Set(answers.map(({ response }) => response.status))).toEqual(new Set([200]));
    expect(tally).toEqual({ logins: 2, calls: 1001, expired: 0, refused: 0 });
  });

  test("1000 calls at once while the login fails, all fail with its error, and the next call logs in again", async () => {
    const { client, clock, tally, callMany } = setUp({
      answerLogin: (number) =>
        Response.json(number === 1 ? {} : `token-${number}`, { status: number === 1 ? 403 : 200 }),
    });
    const failures = await Promise.allSettled(callMany(1000));
    const reasons = new Set(failures.map((failure) => (failure as PromiseRejectedResult).reason));
    expect(reasons.size).toBe(1);
    expect([...reasons][0]).toBeInstanceOf(AuthError);
    expect(tally).toMatchObject({ logins: 1, calls: 0 });
    expect((await clock.runUntil(client.GET("/v1/x"))).response.status).toBe(200);
    expect(tally.logins).toBe(2);
  });

  test("a call every 10 seconds for 20 minutes, carry no expired token and never wait for a login but the first", async () => {
    const { client, clock, tally } = setUp();
    for (let second = 0; second < 1200; second += 10) {
      await client.GET("/v1/x");
      await clock.advance(10_000);
    }
    expect(tally).toEqual({ logins: 2, calls: 120, expired: 0, refused: 0 });
  });
});

describe("a token that the vendor refuses", () => {
  test("in 1000 calls at once, costs one login, and each call is sent once more", async () => {
    const { tally, callMany } = setUp({ isRefused: (token) => token === "token-1" });
    const answers = await Promise.all(callMany(1000));
    expect(new Set(answers.map(({ response }) => response.status))).toEqual(new Set([200]));
    expect(tally).toEqual({ logins: 2, calls: 2000, expired: 0, refused: 1000 });
  });

  test("whatever token it is, costs a call one login and one more attempt, then is its answer", async () => {
    const { client, tally } = setUp({ isRefused: () => true });
    const { response, error } = await client.GET("/v1/x");
    expect(response.status).toBe(401);
    expect(error).toBeDefined();
    expect(tally).toEqual({ logins: 2, calls: 2, expired: 0, refused: 2 });
  });

  test("by a write, which it did not execute, is replaced and the write sent once more", async () => {
    const { client, tally } = setUp({ isRefused: (token) => token === "token-1" });
    expect((await client.POST("/v1/x", { body: {} })).response.status).toBe(200);
    expect(tally).toMatchObject({ logins: 2, calls: 2 });
  });

  test("by a body that can be sent once only, is not sent again but replaced for the next call", async () => {
    const { client, tally } = setUp({ isRefused: (token) => token === "token-1" });
    const body = new ReadableStream({ start: (controller) => controller.close() });
    const init = { body, headers: { "Content-Type": "application/octet-stream" } };
    expect((await client.POST("/v1/x", init)).response.status).toBe(401);
    expect((await client.GET("/v1/x")).response.status).toBe(200);
    expect(tally).toMatchObject({ logins: 2, calls: 2 });
  });
});

test("a caller that aborts while the login goes on, ends its own call only and leaves no timer", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { client, clock, tally } = setUp({ waitForLogin: promise });
  const controller = new AbortController();
  const leaves = client.GET("/v1/x", { signal: controller.signal });
  const stays = client.GET("/v1/x");
  controller.abort("enough");
  await expect(leaves).rejects.toBe("enough");
  resolve();
  expect((await stays).response.status).toBe(200);
  expect(tally).toMatchObject({ logins: 1, calls: 1 });
  expect(clock.pendingTimers).toBe(0);
});

test("a login that never answers, ends a call with the call's own time", async () => {
  const { client, clock, tally } = setUp({ waitForLogin: new Promise(() => {}) });
  const failure = await clock.runUntil(client.GET("/v1/x", { timeoutMs: 5_000 })).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "DEADLINE_EXCEEDED", operation: "GET /v1/x", limitMs: 5_000 });
  expect(clock.now()).toBe(5_000);
  expect(tally.calls).toBe(0);
});
