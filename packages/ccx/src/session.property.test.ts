import fc from "fast-check";
import { expect, test } from "vitest";
import { readSession } from "./session.ts";

// fast-check prints seed and path of a counterexample; `fc.assert(…, { seed, path })` repeats it.

const URL_OF_API = "https://ccx.example.com/api/v2/auth/login";

const read = (cookies: readonly string[], url = URL_OF_API) =>
  readSession(new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie])), url);

const value = fc.stringMatching(/^[!#-+\--:<-[\]-~]{1,40}$/);
const attribute = fc.constantFrom(
  "HttpOnly",
  "secure",
  "SameSite=Lax",
  "Path=/",
  "path=/api",
  "Max-Age=900",
  "x=y",
  "Domain=ccx.example.com",
  "domain=.example.com",
  "Expires=Thu, 01 Jan 2998 00:00:00 GMT",
);
const cookieOf = (name: string, given: string, attributes: readonly string[]) =>
  [`${name}=${given}`, ...attributes].join("; ");

test("readSession() of any cookies, never throws and gives nothing that a header cannot carry", () => {
  // What the platform lets through as the value of a header.
  const part = fc.oneof(
    attribute,
    fc.constantFrom("ccx-session", "ccx-session=", "=", ";", "max-age=-1", "expires=x", "domain=", "path=x"),
    fc.string({ unit: "grapheme-ascii" }),
  );
  const cookie = fc.array(part).map((parts) => parts.join(";"));
  fc.assert(
    fc.property(fc.array(cookie, { maxLength: 4 }), (cookies) => {
      const news = read(cookies);
      if (news === undefined || news === "over") return;
      expect(news.value).toMatch(/^[\x21-\x7e]+$/);
      expect(news.value).not.toContain(";");
      expect(news.lifetimeMs === undefined || news.lifetimeMs > 0).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test("readSession() of a session among other cookies, gives its value whatever its attributes", () => {
  const other = fc
    .tuple(fc.constantFrom("other", "xccx-session", "ccx-session2"), value)
    .map(([name, given]) => cookieOf(name, given, []));
  fc.assert(
    fc.property(value, fc.array(attribute), fc.array(other), fc.array(other), (given, attributes, before, after) => {
      expect(read([...before, cookieOf("ccx-session", given, attributes), ...after])).toMatchObject({ value: given });
    }),
    { numRuns: 2_000 },
  );
});

test("readSession() of a session of another host, gives nothing", () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));
  fc.assert(
    fc.property(
      value,
      host,
      fc.array(attribute.filter((one) => !/^domain/i.test(one))),
      (given, domain, attributes) => {
        fc.pre(domain !== "example.com" && domain !== "ccx.example.com");
        expect(read([cookieOf("ccx-session", given, [...attributes, `Domain=${domain}`])])).toBe(undefined);
      },
    ),
    { numRuns: 1_000 },
  );
});
