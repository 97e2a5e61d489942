import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { withHeader } from "../auth/credentials.ts";
import type { Failed, RestClientConfig, VendorFailure } from "../options.ts";
import { answerContexts } from "./answer-context.ts";
import { AuthError, ClientError } from "./client-error.ts";
import { HttpError } from "./http-error.ts";
import { RateLimitError } from "./rate-limit-error.ts";
import { toCallError } from "./to-call-error.ts";
import { unwrap } from "./unwrap.ts";

const SECRET = "k3y+/=with odd 'signs'";

const describeFailure = (error: unknown): VendorFailure => {
  const { code, message, details } = error as VendorFailure;
  return { code, message, details };
};

/** Calls a server that answers with a failure, and gives what unwrap() throws. */
async function fail(
  body: unknown,
  {
    status = 409,
    headers = {},
    ...config
  }: { status?: number; headers?: Record<string, string> } & Partial<Omit<RestClientConfig, "headers">> = {},
): Promise<HttpError> {
  const server = await startServer((response) => sendJson(response, body, status, headers));
  const client = createClient({ baseUrl: server.url, describeFailure, maxAttempts: 1, ...config });
  const result = await client.GET("/v1/{id}", { params: { path: { id: "filled" }, query: { q: "query-value" } } });
  expect(server.seen.length).toBe(1);
  return thrownBy(result as Failed<unknown>) as HttpError;
}

/** What unwrap() throws for a result. */
function thrownBy(result: Failed<unknown>): unknown {
  try {
    unwrap(result);
  } catch (error) {
    return error;
  }
  throw new Error("unwrap() threw nothing");
}

describe("unwrap()", () => {
  test.each([[{ a: 1 }], [null], [0], [""], [false]])("a success with %j, gives the data", (data) => {
    expect(unwrap({ data, response: Response.json(data) })).toBe(data);
  });

  test("a failure, throws HttpError that says what, where and under which id", async () => {
    const error = await fail({ code: "Locked", message: 'another "job" runs' }, { headers: { "x-request-id": "r-1" } });
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({
      name: "HttpError",
      code: "HTTP_ERROR",
      vendor: "acme",
      operation: "GET /v1/{id}",
      status: 409,
      vendorCode: "Locked",
      vendorMessage: 'another "job" runs',
      requestId: "r-1",
      message: 'Cannot call acme GET /v1/{id}: server answered 409, Locked "another \\"job\\" runs"',
    });
    expect(error.cause).toBe(undefined);
    expect(inspect(error, { depth: 12, showHidden: true })).not.toMatch(/filled|query-value/);
  });

  test.each([
    ["neither code nor message", {}, "server answered 409"],
    ["a code only", { code: "Locked" }, "server answered 409, Locked"],
    ["a message only", { message: "no" }, 'server answered 409, "no"'],
    ["a message with line breaks", { message: "a\nERROR b" }, 'server answered 409, "a\\nERROR b"'],
  ])("a failure with %s, has a message of one line", async (_, body, want) => {
    expect((await fail(body)).message).toBe(`Cannot call acme GET /v1/{id}: ${want}`);
  });

  test("a vendor without describeFailure, gets the status", async () => {
    const error = await fail({ message: "no" }, { describeFailure: undefined });
    expect(error).toMatchObject({ status: 409, vendorCode: undefined, vendorMessage: undefined, requestId: undefined });
  });

  test.each([
    "x-request-id",
    "request-id",
    "AuditUid",
    "x-correlation-id",
  ])("header %s, is the request id, cut to 500 characters", async (name) => {
    expect((await fail({}, { headers: { [name]: "i".repeat(600) } })).requestId).toBe("i".repeat(500));
  });

  test("an id in the body, is the request id where no header has one", async () => {
    const describeFailure = () => ({ requestId: "i".repeat(600) });
    expect((await fail({}, { describeFailure })).requestId).toBe("i".repeat(500));
    const headers = { "x-request-id": "r-1" };
    expect((await fail({}, { describeFailure, headers })).requestId).toBe("r-1");
  });

  test.each([
    [408, true],
    [425, true],
    [500, true],
    [502, true],
    [503, true],
    [504, true],
    [400, false],
    [403, false],
    [404, false],
    [409, false],
    [422, false],
    [501, false],
    [505, false],
    [599, false],
    [302, false],
  ])("a failure with status %i, is retryable: %s", (status, retryable) => {
    const error = toCallError({ error: {}, response: new Response(null, { status }) });
    expect(error).toMatchObject({ code: "HTTP_ERROR", status, retryable });
  });

  test("a failure with details, keeps 10 of them, and of each what is listed, cut", async () => {
    const detail = { code: "c".repeat(600), target: "t".repeat(600), message: "m".repeat(600), value: "hidden" };
    const error = await fail({ code: "Bad", message: "no", details: Array(12).fill(detail) });
    const kept = { code: "c".repeat(500), target: "t".repeat(500), message: "m".repeat(500) };
    expect(error.details).toEqual(Array(10).fill(kept));
  });

  test("a failure without details, has an empty list", async () => {
    expect((await fail({ code: "Bad" })).details).toEqual([]);
  });

  test("a failure after several attempts, tells how many", () => {
    const response = new Response(null, { status: 503 });
    answerContexts.set(response, { vendor: "acme", operation: "GET /v1", attempts: 4, toError: toCallError });
    expect(thrownBy({ error: {}, response })).toMatchObject({ attempts: 4 });
  });

  test("a result that no client made, throws HttpError with its status", () => {
    const result = { error: { a: 1 }, response: new Response(null, { status: 418 }) };
    expect(() => unwrap(result)).toThrow("Cannot call API call: server answered 418");
  });
});

