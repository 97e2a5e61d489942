import { inspect } from "node:util";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, onTestFinished, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { connectionError, type Step, scriptFetch } from "../../test-fixtures/script-fetch.ts";
import { unwrap } from "../errors/unwrap.ts";
import type { ClientEvent } from "../events/client-event.ts";
import type { CallInit, OperationClass, RestClientConfig } from "../options.ts";

const BASE_URL = "https://api.example.com";
const REFUSED = connectionError("ECONNREFUSED");
const RESET = connectionError("ECONNRESET");
const METHODS = { safe: "GET", idempotent: "PUT", write: "POST", "never-repeat": "POST" } as const;
type TestedClass = keyof typeof METHODS;

const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
const broken = () => new Response('{"a":', { headers: { "content-type": "application/json" } });
const huge = () => Response.json("x".repeat(50));
const asks = (value: string, status: number) => () => Response.json({}, { status, headers: { "retry-after": value } });

function setUp(steps: readonly Step[], config: Partial<RestClientConfig> = {}) {
  const fake = createFakeClock();
  const clock = { ...fake, now: fake.now, random: () => 0.5 };
  const { fetch, sent } = scriptFetch(steps, fake.now);
  const client = createClient({ baseUrl: BASE_URL, fetch, clock, maxAttempts: 50, ...config });
  const call = (operationClass: TestedClass, init: CallInit = {}) => {
    const method = METHODS[operationClass];
    return client[method]("/v1/x", { ...init, operationClass, ...(method !== "GET" && { body: {} }) });
  };
  /** How a call ended: the status of its answer, or the code of its error. */
  const end = async (operationClass: TestedClass, init?: CallInit) => {
    const outcome = call(operationClass, init).then(
      ({ response }) => response.status,
      (error: { code?: unknown }) => error.code ?? error,
    );
    return fake.runUntil(outcome);
  };
  return { clock: fake, client, call, end, sent };
}

describe("a failure that passes", () => {
  const kinds: Readonly<Record<string, Step>> = {
    "refused before anything was sent": REFUSED,
    "reset after something was sent": RESET,
    "answered 429": 429,
    "answered 500": 500,
    "answered 502": 502,
    "answered 503": 503,
    "answered 504": 504,
    "answered 408": 408,
    "answered 425": 425,
    "answered 200 with broken JSON": broken,
    "answered 200 with a web page": page,
  };
  const ambiguous = "AMBIGUOUS_WRITE";
  // Status or code, and how often the call was sent; one row of the fault matrix each.
  const want: Readonly<Record<string, readonly [safe: unknown, idempotent: unknown, write: unknown, never: unknown]>> =
    {
      "refused before anything was sent": ["200 2", "200 2", "200 2", "NETWORK_ERROR 1"],
      "reset after something was sent": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 429": ["200 2", "200 2", "200 2", "429 1"],
      "answered 500": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 502": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 503": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 504": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 408": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 425": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 200 with broken JSON": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
      "answered 200 with a web page": ["200 2", "200 2", `${ambiguous} 1`, `${ambiguous} 1`],
    };
  const classes = Object.keys(METHODS) as TestedClass[];
  const rows = Object.entries(kinds).flatMap(([name, step]) =>
    classes.map((operationClass, index) => [name, operationClass, step, want[name]?.[index]] as const),
  );

  test.each(rows)("%s, of a %s call, ends as the matrix says", async (_, operationClass, step, wanted) => {
    const { end, sent, clock } = setUp([step, 200]);
    const outcome = await end(operationClass);
    expect(`${outcome} ${sent.length}`).toBe(wanted);
    expect(clock.pendingTimers).toBe(0);
  });

  test.each(
    rows,
  )("%s, of a %s call whose class is its method's, ends alike", async (_, operationClass, step, wanted) => {
    if (operationClass === "never-repeat") return expect(wanted).toBeDefined();
    const { client, clock, sent } = setUp([step, 200]);
    const method = METHODS[operationClass];
    const call = client[method]("/v1/x", method === "GET" ? {} : { body: {} });
    const outcome = await clock.runUntil(
      call.then(
        ({ response }) => response.status,
        (error) => error.code,
      ),
    );
    expect(`${outcome} ${sent.length}`).toBe(wanted);
  });

  test.each([
    400, 401, 403, 404, 405, 409, 410, 422, 501, 505,
  ])("%i, of any call, is answered and sent once", async (status) => {
    for (const operationClass of classes) {
      const { end, sent } = setUp([status, 200]);
      expect(await end(operationClass)).toBe(status);
      expect(sent).toHaveLength(1);
    }
  });

  test.each([400, 401, 403, 404, 422])("%i whose body breaks off or never ends, is no lost answer", async (status) => {
    const cut = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) }), { status });
    for (const operationClass of classes) {
      const { end, sent } = setUp([cut, 200]);
      expect(await end(operationClass)).toBe(status);
      expect(sent).toHaveLength(1);
    }
    const { end, sent } = setUp([() => new Response(new ReadableStream(), { status }), 200]);
    expect(await end("write")).toBe("BODY_TIMEOUT");
    expect(sent).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])("a redirect with %i, is answered and sent nowhere else", async (status) => {
    const redirect = () => new Response(null, { status, headers: { location: "https://evil.example.com/" } });
    const { end, sent } = setUp([redirect]);
    expect(await end("safe")).toBe(status);
    expect(sent.map(({ url }) => url)).toEqual([`${BASE_URL}/v1/x`]);
  });

  test.each([
    ["safe", "RESPONSE_TOO_LARGE"],
    ["idempotent", "AMBIGUOUS_WRITE"],
    ["write", "AMBIGUOUS_WRITE"],
  ] as const)("more than is read, of a %s call, throws %s and is sent once", async (operationClass, code) => {
    const { end, sent } = setUp([huge], { maxBodyBytes: 20 });
    expect(await end(operationClass)).toBe(code);
    expect(sent).toHaveLength(1);
  });
});

