import { inspect } from "node:util";
import { type Answer, createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createEdgeHostClient } from "./client.ts";
import { AuthError, HttpError, NetworkError, unwrap } from "./index.ts";

const baseUrl = "https://10.0.0.5:5080";
const HOUR_MS = 60 * 60_000;
const login = { username: "me", password: "pässword/1 +" };

function setUp(answers: Answer[], extendedSession?: boolean) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const clock = createFakeClock();
  const credentials = { login: { ...login, ...(extendedSession !== undefined && { extendedSession }) } };
  return { host: createEdgeHostClient({ baseUrl, ...credentials, fetch, clock }), sent, clock };
}

const token = (value: string) => json({ IsFirstLogin: false, Token: { Authorization: value } });
const lines = (sent: readonly { line: string }[]) => sent.map(({ line }) => line.replace(baseUrl, ""));
const cookies = (sent: readonly { headers: Headers }[]) => sent.map(({ headers }) => headers.get("Cookie"));

describe("a login to an edge host", () => {
  test("on the first calls, happens once for all of them and asks for no cookie of its own", async () => {
    const { host, sent } = setUp([token("t1"), json({})]);
    await Promise.all([host.GET("/v1/ping"), host.GET("/v1/ping"), host.GET("/v1/users/current")]);
    expect(lines(sent)).toEqual([
      "POST /v1/users/default/login?setCookie=false&extendedSession=false",
      "GET /v1/ping",
      "GET /v1/ping",
      "GET /v1/users/current",
    ]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(login);
    expect(cookies(sent)).toEqual([null, ...Array(3).fill("Authorization=t1")]);
  });

  test.each([
    ["2 hours", 2, undefined],
    ["24 hours of an extended session", 24, true],
  ])("one minute before its %s end, happens again while the call goes on", async (_, hours, extendedSession) => {
    let count = 0;
    const answer: Answer = ({ url }) => (url.includes("/login") ? token(`t${++count}`)() : json({})());
    const { host, sent, clock } = setUp([answer], extendedSession);
    await host.GET("/v1/ping");
    await clock.advance(hours * HOUR_MS - 60_001);
    await host.GET("/v1/ping");
    await clock.advance(1);
    await host.GET("/v1/ping");
    await clock.advance(0);
    await host.GET("/v1/ping");
    const calls = sent.filter(({ method }) => method === "GET");
    expect(cookies(calls)).toEqual(["t1", "t1", "t1", "t2"].map((value) => `Authorization=${value}`));
    expect(sent).toHaveLength(6);
    expect(lines(sent)[0]).toBe(
      `POST /v1/users/default/login?setCookie=false&extendedSession=${Boolean(extendedSession)}`,
    );
  });

  test.each([
    [400],
    [401],
    [403],
    [422],
  ])("refused with %i, is not sent again: the following calls fail at once with the same error", async (status) => {
    const { host, sent, clock } = setUp([json({ code: "Refused", message: "no" }, status), token("t1"), json({})]);
    const first = await Promise.all([failureOf(host.GET("/v1/ping")), failureOf(host.GET("/v1/ping"))]);
    await clock.advance(24 * HOUR_MS);
    const later = await failureOf(host.GET("/v1/users/current"));
    expect(first[0]).toBeInstanceOf(AuthError);
    expect(String(first[0])).toMatch(new RegExp(`login failed with status ${status}; .*create a new one`));
    expect(first[0]).toMatchObject({ operation: "POST /v1/users/default/login", status, retryable: false });
    expect([first[1], later]).toEqual([first[0], first[0]]);
    expect(later).toBe(first[0]);
    expect(sent).toHaveLength(1);
  });

  test.each<[string, Answer, number]>([
    ["429", () => new Response("{}", { status: 429, headers: { "Retry-After": "1" } }), 429],
    ["404 of a proxy", json("no route", 404), 404],
    ["408", json({}, 408), 408],
    ["423", json({}, 423), 423],
    ["400 that is a page", () => new Response("<html>", { status: 400 }), 400],
  ])("answered with %s once, throws a retryable error and does not end the client", async (_, answer, status) => {
    const { host, sent, clock } = setUp([answer, token("t1"), json({})]);
    const failure = await failureOf(clock.runUntil(host.GET("/v1/ping")));
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({ status, retryable: true });
    expect(String(failure)).not.toContain("new one");
    expect(sent).toHaveLength(1);
    expect((await clock.runUntil(host.GET("/v1/ping"))).data).toEqual({});
  });

  test("refused at its renewal, is not sent again either", async () => {
    const { host, sent, clock } = setUp([token("t1"), json({}), json({}, 401), token("t2"), json({})]);
    await host.GET("/v1/ping");
    await clock.advance(2 * HOUR_MS);
    const failures = [await failureOf(host.GET("/v1/ping")), await failureOf(host.GET("/v1/ping"))];
    expect(failures[0]).toBeInstanceOf(AuthError);
    expect(failures[1]).toBe(failures[0]);
    expect(sent).toHaveLength(3);
  });

  test("refused after its only caller has given up, is not sent again either", async () => {
    const { host, sent } = setUp([json({}, 401), token("t1"), json({})]);
    const controller = new AbortController();
    const call = failureOf(host.GET("/v1/ping", { signal: controller.signal }));
    controller.abort("enough");
    expect(await call).toBe("enough");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await failureOf(host.GET("/v1/ping"))).toBeInstanceOf(AuthError);
    expect(sent).toHaveLength(1);
  });

  test("failed by a fault of the host, is sent again by the next call and not before", async () => {
    const { host, sent } = setUp([json("restarting", 503), token("t1"), json({})]);
    const failure = await failureOf(host.GET("/v1/ping"));
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).not.toContain("new one");
    expect(sent).toHaveLength(1);
    expect((await host.GET("/v1/ping")).data).toEqual({});
    expect(sent).toHaveLength(3);
  });

  test("failed on the way, throws the NetworkError and is sent again by the next call", async () => {
    const fail = () => {
      throw new TypeError("fetch failed");
    };
    const { host, sent } = setUp([fail, token("t1"), json({})]);
    expect(await failureOf(host.GET("/v1/ping"))).toBeInstanceOf(NetworkError);
    expect(sent).toHaveLength(1);
    expect((await host.GET("/v1/ping")).data).toEqual({});
  });

  test.each([
    ["plain", login.password],
    ["URL-encoded", encodeURIComponent(login.password)],
    ["base64", btoa(String.fromCharCode(...new TextEncoder().encode(login.password)))],
  ])("refused with the password %s in the text, throws an error whose cause is without it", async (_, echoed) => {
    const { host } = setUp([json({ code: "Refused", message: `not ${echoed} please` }, 401)]);
    const failure = await failureOf(host.GET("/v1/ping"));
    const { cause } = failure as AuthError;
    expect(cause).toBeInstanceOf(HttpError);
    expect(cause).toMatchObject({ vendorCode: "Refused", vendorMessage: expect.stringContaining("not [redacted]") });
    expect(inspect(failure, { depth: 12 })).not.toContain(echoed);
  });

  test.each<[string, unknown]>([
    ["no token", {}],
    ["an empty token", { Token: { Authorization: "" } }],
    ["nothing", null],
    ["a token that ends the cookie", { Token: { Authorization: "honey; Path=/" } }],
  ])("answered with %s, throws an AuthError without it", async (_, body) => {
    const { host, sent } = setUp([json(body)]);
    const failure = await failureOf(host.GET("/v1/ping"));
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("held no token");
    expect(inspect(failure, { depth: 12 })).not.toContain("honey");
    expect(sent).toHaveLength(1);
  });

  test("a token of the login, echoed by a later failure, is removed from the error", async () => {
    const { host } = setUp([token("honey-token"), json({ message: "honey-token has expired" }, 401)]);
    const failure = await failureOf(host.GET("/v1/ping").then(unwrap));
    expect(failure).toMatchObject({ status: 401, vendorMessage: "[redacted] has expired" });
  });
});

