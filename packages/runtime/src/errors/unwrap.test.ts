import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { withHeader } from "../auth/credentials.ts";
import type { RestClientConfig, VendorFailure } from "../options.ts";
import { ClientError } from "./client-error.ts";
import { HttpError } from "./http-error.ts";
import { unwrap } from "./unwrap.ts";

const SECRET = "k3y+/=with odd 'signs'";

const describeFailure = (error: unknown): VendorFailure => {
  const { code, message } = error as VendorFailure;
  return { code, message };
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
  const client = createClient({ baseUrl: server.url, describeFailure, ...config });
  const result = await client.GET("/v1/{id}", { params: { path: { id: "filled" }, query: { q: "query-value" } } });
  expect(server.seen.length).toBe(1);
  try {
    unwrap(result);
  } catch (error) {
    return error as HttpError;
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
  ])("header %s, is the request id, cut to 100 characters", async (name) => {
    expect((await fail({}, { headers: { [name]: "i".repeat(200) } })).requestId).toBe("i".repeat(100));
  });

  test("a result that no client made, throws HttpError with its status", () => {
    const result = { error: { a: 1 }, response: new Response(null, { status: 418 }) };
    expect(() => unwrap(result)).toThrow("Cannot call API call: server answered 418");
  });
});

describe("a server that repeats the client's secret", () => {
  test.each([
    ["plain", SECRET],
    ["URL-encoded", encodeURIComponent(SECRET)],
    ["in base64", Buffer.from(SECRET).toString("base64url")],
  ])("%s in code, message and request id, finds it in no part of the error", async (_, shown) => {
    const echo = { code: `E:${shown}`, message: `key ${shown} is unknown` };
    const error = await fail(echo, {
      headers: { "x-request-id": `id-${shown}` },
      authenticate: withHeader("ApiKey", SECRET),
      secrets: new Set([SECRET]),
    });
    expect(error.vendorMessage).toBe("key [redacted] is unknown");
    const everywhere = `${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}${error.stack}${error}`;
    expect(everywhere).not.toContain(shown);
    expect(everywhere).not.toContain(SECRET);
    expect(error).toMatchObject({ vendorCode: "E:[redacted]", requestId: "id-[redacted]" });
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