describe("a failure that does not pass", () => {
  test("an unreadable success, is asked for once more and then thrown", async () => {
    const { end, sent } = setUp([broken]);
    expect(await end("safe")).toBe("RESPONSE_FORMAT");
    expect(sent).toHaveLength(2);
  });

  test("500, is answered after four attempts", async () => {
    const { end, sent } = setUp([500]);
    expect(await end("safe")).toBe(500);
    expect(sent).toHaveLength(4);
  });

  test("503, is tried until the time is over, ever more seldom, and then answered", async () => {
    const { end, sent, clock } = setUp([503], { timeoutMs: 120_000 });
    expect(await end("safe")).toBe(503);
    expect(clock.now()).toBeGreaterThan(80_000);
    expect(clock.now()).toBeLessThanOrEqual(120_000);
    expect(sent.length).toBeGreaterThan(4);
    expect(sent.length).toBeLessThan(16);
  });

  test("a write that may be repeated, ends in doubt and says that it may be sent again", async () => {
    const { client, clock, sent } = setUp([RESET], { maxAttempts: 3 });
    const error = await clock.runUntil(client.PUT("/v1/x", { body: {} }).catch((thrown) => thrown));
    expect(error).toMatchObject({ code: "AMBIGUOUS_WRITE", applied: "unknown", retryable: true, attempts: 3 });
    expect(error.message).toContain("the connection failed with ECONNRESET");
    expect(error.cause).toMatchObject({ code: "NETWORK_ERROR" });
    expect(sent).toHaveLength(3);
  });

  test("a write lost once and then refused a connection until the end, is still in doubt", async () => {
    const { end } = setUp([RESET, REFUSED], { maxAttempts: 3 });
    expect(await end("idempotent")).toBe("AMBIGUOUS_WRITE");
  });

  test.each([
    409, 401, 403, 400, 412, 501,
  ])("a write lost once and then answered %i, is still in doubt and says so", async (status) => {
    const { client, clock } = setUp([RESET, status]);
    const error = await clock.runUntil(client.PUT("/v1/x", { body: {} }).catch((thrown) => thrown));
    expect(error).toMatchObject({ code: "AMBIGUOUS_WRITE", status, attempts: 2, retryable: false });
  });

  test("a write lost once and then met by a certificate that is not trusted, is still in doubt", async () => {
    const { client, clock } = setUp([RESET, connectionError("CERT_HAS_EXPIRED")]);
    const error = await clock.runUntil(client.PUT("/v1/x", { body: {} }).catch((thrown) => thrown));
    expect(error).toMatchObject({ code: "AMBIGUOUS_WRITE", cause: { code: "NETWORK_ERROR" } });
  });

  test("a write lost once whose next credentials cannot be had, is still in doubt", async () => {
    let signed = 0;
    const failure = new Error("no login");
    const { end } = setUp([RESET, 200], {
      authenticate: () => (++signed > 1 ? Promise.reject(failure) : undefined),
    });
    expect(await end("idempotent")).toBe("AMBIGUOUS_WRITE");
  });

  test("a write that never left, is no write in doubt", async () => {
    const { end, sent } = setUp([REFUSED], { maxAttempts: 3 });
    expect(await end("write")).toBe("NETWORK_ERROR");
    expect(sent).toHaveLength(3);
  });

  test("an unreadable success of a write, says that it took effect", async () => {
    const { client } = setUp([broken]);
    const error = await client.POST("/v1/x", { body: {} }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "AMBIGUOUS_WRITE", applied: "yes", status: 200, attempts: 1 });
  });

  test("a certificate that is not trusted, is not tried again", async () => {
    const { end, sent } = setUp([connectionError("CERT_HAS_EXPIRED")]);
    expect(await end("safe")).toBe("NETWORK_ERROR");
    expect(sent).toHaveLength(1);
  });

  test("a deletion that finds nothing after an attempt that was lost, is done", async () => {
    const { client, clock } = setUp([RESET, 404]);
    const result = await clock.runUntil(client.DELETE("/v1/x"));
    expect(result).toMatchObject({ data: undefined, response: { ok: true } });
    expect(result.error).toBe(undefined);
  });

  test("a deletion whose proxy knows no way after an attempt that was lost, is not done but in doubt", async () => {
    const proxy = () => new Response("<html>404</html>", { status: 404, headers: { "content-type": "text/html" } });
    const { client, clock } = setUp([502, proxy]);
    const error = await clock.runUntil(client.DELETE("/v1/x").catch((thrown) => thrown));
    expect(error).toMatchObject({ code: "AMBIGUOUS_WRITE", status: 404 });
  });

  test.each([
    ["that was not sent before", [404]],
    ["after an attempt that never left", [REFUSED, 404]],
    ["after an attempt that was put off", [429, 404]],
  ] as const)("a deletion %s, is answered 404", async (_, steps) => {
    const { client, clock } = setUp(steps);
    expect((await clock.runUntil(client.DELETE("/v1/x"))).response.status).toBe(404);
  });

  test("a body that streams, is never sent again", async () => {
    for (const step of [REFUSED, 503]) {
      const { client, clock, sent } = setUp([step, 200]);
      const call = client.PUT("/v1/x", { body: new Blob(["a"]).stream() });
      await clock.runUntil(call.catch(() => {}));
      expect(sent).toHaveLength(1);
    }
  });
});

