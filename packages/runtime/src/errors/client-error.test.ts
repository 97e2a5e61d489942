import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { AmbiguousWriteError } from "./ambiguous-write-error.ts";
import { AuthError, ClientError, NetworkError, ResponseFormatError } from "./client-error.ts";
import { HttpError } from "./http-error.ts";
import { PaginationError } from "./pagination-error.ts";
import { RateLimitError } from "./rate-limit-error.ts";
import { ResponseTooLargeError } from "./response-too-large-error.ts";
import { TimeoutError } from "./timeout-error.ts";
import { WaitError } from "./wait-error.ts";

const SECRET = "honey-0123456789-secret";
const FAILURE = {
  code: `Bad:${SECRET}`,
  message: `key ${SECRET} is wrong`,
  details: [{ code: "Null", target: `spec.${SECRET}`, message: `no ${SECRET}` }],
};
const FACTS = { vendorCode: FAILURE.code, vendorMessage: FAILURE.message, details: FAILURE.details, requestId: SECRET };
const STATE = { state: `Waiting for ${SECRET}`, elapsedMs: 5, count: 1 };

const context = {
  vendor: "acme",
  operation: "POST /v1/kites",
  secrets: [SECRET],
  attempts: 3,
  cause: Object.assign(new Error(`outer ${SECRET}`, { cause: new TypeError(`inner ${SECRET}`) }), {
    code: "ECONNRESET",
    request: { headers: { authorization: SECRET } },
  }),
  headers: { authorization: SECRET },
};

/** One error of every class, made of texts that hold the secret, and the members that only its class has. */
const FAMILY: readonly [ClientError, object][] = [
  [new NetworkError(`broke ${SECRET}`, context), { code: "NETWORK_ERROR", retryable: true, sent: true }],
  [new TimeoutError("HEADERS_TIMEOUT", 50, context), { code: "HEADERS_TIMEOUT", retryable: true, limitMs: 50 }],
  [new TimeoutError("BODY_TIMEOUT", 50, context), { code: "BODY_TIMEOUT", retryable: true, limitMs: 50 }],
  [new TimeoutError("DEADLINE_EXCEEDED", 50, context), { code: "DEADLINE_EXCEEDED", retryable: true, limitMs: 50 }],
  [new HttpError(422, FAILURE, SECRET, context), { code: "HTTP_ERROR", retryable: false, status: 422 }],
  [
    new AuthError(`no ${SECRET}`, context, { status: 401, ...FACTS }),
    { code: "AUTH_FAILED", retryable: false, status: 401 },
  ],
  [
    new RateLimitError(`no ${SECRET}`, 900, 429, context, FACTS),
    { code: "RATE_LIMITED", retryable: true, status: 429, retryAfterMs: 900 },
  ],
  [
    new AmbiguousWriteError(
      `no ${SECRET}`,
      { applied: "unknown", sentAtEpochMs: 7, status: 502, reconcile: `look for ${SECRET}`, ...FACTS },
      context,
    ),
    {
      code: "AMBIGUOUS_WRITE",
      retryable: false,
      status: 502,
      applied: "unknown",
      sentAtEpochMs: 7,
      reconcile: "look for [redacted]",
    },
  ],
  [new ResponseFormatError(`no ${SECRET}`, 200, context), { code: "RESPONSE_FORMAT", retryable: false, status: 200 }],
  [
    new ResponseTooLargeError(9, 200, context),
    { code: "RESPONSE_TOO_LARGE", retryable: false, status: 200, maxBodyBytes: 9 },
  ],
  [
    new PaginationError("repeated-cursor", { pagesRead: 2, cursor: `c-${SECRET}` }, context),
    { code: "PAGINATION", retryable: false, reason: "repeated-cursor", pagesRead: 2, cursor: "c-[redacted]" },
  ],
  [
    new WaitError("WAIT_FAILED", `no ${SECRET}`, { resourceId: `id-${SECRET}`, history: [STATE] }, context),
    {
      code: "WAIT_FAILED",
      retryable: false,
      resourceId: "id-[redacted]",
      lastState: "Waiting for [redacted]",
      history: [{ state: "Waiting for [redacted]", elapsedMs: 5, count: 1 }],
    },
  ],
];

const CLEAN_FACTS = {
  vendorCode: "Bad:[redacted]",
  vendorMessage: "key [redacted] is wrong",
  details: [{ code: "Null", target: "spec.[redacted]", message: "no [redacted]" }],
  requestId: "[redacted]",
};
const ANSWERED = ["HTTP_ERROR", "AUTH_FAILED", "RATE_LIMITED", "AMBIGUOUS_WRITE"];

