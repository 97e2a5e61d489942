import { type Answer, createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createEdgeHostClient } from "./client.ts";
import { AuthError, type EdgeHostOptions, NetworkError, RateLimitError, waitForCluster } from "./index.ts";

const MINUTE_MS = 60_000;
/** Of the vendor: five failures in a row block logins for as long. */
const WINDOW_MS = 15 * MINUTE_MS;

const token = json({ Token: { Authorization: "t1" } });

function fail(code: string, syscall: string): Answer {
  return () => {
    throw Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code, syscall }) });
  };
}

const lost = fail("ECONNRESET", "read");

/** A host that answers logins in turn, the last answer again and again; says when it got each. */
function setUp(...answers: readonly Answer[]) {
  return setUpWith({}, answers);
}

function setUpWith(limits: Partial<Pick<EdgeHostOptions, "rateLimiter">>, answers: readonly Answer[]) {
  const clock = createFakeClock();
  const logins: number[] = [];
  const running = json({ status: { clusterState: "Running" } });
  const { fetch } = createRecordingFetch((request) => {
    if (!request.url.includes("/login")) return running();
    const answer = answers[Math.min(logins.length, answers.length - 1)] ?? token;
    logins.push(clock.now());
    return answer(request);
  });
  const login = { username: "me", password: "password-1" };
  const host = createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", login, fetch, clock, ...limits });
  const ping = () => clock.runUntil(host.GET("/v1/ping"));
  return { host, clock, logins, ping };
}

describe("a login to an edge host that fails again and again", () => {
  test.each<[string, Answer]>([
    ["an answer that is lost", lost],
    ["500", json({ message: "broken" }, 500)],
    ["503", json("restarting", 503)],
    ["404", json("no route", 404)],
    ["429", () => new Response("{}", { status: 429, headers: { "Retry-After": "1" } })],
    ["a success without a token", json({ Token: null })],
    ["a page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
  ])("with %s, is sent twice by many calls and not a third time", async (_, answer) => {
    const { ping, logins } = setUp(answer);
    const failures: unknown[] = [];
    for (let call = 0; call < 6; call++) failures.push(await failureOf(ping()));
    expect(logins).toHaveLength(2);
    for (const failure of failures.slice(2)) {
      expect(failure).toBeInstanceOf(AuthError);
      expect(failure).toMatchObject({
        operation: "POST /v1/users/default/login",
        retryable: true,
        attempts: 0,
        cause: failures[1],
      });
      expect(String(failure)).toMatch(/2 logins in a row failed, .* retryAfterMs \d+$/);
    }
  });

  test("waits 1, 4 and then 15 minutes before each further one, and says how long in the error", async () => {
    const { ping, logins, clock } = setUp(json({ message: "broken" }, 500));
    await failureOf(ping());
    const waits: number[] = [];
    for (const pauseMinutes of [1, 4, 15, 15]) {
      await failureOf(ping());
      const sent = logins.length;
      const failure = await failureOf(ping());
      expect(failure).toMatchObject({ status: 500, vendorMessage: "broken" });
      expect(String(failure)).toMatch(new RegExp(`retryAfterMs ${pauseMinutes * MINUTE_MS}$`));
      await clock.advance(pauseMinutes * MINUTE_MS - 1);
      expect(String(await failureOf(ping()))).toMatch(/retryAfterMs 1$/);
      expect(logins).toHaveLength(sent);
      waits.push(pauseMinutes);
      await clock.advance(1);
    }
    await failureOf(ping());
    expect(logins.map((atMs) => atMs / MINUTE_MS)).toEqual([0, 0, 1, 5, 20, 35]);
  });

  test("for hours while something calls every 5 s, never fails five times within 15 minutes", async () => {
    const { ping, logins, clock } = setUp(lost);
    while (clock.now() < 4 * 60 * MINUTE_MS) {
      await failureOf(ping());
      await clock.advance(5_000);
    }
    expect(logins.length).toBeGreaterThan(10);
    for (const [at, fifthMs] of logins.slice(4).entries()) {
      expect(fifthMs - (logins[at] ?? 0)).toBeGreaterThan(WINDOW_MS);
    }
  });

  test("in a pause, is told to whoever waits for a cluster as a trouble: the wait goes on and ends well", async () => {
    const { host, clock, logins } = setUp(lost, json({ Token: null }), json("no route", 404), lost, token);
    const cluster = await clock.runUntil(waitForCluster(host, { clock }));
    expect(cluster.status?.clusterState).toBe("Running");
    expect(logins).toHaveLength(5);
  });

  test("and then works, is free to fail twice again", async () => {
    const { ping, logins, clock } = setUp(lost, lost, token, lost, lost, token);
    await failureOf(ping());
    await failureOf(ping());
    await clock.advance(MINUTE_MS);
    await ping();
    await clock.advance(2 * 60 * MINUTE_MS);
    await failureOf(ping());
    expect(logins).toHaveLength(4);
    await failureOf(ping());
    expect(logins).toHaveLength(5);
    expect(String(await failureOf(ping()))).toContain("2 logins in a row failed");
  });

  test("because the host is off, does not count: it is found as soon as it is back", async () => {
    const off = fail("ECONNREFUSED", "connect");
    const { ping, logins } = setUp(off, off, off, off, token);
    for (let call = 0; call < 4; call++) expect(await failureOf(ping())).toBeInstanceOf(NetworkError);
    expect((await ping()).response.status).toBe(200);
    expect(logins).toHaveLength(5);
  });

  test("because the caller's limiter gives it no turn, does not count", async () => {
    let turns = 0;
    const refuse = () => Promise.reject(Object.assign(new Error("full"), { waitMs: 1_000 }));
    // Every call takes its own turn first, and then that of its login.
    const rateLimiter = { take: () => (++turns % 2 === 0 && turns < 9 ? refuse() : undefined), pause: () => {} };
    const { ping, logins } = setUpWith({ rateLimiter }, [token]);
    for (let call = 0; call < 4; call++) expect(await failureOf(ping())).toBeInstanceOf(RateLimitError);
    expect((await ping()).response.status).toBe(200);
    expect(logins).toHaveLength(1);
  });

  test("and is refused after a pause, is final", async () => {
    const { ping, logins, clock } = setUp(lost, lost, json({}, 401), token);
    await failureOf(ping());
    await failureOf(ping());
    await clock.advance(MINUTE_MS);
    expect(await failureOf(ping())).toMatchObject({ status: 401, retryable: false });
    await clock.advance(60 * MINUTE_MS);
    expect(await failureOf(ping())).toMatchObject({ status: 401, retryable: false });
    expect(logins).toHaveLength(3);
  });
});