describe("waiting between attempts", () => {
  test("without a word of the vendor, waits half of a bound that doubles, by the jitter given", async () => {
    const { end, sent } = setUp([503, 503, 503, 200]);
    await end("safe");
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 250, 750, 1750]);
  });

  test.each([429, 503])("%i with Retry-After, waits no less than asked", async (status) => {
    const { end, sent } = setUp([asks("7", status), 200]);
    expect(await end("safe")).toBe(200);
    expect(sent[1]?.atMs).toBeGreaterThanOrEqual(7_000);
    expect(sent[1]?.atMs).toBeLessThan(8_000);
  });

  test.each([
    ["429", "90", 429, "write"],
    ["429 of months", "9999999999", 429, "safe"],
    ["503", "90", 503, "safe"],
  ] as const)("%s that asks for more than the time left, is answered at once", async (_, value, status, operationClass) => {
    const { end, sent, clock } = setUp([asks(value, status)], { timeoutMs: 30_000 });
    expect(await end(operationClass)).toBe(status);
    expect(clock.now()).toBe(0);
    expect(sent).toHaveLength(1);
  });

  test("a write that was put off, is not begun again without the time to be answered", async () => {
    for (let index = 0; index < 20; index++) {
      const { end, sent } = setUp([asks("1", 429), "hang"], { timeoutMs: 1_050 });
      expect(await end("write")).toBe(429);
      expect(sent).toHaveLength(1);
    }
  });

  test("429, makes other calls of the same client wait too", async () => {
    const { client, clock, sent } = setUp([asks("2", 429), 200]);
    const first = client.GET("/v1/x");
    await clock.advance(10);
    const second = client.GET("/v1/y");
    await clock.runUntil(Promise.all([first, second]));
    expect(sent.map(({ atMs }) => atMs >= 2_000)).toEqual([false, true, true]);
  });

  test("429 that leaves a call no time, still makes other calls wait", async () => {
    const { client, clock, sent } = setUp([asks("60", 429), 200]);
    await client.GET("/v1/x", { timeoutMs: 30_000 });
    await clock.runUntil(client.GET("/v1/y"));
    expect(sent[1]?.atMs).toBeGreaterThanOrEqual(60_000);
  });

  test("maxAttempts, bounds how often a call is sent", async () => {
    const { end, sent } = setUp([503], { maxAttempts: 3 });
    expect(await end("safe", { maxAttempts: 2 })).toBe(503);
    expect(sent).toHaveLength(2);
  });
});