test.each([
  undefined,
  null,
  {},
])("createEdgeHostClient(), options %j, throws TypeError that says what is expected", (options) => {
  expect(() => createEdgeHostClient(options as never)).toThrow(TypeError);
  expect(() => createEdgeHostClient(options as never)).toThrow("expected http or https");
});

describe("a token of an edge host", () => {
  const refuseFirst: Answer = ({ url, headers }) => {
    if (url.includes("/login")) return token(headers.has("Cookie") ? "none" : "t2")();
    return json({}, headers.get("Cookie") === "Authorization=t2" ? 200 : 401)();
  };

  test("refused with 401, is replaced by one login, and the call sent once more", async () => {
    const { host, sent } = setUp([token("t1"), json({}, 401), refuseFirst]);
    expect((await host.GET("/v1/ping")).response.status).toBe(200);
    expect(cookies(sent)).toEqual([null, "Authorization=t1", null, "Authorization=t2"]);
  });

  test("given by the caller and refused with 401, is not replaced", async () => {
    const { fetch, sent } = createRecordingFetch(json({}, 401));
    const { response } = await createEdgeHostClient({ baseUrl, token: "t1", fetch }).GET("/v1/ping");
    expect(response.status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["2 hours", 2, undefined],
    ["24 hours", 24, true],
  ])("of a login, lives %s by auth.expiresAt", async (_, hours, extendedSession) => {
    const { host } = setUp([token("t1"), json({})], extendedSession);
    expect(host.auth.expiresAt).toBeUndefined();
    const startMs = Date.now();
    await host.GET("/v1/ping");
    const leftMs = (host.auth.expiresAt?.getTime() ?? 0) - startMs;
    expect(leftMs).toBeGreaterThanOrEqual(hours * HOUR_MS);
    expect(leftMs).toBeLessThan(hours * HOUR_MS + 60_000);
  });
});

describe("an edge host where NODE_TLS_REJECT_UNAUTHORIZED=0 stands in the environment", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("client without a trust of its own, is refused unless an option allows it", () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    expect(() => createEdgeHostClient({ baseUrl, token: "t1" })).toThrow("allowUnverifiedTlsFromEnvironment");
    createEdgeHostClient({ baseUrl, token: "t1", allowUnverifiedTlsFromEnvironment: true });
  });

  test("client with a pin, is created, because the pin is checked all the same", () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    createEdgeHostClient({ baseUrl, token: "t1", tls: { certificateSha256: "ab".repeat(32) } });
  });
});
