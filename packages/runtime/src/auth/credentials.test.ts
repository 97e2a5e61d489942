import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { basicValue, checkSecret, withHeader, withToken } from "./credentials.ts";

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
  const source = { get: () => tokens.shift() ?? "t3" };
  const client = createClient({ baseUrl: server.url, authenticate: withToken("Authorization", source, "Bearer ") });
  for (let round = 1; round <= 3; round++) await client.GET("/v1/x", { headers: { authorization: "other" } });
  expect(server.seen.map(({ headers }) => headers["authorization"])).toEqual(["Bearer t1", "Bearer t2", "Bearer t3"]);
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