describe("time", () => {
  test("no answer within an attempt's time, throws HEADERS_TIMEOUT after the last attempt", async () => {
    const { end, clock } = setUp(["hang"], { attemptTimeoutMs: 1_000, maxAttempts: 1 });
    expect(await end("safe")).toBe("HEADERS_TIMEOUT");
    expect(clock.now()).toBe(1_000);
    expect(clock.pendingTimers).toBe(0);
  });

  test("an answer that does not end, throws BODY_TIMEOUT", async () => {
    const endless = () => new Response(new ReadableStream(), { headers: { "content-type": "application/json" } });
    const { end } = setUp([endless], { attemptTimeoutMs: 1_000, maxAttempts: 1 });
    expect(await end("safe")).toBe("BODY_TIMEOUT");
  });

  test("no answer within the call's time, throws DEADLINE_EXCEEDED", async () => {
    const { end, clock } = setUp(["hang"], { timeoutMs: 1_000 });
    expect(await end("safe")).toBe("DEADLINE_EXCEEDED");
    expect(clock.now()).toBe(1_000);
  });

  test("no answer to the first attempt, tries again", async () => {
    const { end, sent } = setUp(["hang", 200], { attemptTimeoutMs: 1_000 });
    expect(await end("safe")).toBe(200);
    expect(sent).toHaveLength(2);
  });

  test("no answer to a write, is a write in doubt that names the time", async () => {
    const { client, clock } = setUp(["hang"]);
    const error = await clock.runUntil(client.POST("/v1/x", { body: {} }).catch((thrown) => thrown));
    expect(error).toMatchObject({ code: "AMBIGUOUS_WRITE", cause: { code: "HEADERS_TIMEOUT" } });
    expect(clock.now()).toBe(60_000);
  });

  test("a file that is sent to nobody who answers, ends after an hour", async () => {
    for (const body of [new Blob(["x"]), Object.assign(new FormData(), {})]) {
      if (body instanceof FormData) body.set("file", new Blob(["x"]));
      const { client, clock } = setUp(["hang"]);
      await clock.runUntil(client.POST("/v1/x", { body }).catch(() => {}));
      expect(clock.now()).toBe(3_600_000);
    }
  });

  test("a form of texts, has the time of any other call", async () => {
    const body = new FormData();
    body.set("a", "b");
    const { client, clock } = setUp(["hang"]);
    await clock.runUntil(client.POST("/v1/x", { body }).catch(() => {}));
    expect(clock.now()).toBe(60_000);
  });

  test("timeoutMs of a call that hands out a stream, ends the stream with DEADLINE_EXCEEDED", async () => {
    // Loads the code of streams, which takes real time and no time of the clock.
    await setUp([() => new Response("x")]).client.GET("/v1/x", { parseAs: "stream" });
    const endless = () =>
      new Response(new ReadableStream(), { headers: { "content-type": "application/octet-stream" } });
    const { client, clock } = setUp([endless]);
    const { data } = await clock.runUntil(client.GET("/v1/x", { parseAs: "stream", timeoutMs: 1_000 }));
    const read = (data as ReadableStream)
      .getReader()
      .read()
      .catch((error) => error);
    await clock.advance(1_000);
    expect(await read).toMatchObject({ code: "DEADLINE_EXCEEDED", limitMs: 1_000 });
    expect(clock.pendingTimers).toBe(0);
  });

  test("a stream without a timeoutMs, is not ended", async () => {
    const endless = () =>
      new Response(new ReadableStream(), { headers: { "content-type": "application/octet-stream" } });
    const { client, clock } = setUp([endless]);
    await clock.runUntil(client.GET("/v1/x", { parseAs: "stream" }));
    expect(clock.pendingTimers).toBe(0);
  });

  test.each([0, -1, Number.NaN, "5"])("timeoutMs %s, throws RangeError before anything is sent", async (timeoutMs) => {
    const { client, sent } = setUp([200]);
    await expect(client.GET("/v1/x", { timeoutMs: timeoutMs as number })).rejects.toThrow(RangeError);
    expect(() => createClient({ baseUrl: BASE_URL, timeoutMs: timeoutMs as number })).toThrow(RangeError);
    expect(sent).toHaveLength(0);
  });
});