describe.each(FAMILY)("%s", (error, own) => {
  const facts = ANSWERED.includes(error.code) ? CLEAN_FACTS : {};
  const members = { vendor: "acme", operation: "POST /v1/kites", attempts: 3, ...own, ...facts };

  test("made of texts with a secret, shows it nowhere", () => {
    const sinks = [inspect(error, { depth: 12, showHidden: true }), JSON.stringify(error), error.stack, String(error)];
    for (const sink of sinks) {
      expect(sink).not.toMatch(/honey|0123456789|authorization/);
      expect(sink).toContain("Cannot call acme POST /v1/kites: ");
    }
  });

  test("asked for its members, has those of its class and no other", () => {
    expect(error).toBeInstanceOf(ClientError);
    expect({ ...error }).toEqual({ name: error.constructor.name, ...members });
  });

  test("to JSON, shows its members, message and causes", () => {
    const { name, message } = error;
    const inner = { name: "TypeError", message: "inner [redacted]" };
    const cause = { name: "Error", message: "outer [redacted]", code: "ECONNRESET", cause: inner };
    expect(JSON.parse(JSON.stringify(error))).toEqual(
      JSON.parse(JSON.stringify({ name, message, ...members, cause })) as object,
    );
  });
});

describe("ClientError", () => {
  const bare = { vendor: "acme", operation: "GET /v1/kites" };

  test("with a member that somebody added, leaves it out of its JSON", () => {
    const error = Object.assign(new NetworkError("broke", bare), { request: { headers: "SECRET" } });
    expect(JSON.stringify(error)).not.toContain("SECRET");
  });

  test("without a cause, has none in its JSON either", () => {
    expect(new NetworkError("broke", bare).toJSON()).not.toHaveProperty("cause");
    expect(new NetworkError("broke", bare)).not.toHaveProperty("cause");
  });

  test("caused by another error of a client, keeps it as it is", () => {
    const cause = new HttpError(503, { code: "Down" }, "r-1", bare);
    const error = new AuthError("the login failed", { ...bare, cause });
    expect(error.cause).toBe(cause);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ cause: { code: "HTTP_ERROR", status: 503 } });
  });

  test("caused by what is no error, keeps nothing of it", () => {
    expect(new NetworkError("broke", { ...bare, cause: { key: "SECRET" } }).cause).toBe(undefined);
  });

  test("told nothing of attempts, was sent once; told 0, never", () => {
    expect(new NetworkError("broke", bare).attempts).toBe(1);
    expect(new NetworkError("broke", { ...bare, attempts: 0 }).attempts).toBe(0);
  });

  test.each([
    "a\nb",
    "a\r\nb",
    "a\u001b[31mb",
    "a\u0085b",
  ])("of a text such as %j, has a message of one line", (found) => {
    expect(new NetworkError(found, bare).message).toMatch(/^Cannot call acme GET \/v1\/kites: a \S*b$/);
  });

  test("of a long text, has a message that is cut", () => {
    expect(new NetworkError("x".repeat(5_000), bare).message.length).toBeLessThan(1_100);
  });

  test.each<[string, (retryable: boolean | undefined) => ClientError, boolean]>([
    ["NetworkError", (retryable) => new NetworkError("x", { ...bare, retryable }), true],
    ["TimeoutError", (retryable) => new TimeoutError("BODY_TIMEOUT", 1, { ...bare, retryable }), true],
    ["RateLimitError", (retryable) => new RateLimitError("x", 1, 429, { ...bare, retryable }), true],
    ["AuthError", (retryable) => new AuthError("x", { ...bare, retryable }), false],
    ["HttpError 503", (retryable) => new HttpError(503, {}, undefined, { ...bare, retryable }), true],
  ])("%s, is retryable as its class is unless told otherwise", (_, make, usual) => {
    expect(make(undefined).retryable).toBe(usual);
    expect(make(!usual).retryable).toBe(!usual);
  });
});

describe("AmbiguousWriteError", () => {
  const bare = { vendor: "acme", operation: "POST /v1/kites" };

  test.each([
    ["unknown", "the write may have taken effect"],
    ["yes", "the write took effect"],
  ] as const)("with a write applied %j, says so and how to find out", (applied, says) => {
    const error = new AmbiguousWriteError("the answer was cut", { applied, sentAtEpochMs: 1 }, bare);
    expect(error.message).toBe(
      `Cannot call acme POST /v1/kites: the answer was cut; ${says}: read the resource before you send the write again`,
    );
    expect(error).toMatchObject({ applied, details: [], status: undefined });
  });

  test("told more than it lists, keeps what it lists", () => {
    const write = { applied: "unknown" as const, sentAtEpochMs: 1, body: "SECRET" };
    expect(inspect(new AmbiguousWriteError("x", write, bare))).not.toContain("SECRET");
  });
});
