import { inspect } from "node:util";
import { OutgoingRequest } from "@vendor-clients/runtime";
import type { SentRequest } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createRuleFetch, on, sessionAnswer } from "../contract/rule-fetch.ts";
import type { CcxCredentials } from "./auth.ts";
import { createCcxClient } from "./client.ts";
import { unwrap } from "./index.ts";
import { readSession, withGivenSession } from "./session.ts";

const BASE_URL = "https://app.ccx.example.com";
const LOGIN: CcxCredentials = { login: { login: "a@b.example", password: "honey" } };
const CHECK = "/api/v2/auth/check";

/** A client whose login answers `s1`, `s2` and so on, and whose other calls answer as a function says. */
function setUp(answer: (request: SentRequest) => Response | undefined, credentials = LOGIN, attributes?: string) {
  let count = 0;
  const login = on("/api/v2/auth/login", () => sessionAnswer(`s${++count}`, attributes));
  const { fetch, sent } = createRuleFetch(login, answer);
  const clock = createFakeClock();
  const ccx = createCcxClient({ ...credentials, baseUrl: BASE_URL, fetch, clock });
  const used = () => sent.flatMap(({ headers }) => headers.get("cookie")?.replace("ccx-session=", "") ?? []);
  return { ccx, sent, clock, used, countLogins: () => count };
}

const withCookie = (cookie: string, status = 200) => Response.json({}, { status, headers: { "Set-Cookie": cookie } });