describe("a caller's abort", () => {
  const reason = { why: "enough" };
  test.each<[string, Step, Partial<RestClientConfig>]>([
    ["while no answer comes", "hang", {}],
    ["while the body does not end", () => new Response(new ReadableStream()), {}],
    ["while it waits for Retry-After", asks("60", 503), {}],
    ["while it waits for its turn", 200, { limitOf: () => ({ key: "k", intervalMs: 60_000, burst: 1 }) }],
    ["while credentials are fetched", 200, { authenticate: () => new Promise(() => {}) }],
  ])("%s, rejects with its reason untouched, and no timer is left", async (_, step, config) => {
    const { client, clock } = setUp([step], config);
    if (config.limitOf) await client.GET("/v1/x");
    const controller = new AbortController();
    const call = client.GET("/v1/x", { signal: controller.signal }).catch((error) => error);
    await clock.advance(100);
    controller.abort(reason);
    expect(await call).toBe(reason);
    await clock.advance(0);
    expect(clock.pendingTimers).toBe(0);
  });

  test("of a write, rejects with its reason too", async () => {
    const { client } = setUp(["hang"]);
    const signal = AbortSignal.timeout(10);
    const thrown = await client.POST("/v1/x", { body: {}, signal }).catch((error) => error);
    expect(thrown).toBe(signal.reason);
  });
});