describe("unwrap(), given 401", () => {
  test("throws AuthError that says what the vendor said", async () => {
    const details = [{ code: "Expired", target: "ApiKey", message: "too old" }];
    const body = { code: "Unauthorized", message: "no such key", details };
    const error = await fail(body, { status: 401, headers: { audituid: "a-1" } });
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({
      name: "AuthError",
      code: "AUTH_FAILED",
      message: 'Cannot call acme GET /v1/{id}: server answered 401, Unauthorized "no such key"',
      vendor: "acme",
      operation: "GET /v1/{id}",
      status: 401,
      vendorCode: "Unauthorized",
      vendorMessage: "no such key",
      details,
      requestId: "a-1",
      retryable: false,
      attempts: 1,
    });
  });

  test("by the vendor's envelope beside another status of HTTP, throws AuthError too", () => {
    const response = new Response(null, { status: 200 });
    answerContexts.set(response, { vendor: "acme", operation: "GET /v1", status: 401, toError: toCallError });
    expect(thrownBy({ error: {}, response })).toMatchObject({ code: "AUTH_FAILED", status: 401 });
  });
});

describe("unwrap(), given 429", () => {
  const limited = (headers: Record<string, string>) => fail({ message: "slow" }, { status: 429, headers });

  test.each<[string, Record<string, string>, number | undefined, string]>([
    ["seconds", { "retry-after": "12" }, 12_000, "; retry after 12000 ms"],
    ["0", { "retry-after": "0" }, 0, "; retry after 0 ms"],
    ["milliseconds", { "retry-after-ms": "250" }, 250, "; retry after 250 ms"],
    ["months", { "retry-after": "9999999999" }, 9_999_999_999_000, "; retry after 9999999999000 ms"],
    [
      "a date and the server's own",
      { "retry-after": "Sat, 21 Nov 2020 09:00:30 GMT", date: "Sat, 21 Nov 2020 09:00:00 GMT" },
      30_000,
      "; retry after 30000 ms",
    ],
    ["a negative value", { "retry-after": "-1" }, undefined, ""],
    ["nothing", {}, undefined, ""],
  ])("with %s to wait, throws RateLimitError that says so", async (_, headers, retryAfterMs, says) => {
    const error = await limited(headers);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      name: "RateLimitError",
      code: "RATE_LIMITED",
      message: `Cannot call acme GET /v1/{id}: server answered 429, "slow"${says}`,
      status: 429,
      vendorMessage: "slow",
      retryable: true,
      retryAfterMs,
    });
  });
});

describe("a server that repeats the client's secret", () => {
  test.each([
    ["plain", 409, SECRET],
    ["plain", 401, SECRET],
    ["plain", 429, SECRET],
    ["URL-encoded", 409, encodeURIComponent(SECRET)],
    ["in base64", 409, Buffer.from(SECRET).toString("base64url")],
  ])("%s in code, message, details and request id, with status %i, finds it in no part of the error", async (_, status, shown) => {
    const details = [{ code: `D:${shown}`, target: `x.${shown}`, message: `no ${shown}` }];
    const echo = { code: `E:${shown}`, message: `key ${shown} is unknown`, details };
    const error = await fail(echo, {
      status,
      headers: { "x-request-id": `id-${shown}` },
      authenticate: withHeader("ApiKey", SECRET),
      secrets: new Set([SECRET]),
    });
    expect(error.vendorMessage).toBe("key [redacted] is unknown");
    const everywhere = `${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}${error.stack}${error}`;
    expect(everywhere).not.toContain(shown);
    expect(everywhere).not.toContain(SECRET);
    expect(error).toMatchObject({ vendorCode: "E:[redacted]", requestId: "id-[redacted]" });
    expect(error.details).toEqual([{ code: "D:[redacted]", target: "x.[redacted]", message: "no [redacted]" }]);
  });

  test("across the cut of a message, finds no part of it", async () => {
    const error = await fail({ message: "x".repeat(495) + SECRET }, { secrets: new Set([SECRET]) });
    expect(error.vendorMessage).toBe(`${"x".repeat(495)}[reda`);
  });

  test("a secret that credentials add later, is removed too", async () => {
    const secrets = new Set<string>();
    const error = await fail(
      { message: `token ${SECRET}` },
      {
        secrets,
        authenticate: () => {
          secrets.add(SECRET);
        },
      },
    );
    expect(error.vendorMessage).toBe("token [redacted]");
  });
});