describe("readSession()", () => {
  const URL_OF_LOGIN = `${BASE_URL}/api/v2/auth/login`;
  const read = (cookies: readonly string[], date?: string, url = URL_OF_LOGIN) => {
    const headers = new Headers(date === undefined ? {} : { date });
    for (const cookie of cookies) headers.append("Set-Cookie", cookie);
    return readSession(headers, url);
  };

  test.each<[string, unknown]>([
    ["ccx-session=a", { value: "a" }],
    ["ccx-session=a; Path=/; Domain=app.ccx.example.com; Secure; HttpOnly; SameSite=Strict", { value: "a" }],
    ["ccx-session=a; domain=.CCX.example.com", { value: "a" }],
    ["ccx-session=a; path=/api", { value: "a" }],
    ["ccx-session=a=b+/==; Path=/api/", { value: "a=b+/==" }],
    ["ccx-session=a; Max-Age=60", { value: "a", lifetimeMs: 60_000 }],
    ["ccx-session=a; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", { value: "a", lifetimeMs: 60_000 }],
    ["ccx-session=a; Max-Age=soon", { value: "a" }],
    ["ccx-session=a; Domain=other.example.com", undefined],
    ["ccx-session=a; Domain=p.ccx.example.com", undefined],
    ["ccx-session=a; Domain=xapp.ccx.example.com", undefined],
    ["ccx-session=a; Path=/admin", undefined],
    ["ccx-session=a; Path=/api/v2", undefined],
    ["ccx-session=a; Path=/ap", undefined],
    ["ccx-session2=a", undefined],
    ["other=1; ccx-session=a", undefined],
    ["ccx-session=a\tb", undefined],
    ["ccx-session=; Path=/", "over"],
    ["ccx-session=a; Max-Age=0", "over"],
    ["ccx-session=a; Max-Age=-1", "over"],
    ["ccx-session=a; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "over"],
  ])("cookie %j, is %j", (cookie, want) => {
    expect(read([cookie])).toEqual(want);
  });

  test("cookie that expires at a date, counts by the clock of the server", () => {
    const cookie = "ccx-session=a; Expires=Thu, 01 Jan 2015 00:10:00 GMT";
    expect(read([cookie], "Thu, 01 Jan 2015 00:00:00 GMT")).toEqual({ value: "a", lifetimeMs: 600_000 });
  });

  test("base URL with a path, holds the cookies of this path", () => {
    const url = "https://example.com/ccx/api/v2/auth/login";
    expect(read(["ccx-session=a; Path=/ccx"], undefined, url)).toEqual({ value: "a" });
    expect(read(["ccx-session=a; Path=/api"], undefined, url)).toBeUndefined();
  });

  test("200 cookies, the last one of this host and path, wins", () => {
    const cookies = Array.from({ length: 200 }, (_, i) => `ccx-session=s${i}${i > 150 ? "; Domain=evil.example" : ""}`);
    expect(read(cookies)).toEqual({ value: "s150" });
    expect(read(["ccx-session=; Max-Age=0", "ccx-session=a"])).toEqual({ value: "a" });
  });
});

describe("withGivenSession()", () => {
  test("rotated again and again, keeps the last two values among the secrets", () => {
    const secrets = new Set(["other"]);
    const authenticate = withGivenSession("s0", secrets);
    const request = new OutgoingRequest(`${BASE_URL}/api/x`, { method: "GET", headers: new Headers(), operation: "" });
    const kept: string[] = [[...secrets].join()];
    for (const next of ["s1", "s2", "s2", "s1", "s3"]) {
      authenticate(request);
      authenticate.see?.(request, withCookie(`ccx-session=${next}`));
      kept.push([...secrets].sort().join());
    }
    expect(kept).toEqual(["other,s0", "other,s0,s1", "other,s1,s2", "other,s2", "other,s1,s2", "other,s1,s3"]);
  });
});

describe("session", () => {
  test("refused with 401, call, logs in again once and is sent once more", async () => {
    const { ccx, used, countLogins } = setUp(({ headers }) =>
      headers.get("cookie") === "ccx-session=s1" ? Response.json({}, { status: 401 }) : undefined,
    );
    expect((await ccx.GET(CHECK)).response.status).toBe(200);
    expect(used()).toEqual(["s1", "s2"]);
    expect(countLogins()).toBe(2);
  });

  test("refused with 401 whatever it is, call, answers 401 after one more login", async () => {
    const { ccx, used } = setUp(() => Response.json({}, { status: 401 }));
    expect((await ccx.GET(CHECK)).response.status).toBe(401);
    expect(used()).toEqual(["s1", "s2"]);
  });

  test("refused with 401 to 50 calls at once, calls, share one login", async () => {
    const { ccx, countLogins } = setUp(({ headers }) =>
      headers.get("cookie") === "ccx-session=s1" ? Response.json({}, { status: 401 }) : undefined,
    );
    await ccx.GET(CHECK);
    expect(countLogins()).toBe(2);
    const answers = await Promise.all(Array.from({ length: 40 }, () => ccx.GET(CHECK)));
    expect(new Set(answers.map(({ response }) => response.status))).toEqual(new Set([200]));
    expect(countLogins()).toBe(2);
  });

  test.each<[string, CcxCredentials, string]>([
    ["of a login", LOGIN, "s1"],
    ["given by the caller", { session: "s1" }, "s1"],
  ])("%s, rotated by an answer, goes on with the new value, which stays out of errors", async (_, credentials, first) => {
    const { ccx, used } = setUp(({ headers }) => {
      const sent = headers.get("cookie");
      if (sent === `ccx-session=${first}`) return withCookie("ccx-session=honey-rotated; Path=/; HttpOnly");
      return sent === "ccx-session=honey-rotated" ? Response.json({ err: `bad ${sent}` }, { status: 403 }) : undefined;
    }, credentials);
    await ccx.GET(CHECK);
    const failure = await ccx
      .GET(CHECK)
      .then(unwrap)
      .catch((error: unknown) => error);
    expect(used()).toEqual([first, "honey-rotated"]);
    expect(inspect(failure, { depth: 9 })).toContain("[redacted]");
    expect(inspect(failure, { depth: 9 })).not.toContain("honey");
  });

  test("rotated by an answer with 401, call, is sent once more with the new value and without a login", async () => {
    const { ccx, used, countLogins } = setUp(({ headers }) =>
      headers.get("cookie") === "ccx-session=s1" ? withCookie("ccx-session=rotated", 401) : undefined,
    );
    expect((await ccx.GET(CHECK)).response.status).toBe(200);
    expect(used()).toEqual(["s1", "rotated"]);
    expect(countLogins()).toBe(1);
  });

  test.each([
    ["for another host", "ccx-session=evil; Domain=evil.example"],
    ["for another path", "ccx-session=evil; Path=/other"],
    ["of another name", "ccx-sessionx=evil"],
  ])("cookie %s, next call, goes on with the old value", async (_, cookie) => {
    const { ccx, used } = setUp(() => withCookie(cookie));
    for (let call = 0; call < 3; call++) await ccx.GET(CHECK);
    expect(used()).toEqual(["s1", "s1", "s1"]);
  });

  test("cookie of an answer that comes from another host, next call, goes on with the old value", async () => {
    const { ccx, used } = setUp(() =>
      Object.defineProperty(withCookie("ccx-session=evil"), "url", { value: "https://evil.example/" }),
    );
    for (let call = 0; call < 3; call++) await ccx.GET(CHECK);
    expect(used()).toEqual(["s1", "s1", "s1"]);
  });

  test.each<[string, CcxCredentials]>([
    ["of a login", LOGIN],
    ["given by the caller", { session: "s1" }],
  ])("%s, late answer to a value that was rotated meanwhile, keeps the newer value", async (_, credentials) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let count = 0;
    const { fetch, sent } = createRuleFetch((request) =>
      request.url.includes("/login") ? sessionAnswer("s1") : withCookie(`ccx-session=r${++count}`),
    );
    let calls = 0;
    const slowAtFirst: typeof globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (String(input).endsWith(CHECK) && ++calls === 1) await promise;
      return answer;
    };
    const ccx = createCcxClient({ ...credentials, baseUrl: BASE_URL, fetch: slowAtFirst });
    const late = ccx.GET(CHECK);
    while (calls < 1) await new Promise((next) => setImmediate(next));
    await ccx.GET(CHECK);
    resolve();
    await late;
    await ccx.GET(CHECK);
    expect(sent.at(-1)?.headers.get("cookie")).toBe("ccx-session=r2");
  });

  test("ended by an answer, next call, logs in again", async () => {
    const { ccx, used } = setUp(({ headers }) =>
      headers.get("cookie") === "ccx-session=s1" ? withCookie("ccx-session=; Max-Age=0") : undefined,
    );
    await ccx.GET(CHECK);
    await ccx.GET(CHECK);
    expect(used()).toEqual(["s1", "s2"]);
  });

  test("with a Max-Age, auth.expiresAt, is its end", async () => {
    const { ccx } = setUp(() => undefined, LOGIN, "Path=/; Max-Age=3600");
    expect(ccx.auth.expiresAt).toBeUndefined();
    const earliestMs = Date.now() + 3_600_000;
    await ccx.GET(CHECK);
    expect(ccx.auth.expiresAt?.getTime()).toBeGreaterThanOrEqual(earliestMs);
    expect(ccx.owner("user:1").auth.expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });

  test("beside a token that ends later, auth.expiresAt, is the first end", async () => {
    const credentials = { ...LOGIN, clientId: "i", clientSecret: "honey" } as CcxCredentials;
    const token = () => Response.json({ access_token: "t", token_type: "Bearer", expires_in: 3_600 });
    const grant = on("/api/auth/oauth2/token", token);
    for (const [maxAge, firstSeconds] of [
      [600, 600],
      [7_200, 3_600],
    ] as const) {
      const { ccx } = setUp(grant, credentials, `Path=/; Max-Age=${maxAge}`);
      const startMs = Date.now();
      await ccx.GET(CHECK);
      expect(Math.round(((ccx.auth.expiresAt?.getTime() ?? 0) - startMs) / 10_000)).toBe(360);
      await ccx.GET("/api/admin/users");
      expect(Math.round(((ccx.auth.expiresAt?.getTime() ?? 0) - startMs) / 10_000)).toBe(firstSeconds / 10);
    }
  });
});