describe("credentials", () => {
  const authenticate = (answers: boolean[]) => {
    const told: string[] = [];
    const sign = (request: { headers: Headers }) => request.headers.set("x-key", `k${told.length}`);
    const renew = (request: { headers: Headers }) => {
      told.push(String(request.headers.get("x-key")));
      return answers.shift() ?? true;
    };
    return { told, authenticate: Object.assign(sign, { renew }) };
  };

  test.each([
    "safe",
    "write",
  ] as const)("refused once, of a %s call, are renewed and the call is sent again", async (operationClass) => {
    const { told, authenticate: sign } = authenticate([]);
    const { end, sent } = setUp([401, 200], { authenticate: sign });
    expect(await end(operationClass)).toBe(200);
    expect(sent).toHaveLength(2);
    expect(told).toEqual(["k0"]);
  });

  test.each([
    ["may be sent once only", "safe", { maxAttempts: 1 }],
    ["is never repeated", "never-repeat", {}],
  ] as const)("refused, of a call that %s, are renewed for the calls to come and the refusal is answered", async (_, operationClass, init) => {
    const { told, authenticate: sign } = authenticate([]);
    const { end, sent } = setUp([401, 200], { authenticate: sign });
    expect(await end(operationClass, init)).toBe(401);
    expect(sent).toHaveLength(1);
    expect(told).toEqual(["k0"]);
  });

  test("refused when no time is left, are renewed for the calls to come and the refusal is answered", async () => {
    const fake = createFakeClock();
    const { told, authenticate: sign } = authenticate([]);
    const fetch = async () => {
      await new Promise<void>((resolve) => fake.setTimer(resolve, 950));
      return Response.json({}, { status: 401 });
    };
    const client = createClient({ baseUrl: BASE_URL, fetch, clock: fake, authenticate: sign, maxAttempts: 5 });
    const call = client.POST("/v1/x", { body: {}, timeoutMs: 1_000 });
    expect((await fake.runUntil(call)).response.status).toBe(401);
    expect(told).toEqual(["k0"]);
  });

  test("refused twice, are renewed once and the second refusal is answered", async () => {
    const { told, authenticate: sign } = authenticate([]);
    const { end, sent } = setUp([401], { authenticate: sign });
    expect(await end("safe")).toBe(401);
    expect(sent).toHaveLength(2);
    expect(told).toEqual(["k0"]);
  });

  test("that cannot be renewed, leave the refusal as it is", async () => {
    const { authenticate: sign } = authenticate([false]);
    const { end, sent } = setUp([401], { authenticate: sign });
    expect(await end("safe")).toBe(401);
    expect(sent).toHaveLength(1);
  });

  test("that cannot be had, throw their own error and nothing is sent", async () => {
    const failure = new Error("no login");
    const { client, sent } = setUp([200], {
      authenticate: () => Promise.reject(failure),
    });
    await expect(client.POST("/v1/x", { body: {} })).rejects.toBe(failure);
    expect(sent).toHaveLength(0);
  });
});

describe("a failure that repeats what the call carried", () => {
  test("shows nothing that stood under the name of a secret, in no error", async () => {
    const echo = (status: number) => () => Response.json({ message: "no hunter22, no k-123456" }, { status });
    const config = { describeFailure: (error: unknown) => error as { message: string } };
    for (const [status, method] of [
      [400, "POST"],
      [503, "POST"],
      [429, "GET"],
    ] as const) {
      const { client, clock } = setUp([echo(status)], { ...config, maxAttempts: 1 });
      const init = { headers: { "x-key": "k-123456" }, ...(method === "POST" && { body: { password: "hunter22" } }) };
      const query = method === "GET" ? { params: { query: { password: "hunter22" } } } : {};
      const call = client[method]("/v1/x", { ...init, ...query });
      const error = await clock.runUntil(call.then(unwrap, (thrown) => thrown).catch((thrown) => thrown));
      expect(error).toBeInstanceOf(Error);
      expect(`${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}`).not.toMatch(
        /hunter22|k-123456/,
      );
      expect((error as Error).message).toContain("[redacted]");
    }
  });
});

