import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { OutgoingRequest } from "../request/outgoing-request.ts";
import { basicValue, checkSecret, exceptFor, withHeader, withLater } from "./credentials.ts";
import { withToken } from "./with-token.ts";

const DEAF = { get: () => "t1", refuse: () => {}, replace: () => {}, expiresAt: undefined };

/** A request that carries headers and nothing else. */
function createRequest(headers: Record<string, string> = {}, operation = "GET /v1/x"): OutgoingRequest {
  return new OutgoingRequest("http://localhost/v1/x", { method: "GET", headers: new Headers(headers), operation });
}

describe("checkSecret()", () => {
  test.each(["k", "abc", "a b", "!~", "x".repeat(10_000)])("%j, which a header can carry, is given back", (value) => {
    expect(checkSecret("apiKey", value)).toBe(value);
  });

  test.each([
    ["empty", ""],
    ["a line break at the end", "SECRET\n"],
    ["a line break and another header", "SECRET\r\nX-Evil: 1"],
    ["a blank in front", " SECRET"],
    ["a blank behind", "SECRET "],
    ["a tab", "SEC\tRET"],
    ["NUL", "SECRET\u0000"],
    ["a dash that is not ASCII", "SECRET\u2013"],
    ["a letter that is not ASCII", "SECRETé"],
    ["missing", undefined],
    ["null", null],
    ["a number", 5],
    ["an object that turns to text", { toString: () => "SECRET" }],
  ])("%s, throws TypeError with the name and without the value", (_, value) => {
    expect(() => checkSecret("apiKey", value)).toThrow(TypeError);
    expect(() => checkSecret("apiKey", value)).toThrow(/^Cannot use apiKey: /);
    expect(() => checkSecret("apiKey", value)).not.toThrow(/SEC\s?RET/);
  });

  test("1 MB of blanks, is refused in time", () => {
    const started = performance.now();
    expect(() => checkSecret("apiKey", `a${" ".repeat(1_000_000)}`)).toThrow(TypeError);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test("withHeader(), signs every request with the header", async () => {
  const server = await startServer();
  const client = createClient({ baseUrl: server.url, authenticate: withHeader("ApiKey", "k1") });
  await client.GET("/v1/x");
  await client.GET("/v1/x", { headers: { apikey: "other" } });
  expect(server.seen.map(({ headers }) => headers["apikey"])).toEqual(["k1", "k1"]);
});

test("withToken(), signs every request with the token of its source, whether it is there or comes later", async () => {
  const server = await startServer();
  const tokens = ["t1", Promise.resolve("t2")];
  const source = { ...DEAF, get: () => tokens.shift() ?? "t3" };
  const client = createClient({ baseUrl: server.url, authenticate: withToken("Authorization", source, "Bearer ") });
  for (let round = 1; round <= 3; round++) await client.GET("/v1/x", { headers: { authorization: "other" } });
  expect(server.seen.map(({ headers }) => headers["authorization"])).toEqual(["Bearer t1", "Bearer t2", "Bearer t3"]);
});

describe("withToken().renew()", () => {
  test.each([
    [{ authorization: "Bearer t1" }, true, ["t1"]],
    [{ authorization: "Basic t1" }, false, []],
    [{}, false, []],
  ])("told that a request with %j was refused, answers %s", (headers, isWorthAnother, want) => {
    const refused: string[] = [];
    const source = { ...DEAF, refuse: (token: string) => void refused.push(token) };
    expect(withToken("Authorization", source, "Bearer ").renew?.(createRequest(headers))).toBe(isWorthAnother);
    expect(refused).toEqual(want);
  });

  test("of a fixed secret, does not exist", () => {
    expect(withHeader("ApiKey", "k1").renew).toBeUndefined();
  });
});

test("withToken().expiresAt(), is that of the source", () => {
  const expiresAt = new Date(5);
  expect(withToken("Authorization", { ...DEAF, expiresAt }).expiresAt?.()).toBe(expiresAt);
});

describe("exceptFor()", () => {
  const authenticate = exceptFor((operation) => operation === "GET /public", withToken("Authorization", DEAF));

  test.each([
    ["GET /public", null],
    ["GET /v1/x", "t1"],
  ])("%s, carries %s", (operation, want) => {
    const request = createRequest({}, operation);
    authenticate(request);
    expect(request.headers.get("authorization")).toBe(want);
  });

  test("a public operation that was refused, is not worth another attempt; any other is", () => {
    expect(authenticate.renew?.(createRequest({}, "GET /public"))).toBe(false);
    expect(authenticate.renew?.(createRequest({ authorization: "t1" }))).toBe(true);
  });
});

describe("withLater()", () => {
  test("three requests at once and one after them, are signed by what is loaded once", async () => {
    let loads = 0;
    const authenticate = withLater(async () => {
      loads++;
      return withToken("Authorization", { ...DEAF, expiresAt: new Date(5) });
    });
    expect(authenticate.expiresAt?.()).toBeUndefined();
    const requests = Array.from({ length: 4 }, () => createRequest());
    expect(authenticate.renew?.(createRequest({ authorization: "t1" }))).toBe(false);
    expect(loads).toBe(0);
    await Promise.all(requests.slice(1).map(authenticate));
    expect(authenticate(requests[0] as OutgoingRequest)).toBeUndefined();
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["t1", "t1", "t1", "t1"]);
    expect(loads).toBe(1);
    expect(authenticate.expiresAt?.()).toEqual(new Date(5));
    expect(authenticate.renew?.(createRequest({ authorization: "t1" }))).toBe(true);
  });

  test("a load that fails, is the error of those who waited, and the next request loads again", async () => {
    let loads = 0;
    const authenticate = withLater(async () => {
      if (++loads === 1) throw new Error("away");
      return withHeader("ApiKey", "k1");
    });
    const waiting = [authenticate(createRequest()), authenticate(createRequest())];
    for (const one of waiting) await expect(one).rejects.toThrow("away");
    const request = createRequest();
    await authenticate(request);
    expect(request.headers.get("ApiKey")).toBe("k1");
    expect(loads).toBe(2);
  });
});

describe("basicValue()", () => {
  test.each([
    ["user", "password", "Basic dXNlcjpwYXNzd29yZA=="],
    ["user", "pass:word", "Basic dXNlcjpwYXNzOndvcmQ="],
    ["üser", "pä😀", `Basic ${Buffer.from("üser:pä😀").toString("base64")}`],
    ["user", "", "Basic dXNlcjo="],
  ])("user %s and password %s, are written in UTF-8", (user, password, want) => {
    expect(basicValue(user, password)).toBe(want);
  });

  test("a user with a colon, throws TypeError that repeats neither", () => {
    expect(() => basicValue("us:SECRET", "SECRET")).toThrow(TypeError);
    expect(() => basicValue("us:SECRET", "SECRET")).not.toThrow(/SECRET/);
  });
});
