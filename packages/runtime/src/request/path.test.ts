import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { buildPath } from "./path.ts";

/** Values that are one segment, whatever they look like, and how they stand on the wire. */
const SEGMENTS: readonly [value: unknown, wire: string][] = [
  ["plain", "plain"],
  ["a/b", "a%2Fb"],
  ["/etc/x", "%2Fetc%2Fx"],
  ["a\\b", "a%5Cb"],
  ["a?b#c", "a%3Fb%23c"],
  ["a%2Fb", "a%252Fb"],
  ["100%", "100%25"],
  ["%", "%25"],
  ["a|b c", "a%7Cb%20c"],
  ["{x}", "%7Bx%7D"],
  ["@host", "%40host"],
  ["...", "..."],
  ["..a", "..a"],
  ["a..", "a.."],
  ["1.2", "1.2"],
  ["dé", "d%C3%A9"],
  ["😀", "%F0%9F%98%80"],
  [0, "0"],
  [-1.5, "-1.5"],
  [10n, "10"],
  [true, "true"],
  [false, "false"],
];

const REFUSED: readonly [name: string, value: unknown][] = [
  ["undefined", undefined],
  ["null", null],
  ["empty text", ""],
  ["an object", {}],
  ["an object with text", { toString: () => "x" }],
  ["a list", ["a"]],
  ["an empty list", []],
  ["a function", () => "x"],
  ["a symbol", Symbol("x")],
  ["a dot", "."],
  ["two dots", ".."],
  ["two dots encoded", "%2e%2e"],
  ["two dots half encoded", ".%2E"],
  ["two dots encoded twice", "%252e%252E"],
  ["two dots encoded three times", "%25252e."],
  ["two dots whose encoding is encoded", "%25%32%65%25%32%65"],
  ["one dot encoded", "%2e"],
  ["parent in front", "../x"],
  ["parent behind", "x/.."],
  ["parent inside", "a/../../b"],
  ["parent between backslashes", "a\\..\\b"],
  ["parent between encoded slashes", "a%2f..%2Fb"],
  ["a tab between dots", ".\t."],
  ["a tab", "a\tb"],
  ["a line break", "a\nb"],
  ["a line break at the end", "a\n"],
  ["NUL", "a\u0000b"],
  ["DEL", "a\u007fb"],
  ["a lone surrogate", "a\ud800"],
];

describe("buildPath()", () => {
  test.each(SEGMENTS)("value %s, is one segment, gives %s", (value, want) => {
    expect(buildPath("/v1/{id}/nodes", { id: value })).toBe(`/v1/${want}/nodes`);
  });

  test.each(REFUSED)("value is %s, throws TypeError naming the parameter", (_, value) => {
    expect(() => buildPath("/v1/{id}/nodes", { id: value })).toThrow(TypeError);
    expect(() => buildPath("/v1/{id}/nodes", { id: value })).toThrow(
      /^Cannot build path "\/v1\/{id}\/nodes": parameter "id"/,
    );
  });

  test("value that is refused, is not repeated", () => {
    expect(() => buildPath("/v1/{id}", { id: "SECRET\n" })).not.toThrow(/SECRET/);
  });

  test("values absent, throws TypeError that says missing", () => {
    expect(() => buildPath("/v1/{id}", undefined)).toThrow('parameter "id" is missing');
    expect(() => buildPath("/v1/{id}", {})).toThrow('parameter "id" is missing');
  });

  test.each([
    "constructor",
    "toString",
    "__proto__",
    "hasOwnProperty",
  ])("parameter %s that is only inherited, throws TypeError", (name) => {
    expect(() => buildPath(`/v1/{${name}}`, {})).toThrow(`parameter "${name}" is missing`);
  });

  test("parameter __proto__ of its own, is used", () => {
    expect(buildPath("/v1/{__proto__}", JSON.parse('{"__proto__": "x"}'))).toBe("/v1/x");
  });

  test("several parameters in one segment, are all filled", () => {
    expect(buildPath("/{a}:{b}/{a}", { a: "1/2", b: 3 })).toBe("/1%2F2:3/1%2F2");
  });

  test.each([
    ["no slash in front", "v1"],
    ["nothing", ""],
    ["another host", "@evil.example/x"],
    ["more of the host", ".evil.example/x"],
    ["a port", ":8443/x"],
    ["an address", "https://evil.example/x"],
    ["a backslash", "\\\\evil.example"],
    ["a backslash inside", "/v1\\..\\x"],
    ["a query", "/v1?admin=1"],
    ["a fragment", "/v1#x"],
    ["a blank", "/v1 /x"],
    ["a line break", "/v1\n"],
    ["a parent segment", "/../admin"],
    ["an encoded parent segment", "/v1/%2e%2e/admin"],
    ["a dot segment at the end", "/v1/."],
  ])("template with %s, throws TypeError", (_, template) => {
    expect(() => buildPath(template, {})).toThrow("Cannot build path: expected a template that is a path only");
  });

  test("value of 400 kB that decodes again and again, is answered in time", () => {
    const started = performance.now();
    expect(() => buildPath("/{id}", { id: `%${"25".repeat(200_000)}2e` })).toThrow(TypeError);
    expect(buildPath("/{id}", { id: "%2e".repeat(100_000) }).length).toBeGreaterThan(300_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("a path on the wire", () => {
  test("hostile but usable values, arrive as one segment each", async () => {
    const server = await startServer();
    const client = createClient({ baseUrl: `${server.url}/base` });
    for (const [id] of SEGMENTS) await client.GET("/v1/{id}/nodes", { params: { path: { id } } });
    expect(server.seen.map(({ url }) => url)).toEqual(SEGMENTS.map(([, wire]) => `/base/v1/${wire}/nodes`));
  });

  test("values and templates that are refused, throw before anything is sent", async () => {
    const server = await startServer();
    const client = createClient({ baseUrl: server.url });
    for (const [, id] of REFUSED) {
      await expect(client.GET("/v1/{id}", { params: { path: { id } } })).rejects.toThrow(TypeError);
    }
    await expect(client.GET("@127.0.0.1:1/x")).rejects.toThrow(TypeError);
    expect(server.seen).toEqual([]);
  });
});