describe("rules of a vendor", () => {
  test("a class of the table, counts more than the method", async () => {
    const classOf = (operation: string): OperationClass | undefined =>
      operation === "POST /v1/x" ? "safe" : undefined;
    const { client, clock, sent } = setUp([503, 200], { loadSendRules: async () => ({ classOf }) });
    expect((await clock.runUntil(client.POST("/v1/x", { body: {} }))).response.status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  test("a class of the call, counts more than the table", async () => {
    const { client, sent } = setUp([503], { loadSendRules: async () => ({ classOf: () => "safe" }) });
    const call = client.POST("/v1/x", { body: {}, operationClass: "write" });
    await expect(call).rejects.toMatchObject({ code: "AMBIGUOUS_WRITE" });
    expect(sent).toHaveLength(1);
  });

  test("rules that cannot be loaded, leave the method", async () => {
    const { end, sent } = setUp([503], { loadSendRules: () => Promise.reject(new Error("no chunk")) });
    expect(await end("write")).toBe("AMBIGUOUS_WRITE");
    expect(sent).toHaveLength(1);
  });

  test("how to reconcile, stands in the error", async () => {
    const reconcile = (operation: string) => `look at ${operation.split(" ")[1]}`;
    const { client } = setUp([RESET], { loadSendRules: async () => ({ reconcile }) });
    const error = await client.POST("/v1/x", { body: {} }).catch((thrown) => thrown);
    expect(error).toMatchObject({ reconcile: "look at /v1/x" });
    expect(error.message).toMatch(/may have taken effect: look at \/v1\/x$/);
  });

  test("an answer that says nothing was done, is followed by another attempt of a write", async () => {
    const interpret: RestClientConfig["interpret"] = (body) =>
      (body as { status: number }).status === 203
        ? { error: "busy", status: 423, notExecuted: true, retryAfterMs: 15_000 }
        : { data: body };
    const { client, clock, sent } = setUp([203, 200], { interpret });
    expect((await clock.runUntil(client.POST("/v1/x", { body: {} }))).data).toEqual({ status: 200 });
    expect(sent[1]?.atMs).toBeGreaterThanOrEqual(15_000);
  });
});

describe("a limiter of the caller's own", () => {
  const never = { take: () => new Promise<void>(() => {}), pause: () => {} };
  const broken = {
    take: () => {
      throw new Error("redis is down at redis://user:SECRET@host");
    },
    pause: () => {
      throw new Error("redis is down");
    },
  };

  test("that never answers, ends the call with its time and sends nothing", async () => {
    const { end, sent, clock } = setUp([200], { rateLimiter: never, timeoutMs: 1_000 });
    expect(await end("safe")).toBe("RATE_LIMITED");
    expect(clock.now()).toBeLessThanOrEqual(1_000);
    expect(sent).toHaveLength(0);
    expect(clock.pendingTimers).toBe(0);
  });

  test("that never answers, leaves the call to its caller's abort", async () => {
    const { client, clock } = setUp([200], { rateLimiter: never });
    const controller = new AbortController();
    const call = client.GET("/v1/x", { signal: controller.signal }).catch((error) => error);
    await clock.advance(10);
    controller.abort("enough");
    expect(await call).toBe("enough");
    await clock.advance(0);
    expect(clock.pendingTimers).toBe(0);
  });

  test("that takes no notice of an abort, sends nothing after it", async () => {
    const { client, clock, sent } = setUp([200], {
      rateLimiter: { take: () => new Promise((resolve) => setTimeout(resolve, 20)), pause: () => {} },
    });
    const controller = new AbortController();
    const call = client.POST("/v1/x", { body: {}, signal: controller.signal }).catch((error) => error);
    await clock.advance(0);
    controller.abort("enough");
    expect(await call).toBe("enough");
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(sent).toHaveLength(0);
  });

  test.each<[string, unknown]>([
    ["true", true],
    ["0", 0],
    // biome-ignore lint/suspicious/noThenProperty: what some libraries take for a promise
    ["a promise of its own kind", { then: (resolve: () => void) => resolve() }],
  ])("that answers %s, lets the call go", async (_, answer) => {
    const { end } = setUp([200], { rateLimiter: { take: () => answer as Promise<void>, pause: () => {} } });
    expect(await end("safe")).toBe(200);
  });

  test("that rejects with nothing, throws RateLimitError", async () => {
    const { end } = setUp([200], { rateLimiter: { take: () => Promise.reject(undefined), pause: () => {} } });
    expect(await end("safe")).toBe("RATE_LIMITED");
  });

  test("that fails, throws RateLimitError without its secrets and sends nothing", async () => {
    const { client, sent } = setUp([200], { rateLimiter: broken });
    const error = await client.GET("/v1/x").catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "RATE_LIMITED", attempts: 0 });
    expect(inspect(error, { depth: 9 })).not.toContain("SECRET");
    expect(sent).toHaveLength(0);
  });

  test("that fails to pause, leaves the vendor's answer", async () => {
    const { end } = setUp([429], { rateLimiter: { ...broken, take: () => undefined }, maxAttempts: 2 });
    expect(await end("safe")).toBe(429);
  });

  test("that fails after a write was lost, leaves the write in doubt", async () => {
    let turns = 0;
    const take = () => (++turns > 1 ? broken.take() : undefined);
    const { end } = setUp([RESET], { rateLimiter: { ...broken, take } });
    expect(await end("idempotent")).toBe("AMBIGUOUS_WRITE");
  });
});

describe("a vendor's limit", () => {
  const limitOf = () => ({ key: "all", intervalMs: 1_000, burst: 1 });

  test("reached, tells how long a call waited for it", async () => {
    const events: ClientEvent[] = [];
    const { client, clock } = setUp([200], { limitOf, onEvent: (event) => events.push(event) });
    await clock.runUntil(Promise.all([client.GET("/v1/x"), client.GET("/v1/y")]));
    const throttles = events.filter(({ type }) => type === "throttle");
    expect(throttles).toMatchObject([{ operation: "GET /v1/y", attributes: { delay_ms: 1_000 } }]);
  });

  test("reached, holds calls back", async () => {
    const { client, clock, sent } = setUp([200], { limitOf });
    await clock.runUntil(Promise.all([1, 2, 3].map((n) => client.GET(`/v1/x${n}`))));
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000]);
  });

  test("that leaves a call no time, throws RateLimitError at once and sends nothing", async () => {
    const { client, sent } = setUp([200], { limitOf });
    await client.GET("/v1/x");
    const error = await client.GET("/v1/x", { timeoutMs: 500 }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 1_000, status: undefined, attempts: 0 });
    expect(sent).toHaveLength(1);
  });
});

