import { createHash, X509Certificate } from "node:crypto";
import { failureOf, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createEdgeHostClient, type EdgeHostClient, type EdgeHostOptions } from "./client.ts";
import { doctor } from "./doctor.ts";
import {
  AuthError,
  downloadLogBundle,
  HttpError,
  NetworkError,
  unwrap,
  waitForCluster,
  waitForClusterDeleted,
  waitForLogBundle,
} from "./index.ts";

const clock = Object.assign(createFakeClock(), { random: () => 0 });
const mock = await startMock("edge-host", { clock });
const run = <T>(promise: Promise<T>) => clock.runUntil(promise);
const LOGIN = { username: "me", password: "a password" };

/** A client of the mock that plays some scenarios. */
function play(scenarios: readonly string[], options: object = { token: "t1" }): EdgeHostClient {
  for (const scenario of scenarios) mock.use(scenario);
  const given: unknown = { baseUrl: mock.url, fetch: clock.fetch, clock, ...options };
  return createEdgeHostClient(given as EdgeHostOptions);
}

// What a client loads with its first calls, and after a failure, takes time that no clock of tests knows.
beforeAll(async () => {
  const host = createEdgeHostClient({ login: LOGIN, baseUrl: mock.url });
  await failureOf(host.GET("/v1/ping", { headers: { Prefer: "code=404" } }).then(unwrap));
  await host.DELETE("/v1/edge-mgmt/cluster");
  await waitForLogBundle(host, { firstDelayMs: 0 });
  await host.GET("/v1/edge-mgmt/edgehosts/current/download-logs", { parseAs: "stream" });
  await host.items.GET("/v1/edge-mgmt/edgehosts/current/audits").next();
  mock.reset();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const lines = () => mock.requests.map(({ method, path }) => `${method} ${path.replace("/v1/edge-mgmt/", "")}`);
const logins = () => mock.requests.filter(({ path }) => path === "/v1/users/default/login");
const ping = (host: EdgeHostClient) => run(host.GET("/v1/ping"));
const body = { metadata: { name: "mine" }, spec: { profileVariables: [] } };

describe("login-lock-out", () => {
  test("a client with a wrong password, is refused once, asks no more, and locks nobody out", async () => {
    const host = play(["login-lock-out"], { login: { ...LOGIN, password: "wrong" } });
    for (let call = 0; call < 10; call++) expect(await failureOf(ping(host))).toBeInstanceOf(AuthError);
    expect(logins().map(({ status }) => status)).toEqual([401]);
    expect((await ping(play([], { login: LOGIN }))).response.status).toBe(200);
  });

  test("five clients with a wrong password, lock out the right one for 15 minutes", async () => {
    play(["login-lock-out"]);
    for (let client = 0; client < 5; client++) {
      await failureOf(ping(play([], { login: { ...LOGIN, password: "wrong" } })));
      await clock.advance(5000);
    }
    expect(await failureOf(ping(play([], { login: LOGIN })))).toMatchObject({ code: "AUTH_FAILED", retryable: false });
    await clock.advance(15 * 60_000);
    expect((await ping(play([], { login: LOGIN }))).response.status).toBe(200);
    expect(logins().map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 403, 200]);
  });

  test("a login sooner than the host takes one, is refused, and does not count", async () => {
    play(["login-lock-out"]);
    const wrong = () => failureOf(ping(play([], { login: { ...LOGIN, password: "wrong" } })));
    for (let client = 0; client < 3; client++) await wrong();
    await failureOf(ping(play([], { login: LOGIN })));
    await clock.advance(1000);
    expect((await ping(play([], { login: LOGIN }))).response.status).toBe(200);
    expect(logins().map(({ status }) => status)).toEqual([401, 401, 401, 403, 200]);
  });

  test("a host that is out of order for hours, is never brought to lock out a client that calls every 5 s", async () => {
    const host = play(["login-unavailable", "login-lock-out"], { login: LOGIN });
    for (let call = 0; call < 2 * 720; call++) {
      await failureOf(ping(host));
      await clock.advance(5000);
    }
    mock.drop("login-unavailable");
    await clock.advance(15 * 60_000);
    expect((await ping(host)).response.status).toBe(200);
    const answers = logins().map(({ status }) => status);
    expect(answers.at(-1)).toBe(200);
    expect(answers).not.toContain(403);
    expect(answers.length).toBeLessThan(15);
  }, 30_000);
});

describe("session-end", () => {
  test.each([
    ["two hours", undefined, 2],
    ["24 hours", true, 24],
  ])("a login for %s, gives a token that is renewed before it ends", async (_, extendedSession, hours) => {
    const host = play(["session-end"], { login: { ...LOGIN, ...(extendedSession && { extendedSession }) } });
    expect((await ping(host)).response.status).toBe(200);
    expect(mock.requests[1]?.headers["cookie"]).toBe("Authorization=session-1-1");
    expect(mock.requests[0]?.query).toEqual({ setCookie: "false", extendedSession: String(extendedSession ?? false) });
    await clock.advance(hours * 3_600_000 - 30_000);
    await ping(host);
    await clock.advance(60_000);
    expect((await ping(host)).response.status).toBe(200);
    expect(mock.requests.at(-1)?.headers["cookie"]).toBe("Authorization=session-1-2");
    expect(mock.requests.map(({ status }) => status)).not.toContain(401);
  });

  test("a session that the host forgot, is refused, and one login later the call succeeds", async () => {
    const host = play(["session-end"], { login: LOGIN });
    await ping(host);
    mock.use("session-end");
    expect((await ping(host)).response.status).toBe(200);
    expect(mock.requests.map(({ status }) => status)).toEqual([200, 200, 401, 200, 200]);
  });

  test("a token that was given by hand and has ended, throws an HttpError with 401", async () => {
    const failure = await failureOf(ping(play(["session-end"])).then(unwrap));
    expect(mock.requests.map(({ status }) => status)).toEqual([401]);
    expect(failure).toMatchObject({ status: 401 });
  });

  test("who does not ask for none, gets a cookie", async () => {
    play(["session-end"]);
    const login = (query: string) =>
      fetch(`${mock.url}/v1/users/default/login${query}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(LOGIN),
      });
    expect((await login("")).headers.get("set-cookie")).toBe("Authorization=session-1-1; HttpOnly");
    expect((await login("?setCookie=false")).headers.get("set-cookie")).toBeNull();
  });
});

describe("failures in forms of their own", () => {
  test("plain-string-error, a text, is the message of the error", async () => {
    const host = play(["plain-string-error", "session-end"]);
    const failure = await failureOf(ping(host).then(unwrap));
    expect(mock.requests[0]?.status).toBe(401);
    expect(failure).toMatchObject({ status: 401 });

    mock.drop("session-end");
    await run(host.DELETE("/v1/edge-mgmt/cluster"));
    await clock.advance(60_000);
    const missing = await failureOf(run(host.GET("/v1/edge-mgmt/cluster/details")).then(unwrap));
    expect(mock.requests.at(-1)?.answer).toBe('"It did not work"');
    expect(missing).toBeInstanceOf(HttpError);
    expect(missing).toMatchObject({ status: 404, vendorMessage: "It did not work" });
  });

  test("bare-error, an object without fields, is an error without the host's words and still means that nothing is there", async () => {
    const host = play(["bare-error"]);
    await run(host.DELETE("/v1/edge-mgmt/cluster"));
    await clock.advance(60_000);
    const missing = await failureOf(run(host.GET("/v1/edge-mgmt/cluster/details")).then(unwrap));
    expect(mock.requests.at(-1)?.answer).toBe("{}");
    expect(missing).toMatchObject({ status: 404, vendorMessage: undefined });
    await run(waitForClusterDeleted(host, { clock }));
  });
});

describe("log-bundle", () => {
  test("a bundle, is asked for, waited for and downloaded", async () => {
    const host = play(["log-bundle"]);
    const startMs = clock.now();
    const stream = await run(downloadLogBundle(host, { clock }));
    expect(await new Response(stream).text()).toContain("ustar");
    expect(lines()[0]).toBe("POST edgehosts/current/generate-logs");
    expect(new Set(lines().slice(1, -1))).toEqual(new Set(["GET edgehosts/current/generate-logs-status"]));
    expect(lines().at(-1)).toBe("GET edgehosts/current/download-logs");
    expect(clock.now() - startMs).toBe(60_000);
    expect(mock.violations).toEqual([]);
  });

  test("a bundle that nobody asked for, is neither made nor there", async () => {
    const host = play(["log-bundle"]);
    const wait = waitForLogBundle(host, { clock, timeoutMs: 60_000 });
    expect(await failureOf(run(wait))).toMatchObject({ code: "WAIT_TIMEOUT", lastState: "Unknown" });
    const download = run(host.GET("/v1/edge-mgmt/edgehosts/current/download-logs", { parseAs: "text" }));
    expect((await download).response.status).toBe(404);
  });

  test("log-bundle-fails, a bundle that the host cannot make, throws WAIT_FAILED and is not downloaded", async () => {
    const failure = await failureOf(run(downloadLogBundle(play(["log-bundle-fails"]), { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "Failed" });
    expect(lines()).not.toContain("GET edgehosts/current/download-logs");
  });
});

describe("the host's cluster", () => {
  const create = (host: EdgeHostClient) => run(host.POST("/v1/edge-mgmt/cluster", { body })).then(unwrap);
  const watch = () => {
    const states: string[] = [];
    return { states, options: { clock, onProgress: ({ state }: { state: string }) => states.push(state) } };
  };

  test("created, is waited for until it runs and is healthy; deleted, until there is none", async () => {
    const host = play([]);
    const { states, options } = watch();
    await create(host);
    expect(await run(waitForCluster(host, options))).toMatchObject({ metadata: { name: "mine" } });
    expect([...new Set(states)]).toEqual(["Provisioning", "Running, Unhealthy", "Running"]);
    states.length = 0;
    unwrap(await run(host.DELETE("/v1/edge-mgmt/cluster")));
    await run(waitForClusterDeleted(host, options));
    expect([...new Set(states)]).toEqual(["Deleting", "not found"]);
    expect(mock.violations).toEqual([]);
  });

  test("host-restart, a cluster that the host does not know for a minute, is waited for", async () => {
    const host = play(["host-restart"]);
    const { states, options } = watch();
    await create(host);
    await run(waitForCluster(host, options));
    expect(states[0]).toBe("perhaps not found");
    expect(states.at(-1)).toBe("Running");
  });

  test("cluster-error, a cluster that ends in an error, throws WAIT_FAILED with the host's reason", async () => {
    const host = play(["cluster-error"]);
    await create(host);
    expect(await failureOf(run(waitForCluster(host, { clock })))).toMatchObject({
      code: "WAIT_FAILED",
      lastState: "Error, no disk",
    });
  });
});

test("audit-pages, the audits, are read to their end, each once", async () => {
  const uids: (string | undefined)[] = [];
  const reading = (async () => {
    for await (const audit of play(["audit-pages"]).items.GET("/v1/edge-mgmt/edgehosts/current/audits"))
      uids.push(audit.spec?.resource?.uid);
  })();
  await run(reading);
  expect(uids).toEqual(["audit-1", "audit-2", "audit-3", "audit-4", "audit-5"]);
  expect(mock.requests.map(({ query }) => query["continue"])).toEqual([undefined, "page.2", "page.4"]);
});

describe("a mock with a certificate that it signed itself", () => {
  const start = async () => {
    const secure = await startMock("edge-host", { tls: true });
    onTestFinished(secure.close);
    const certificate = secure.certificate ?? "";
    const sha256 = createHash("sha256").update(new X509Certificate(certificate).raw).digest("hex");
    return { secure, certificate, sha256 };
  };

  test("trusted by the certificate or by its SHA-256, logs in and answers; unknown, gets nothing", async () => {
    const { secure, certificate, sha256 } = await start();
    const call = (tls?: EdgeHostOptions["tls"]) =>
      createEdgeHostClient({ baseUrl: secure.url, login: LOGIN, ...(tls && { tls }), maxAttempts: 1 }).GET("/v1/ping");
    expect((await call({ ca: certificate })).response.status).toBe(200);
    expect((await call({ certificateSha256: sha256 })).response.status).toBe(200);
    secure.reset();
    expect(await failureOf(call())).toBeInstanceOf(NetworkError);
    expect(secure.requests).toEqual([]);
  });

  test("examined by the doctor with that trust, passes", async () => {
    const { secure, certificate } = await start();
    const { checks } = await doctor({ baseUrl: secure.url, login: LOGIN, tls: { ca: certificate } });
    expect(checks.find(({ name }) => name === "certificate")).toMatchObject({ outcome: "ok" });
    expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  });
});
