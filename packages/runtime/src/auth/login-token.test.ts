import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { AuthError, NetworkError } from "../errors/client-error.ts";
import { HttpError } from "../errors/http-error.ts";
import { createLoginToken, type LoginAnswer } from "./login-token.ts";

const OPERATION = "POST /login";
const HONEY = "honey pot/1";

/** A source that logs in at a server which answers each login by number, the last answer again and again. */
async function setUp(
  answers: readonly ((response: ServerResponse) => void)[],
  readToken = (data: unknown): LoginAnswer => ({ value: data, lifetimeMs: 600_000 }),
) {
  const time = { nowMs: 0, now: () => time.nowMs };
  const secrets = new Set([HONEY]);
  const server = await startServer((response) => answers[Math.min(server.seen.length, answers.length) - 1]?.(response));
  const client = createClient({
    baseUrl: server.url,
    secrets,
    describeFailure: (error) => ({ code: "E1", message: String(Reflect.get(Object(error), "message")) }),
  });
  const source = createLoginToken({
    vendor: "acme",
    operation: OPERATION,
    secrets,
    clock: time,
    send: () => client.POST("/login", { body: { password: HONEY }, operationClass: "safe", maxAttempts: 1 }),
    readToken,
  });
  const fail = async (): Promise<unknown> => {
    try {
      return await source.get();
    } catch (error) {
      return error;
    }
  };
  return { source, server, secrets, time, fail };
}

const json =
  (body: unknown, status = 200) =>
  (response: ServerResponse) =>
    sendJson(response, body, status);

describe("createLoginToken()", () => {
  test("asked by many and again, logs in once until the token is due", async () => {
    const { source, server, time } = await setUp([json("t1"), json("t2")]);
    expect(server.seen).toHaveLength(0);
    expect(await Promise.all([source.get(), source.get()])).toEqual(["t1", "t1"]);
    time.nowMs = 540_000 - 1;
    expect(source.get()).toBe("t1");
    time.nowMs += 1;
    expect(source.get()).toBe("t1");
    await vi.waitFor(() => expect(source.get()).toBe("t2"), { interval: 1 });
    expect(server.seen).toMatchObject(Array(2).fill({ method: "POST", url: "/login" }));
  });

  test("renewed again and again, keeps the last two tokens among the secrets", async () => {
    const { source, secrets, time } = await setUp([json("t1"), json("t2"), json("t3")]);
    for (let round = 0; round < 3; round++) {
      await source.get();
      time.nowMs += 600_000;
    }
    expect([...secrets]).toEqual([HONEY, "t2", "t3"]);
  });

  test("an answer whose token and lifetime stand in a header, is understood", async () => {
    const answer = (response: ServerResponse) => sendJson(response, {}, 200, { "x-token": "t1" });
    const server = await startServer(answer);
    const client = createClient({ baseUrl: server.url });
    const source = createLoginToken({
      vendor: "acme",
      operation: OPERATION,
      secrets: new Set(),
      send: () => client.POST("/login"),
      readToken: (_, { headers }) => ({ value: headers.get("x-token") }),
    });
    expect(await source.get()).toBe("t1");
  });

  test.each([
    400, 401, 403, 429, 500, 503,
  ])("a login refused with %i, throws AuthError with the status and what the vendor said", async (status) => {
    const { fail } = await setUp([json({ message: `no ${HONEY} and ${encodeURIComponent(HONEY)}` }, status)]);
    const error = await fail();
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({
      code: "AUTH_FAILED",
      message: `Cannot call acme POST /login: the login failed with status ${status}`,
      operation: OPERATION,
      status,
      vendorCode: "E1",
      vendorMessage: "no [redacted] and [redacted]",
      retryable: status === 429 || status >= 500,
      cause: { status, vendorCode: "E1", vendorMessage: "no [redacted] and [redacted]" },
    });
    expect((error as AuthError).cause).toBeInstanceOf(HttpError);
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("honey");
  });

  test("a login that fails, is sent again by the next call only", async () => {
    const { source, server, fail } = await setUp([json({}, 503), json("t1")]);
    expect(await fail()).toBeInstanceOf(AuthError);
    expect(server.seen).toHaveLength(1);
    expect(await source.get()).toBe("t1");
  });

  test("a server that breaks off, throws the NetworkError of the call", async () => {
    const { fail } = await setUp([(response) => void response.socket?.resetAndDestroy()]);
    const error = await fail();
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ operation: OPERATION });
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an empty text", ""],
    ["an object", { token: "honey" }],
    ["a text with a line break", "honey\r\nX-Evil: 1"],
    ["a text that is not ASCII", "honey\u2013"],
  ])("an answer with %s for a token, throws AuthError with the hint and without the answer", async (_, value) => {
    const { secrets, fail } = await setUp([json("honey")], () => ({ value, hint: "use a key" }));
    const error = await fail();
    expect(error).toBeInstanceOf(AuthError);
    expect((error as AuthError).message).toBe(
      "Cannot call acme POST /login: the login's answer held no token; use a key",
    );
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("honey");
    expect([...secrets]).toEqual([HONEY]);
  });

  test("an answer without token and hint, throws AuthError that ends there", async () => {
    const { fail } = await setUp([json({})], () => ({}));
    expect(String(await fail())).toMatch(/held no token$/);
  });
});