test("a write lost once, whose next turn comes too late, is in doubt", async () => {
  const limitOf = () => ({ key: "slow", intervalMs: 60_000, burst: 1 });
  const { end, sent } = setUp([RESET], { limitOf, timeoutMs: 30_000 });
  expect(await end("idempotent")).toBe("AMBIGUOUS_WRITE");
  expect(sent).toHaveLength(1);
});

describe("events", () => {
  test("of a call that is sent twice, tell attempt, retry and attempt without address, query or body", async () => {
    const events: { type: string; attributes: Readonly<Record<string, unknown>> }[] = [];
    const { client, clock } = setUp([503, 200], { onEvent: (event) => events.push(event) });
    await clock.runUntil(
      client.PUT("/v1/x/{id}", { params: { path: { id: "SECRET" }, query: { q: "SECRET" } }, body: "SECRET" }),
    );
    expect(events.map(({ type }) => type)).toEqual(["attempt", "retry", "attempt"]);
    expect(events[0]).toMatchObject({
      vendor: "acme",
      operation: "PUT /v1/x/{id}",
      attributes: {
        "http.request.method": "PUT",
        "url.template": "/v1/x/{id}",
        "server.address": "api.example.com",
        "server.port": 443,
        "http.response.status_code": 503,
        "http.request.resend_count": 0,
        "error.type": "503",
      },
    });
    expect(events[2]?.attributes).toMatchObject({ "http.response.status_code": 200, "http.request.resend_count": 1 });
    expect(events[2]?.attributes).not.toHaveProperty("error.type");
    expect(JSON.stringify(events)).not.toContain("SECRET");
  });

  test("that a listener rejects later, reach nobody", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    onTestFinished(() => void process.off("unhandledRejection", listen));
    const { client } = setUp([200], { onEvent: async () => Promise.reject(new Error("logger")) });
    expect((await client.GET("/v1/x")).response.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(unhandled).toEqual([]);
  });

  test("that a listener throws at, do not fail the call", async () => {
    const { client } = setUp([200], {
      onEvent: () => {
        throw new Error("logger");
      },
    });
    expect((await client.GET("/v1/x")).response.status).toBe(200);
  });
});
