import { describe, expect, test } from "vitest";
import { parseBaseUrl } from "./base-url.ts";

describe("parseBaseUrl()", () => {
  test.each([
    ["https://api.example.com", "https://api.example.com"],
    ["https://api.example.com/", "https://api.example.com"],
    ["http://127.0.0.1:8080/v1//", "http://127.0.0.1:8080/v1"],
    ["https://[::1]:5080/api", "https://[::1]:5080/api"],
    ["HTTPS://API.Example.com:443/V1", "https://api.example.com/V1"],
    ["https://api.example.com/v1..2/.well-known", "https://api.example.com/v1..2/.well-known"],
  ])("%s, is usable, gives %s", (given, want) => {
    expect(parseBaseUrl(given)).toBe(want);
  });

  test.each([
    ["no scheme", "SECRET.example.com"],
    ["a path only", "/SECRET"],
    ["nothing", ""],
    ["another scheme", "file:///SECRET"],
    ["a script", "javascript:SECRET"],
    ["no host", "https:///SECRET"],
    ["a scheme without slashes", "https:SECRET.example.com"],
    ["a user", "https://SECRET@example.com"],
    ["a user and a password", "https://user:SECRET@example.com"],
    ["empty credentials", "https://:@example.com/SECRET"],
    ["a query", "https://example.com/?key=SECRET"],
    ["an empty query", "https://example.com/SECRET?"],
    ["a fragment", "https://example.com/#SECRET"],
    ["an empty fragment", "https://example.com/SECRET#"],
    ["a parent segment at the end", "https://example.com/SECRET/.."],
    ["a parent segment inside", "https://example.com/SECRET/../x"],
    ["a dot segment", "https://example.com/./SECRET"],
    ["an encoded parent segment", "https://example.com/SECRET/%2e%2E/x"],
    ["a half-encoded parent segment", "https://example.com/SECRET/.%2e"],
    ["a parent segment behind a backslash", "https://example.com/SECRET\\..\\x"],
    ["a parent segment split by a tab", "https://example.com/SECRET/.\t./x"],
    ["a host behind a backslash", "https://example.com\\SECRET"],
    ["a line break", "https://example.com/\nSECRET"],
    ["a blank in the host", "https://exa mple.com/SECRET"],
    ["a port that is none", "https://example.com:SECRET/"],
  ])("%s, throws TypeError that does not repeat it", (_, given) => {
    expect(() => parseBaseUrl(given)).toThrow(TypeError);
    expect(() => parseBaseUrl(given)).not.toThrow(/SECRET/);
    expect(() => parseBaseUrl(given)).toThrow(/^Cannot use base URL: /);
  });

  test.each([undefined, null, 5, {}, []])("%s instead of text, throws TypeError", (given) => {
    expect(() => parseBaseUrl(given as never)).toThrow(/^Cannot use base URL: /);
  });
});
