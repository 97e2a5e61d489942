import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createRuleFetch, on, type Rule, sessionAnswer } from "../contract/rule-fetch.ts";
import type { CcxCredentials } from "./auth.ts";
import { createCcxClient } from "./client.ts";
import { AuthError, unwrap } from "./index.ts";

const BASE_URL = "https://ccx.example.com";
const LOGIN = { login: "a@b.example", password: "honey pass/word" };

function setUp(credentials: CcxCredentials, ...answers: readonly Rule[]) {
  const { fetch, sent } = createRuleFetch(...answers);
  const clock = createFakeClock();
  const ccx = createCcxClient({ ...credentials, baseUrl: BASE_URL, fetch, clock });
  return { ccx, sent, clock };
}

const requestLines = (sent: readonly { method: string; url: string }[]) =>
  sent.map(({ method, url }) => `${method} ${url.replace(BASE_URL, "")}`);

describe("fixed credentials", () => {
  test("token, user operation, goes into Authorization as a bearer", async () => {
    const { ccx, sent } = setUp({ token: "t1" });
    await ccx.GET("/api/deployment/v3/data-stores");
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer t1");
    expect(sent[0]?.headers.get("cookie")).toBeNull();
  });

  test("session, user operation, goes into the cookie", async () => {
    const { ccx, sent } = setUp({ session: "s1" });
    await ccx.GET("/api/deployment/v3/data-stores");
    expect(sent[0]?.headers.get("cookie")).toBe("ccx-session=s1");
    expect(sent[0]?.headers.get("authorization")).toBeNull();
  });

  test("all kinds at once, each operation, gets the one kind that it takes", async () => {
    const { ccx, sent } = setUp({ token: "t1", session: "s1", basic: { user: "root", password: "p1" } });
    await ccx.GET("/api/v2/auth/check");
    await ccx.GET("/api/admin/users");
    await ccx.GET("/api/admin/users/count");
    await ccx.op.adminBillingUsage({ params: { path: { type: "json" } } });
    const credentials = sent.map(({ headers }) => [headers.get("authorization"), headers.get("cookie")]);
    expect(credentials).toEqual([
      ["Bearer t1", null],
      [null, "ccx-session=s1"],
      [`Basic ${btoa("root:p1")}`, null],
      [null, "ccx-session=s1"],
    ]);
  });

  test("credential of another kind, operation, is refused before anything is sent", async () => {
    const { ccx, sent } = setUp({ token: "t1" });
    await expect(ccx.GET("/api/admin/users")).rejects.toThrow(
      new TypeError(
        'Cannot call ccx GET /api/admin/users: it takes a session ("login", "adminLogin" or "session"), which the client was not given',
      ),
    );
    expect(sent).toEqual([]);
  });

  test("public operation, credentials at hand, is sent without them and without a login", async () => {
    const { ccx, sent } = setUp({ login: LOGIN, basic: { user: "root", password: "p1" } });
    await ccx.POST("/api/auth/jwt-check", { body: { issuer: "i", jwt: "j" } });
    expect(requestLines(sent)).toEqual(["POST /api/auth/jwt-check"]);
    expect(sent[0]?.headers.get("authorization")).toBeNull();
    expect(sent[0]?.headers.get("cookie")).toBeNull();
  });
});

describe("OAuth2 client", () => {
  const CLIENT = { clientId: "id1", clientSecret: "honey/secret" };
  const tokens = () => {
    let count = 0;
    return on("/api/auth/oauth2/token", () => {
      count += 1;
      return Response.json({ access_token: `token-${count}`, token_type: "Bearer", expires_in: 3600 });
    });
  };

  test("two calls at once, no token yet, ask for one token with a form and both carry it", async () => {
    const { ccx, sent } = setUp(CLIENT, tokens());
    await Promise.all([ccx.GET("/api/v2/auth/check"), ccx.GET("/api/v2/auth/check")]);
    expect(requestLines(sent)).toEqual([
      "POST /api/auth/oauth2/token",
      "GET /api/v2/auth/check",
      "GET /api/v2/auth/check",
    ]);
    expect(sent[0]?.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "id1",
      client_secret: "honey/secret",
    });
    expect(sent.slice(1).map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer token-1",
      "Bearer token-1",
    ]);
  });

  test("token, a minute before its end, is renewed while the call goes on with the old one", async () => {
    const { ccx, sent, clock } = setUp(CLIENT, tokens());
    await ccx.GET("/api/v2/auth/check");
    await clock.advance(3_539_000);
    await ccx.GET("/api/v2/auth/check");
    await clock.advance(2_000);
    await ccx.GET("/api/v2/auth/check");
    await clock.advance(0);
    await ccx.GET("/api/v2/auth/check");
    const used = sent.flatMap(({ headers }) => headers.get("authorization") ?? []);
    expect(used).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2"]);
  });

  test("token endpoint refuses, call, rejects with AuthError that names no secret", async () => {
    const refuse = on("/api/auth/oauth2/token", ({ body }) =>
      Response.json({ error: "invalid_client", error_description: body }, { status: 401 }),
    );
    const { ccx } = setUp(CLIENT, refuse);
    const failure = await ccx.GET("/api/v2/auth/check").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("invalid_client");
    expect(String(failure)).not.toMatch(/honey/);
  });
});

describe("login", () => {
  test.each<[string, CcxCredentials, string]>([
    ["login", { login: LOGIN }, "/api/v2/auth/login"],
    ["login of version v1", { login: { ...LOGIN, version: "v1" } }, "/api/auth/login"],
    ["adminLogin", { adminLogin: LOGIN }, "/api/auth/admin-login"],
  ])("%s, first calls, log in once and carry the session", async (_, credentials, path) => {
    const { ccx, sent } = setUp(
      credentials,
      on(path, () => sessionAnswer("s+/=1")),
    );
    await Promise.all([ccx.GET("/api/v2/auth/check"), ccx.GET("/api/admin/users")]);
    expect(requestLines(sent)).toEqual([`POST ${path}`, "GET /api/v2/auth/check", "GET /api/admin/users"]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(LOGIN);
    expect(sent[0]?.headers.get("content-type")).toBe("application/json");
    expect(sent.map(({ headers }) => headers.get("cookie"))).toEqual([null, "ccx-session=s+/=1", "ccx-session=s+/=1"]);
  });

  test("session, a minute before its Max-Age, is renewed while the call goes on with the old one", async () => {
    let count = 0;
    const { ccx, sent, clock } = setUp(
      { login: LOGIN },
      on("/api/v2/auth/login", () => {
        count += 1;
        return sessionAnswer(`s${count}`, "Max-Age=3600");
      }),
    );
    for (const pauseMs of [0, 3_539_000, 2_000, 0]) {
      await clock.advance(pauseMs);
      await ccx.GET("/api/v2/auth/check");
    }
    const used = sent.flatMap(({ headers }) => headers.get("cookie") ?? []);
    expect(used).toEqual(["ccx-session=s1", "ccx-session=s1", "ccx-session=s1", "ccx-session=s2"]);
  });

  test("answer without the cookie, call, rejects with AuthError and sends nothing further", async () => {
    const { ccx, sent } = setUp(
      { login: LOGIN },
      on("/api/v2/auth/login", () => Response.json({}, { headers: { "Set-Cookie": "other=1; Path=/" } })),
    );
    const failure = await ccx.GET("/api/v2/auth/check").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({ code: "AUTH_FAILED", operation: "POST /api/v2/auth/login" });
    expect(sent).toHaveLength(1);
  });

  test("login refused with the password in the answer, call, rejects with AuthError that names no secret", async () => {
    const { ccx } = setUp(
      { login: LOGIN },
      on("/api/v2/auth/login", ({ body }) => Response.json({ error: `wrong: ${body}` }, { status: 401 })),
    );
    const failure = await ccx.GET("/api/v2/auth/check").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("failed with status 401");
    expect(String((failure as AuthError).cause)).toContain("[redacted]");
    expect(String((failure as AuthError).cause)).not.toMatch(/honey/);
  });

  test("login refused once, next call, logs in again", async () => {
    let count = 0;
    const { ccx } = setUp(
      { login: LOGIN },
      on("/api/v2/auth/login", () => {
        count += 1;
        return count === 1 ? Response.json({}, { status: 403 }) : sessionAnswer("s2");
      }),
    );
    await expect(ccx.GET("/api/v2/auth/check")).rejects.toBeInstanceOf(AuthError);
    expect((await ccx.GET("/api/v2/auth/check")).response.status).toBe(200);
  });
});

describe("construction", () => {
  test.each<[string, object, RegExp]>([
    ["no credential", {}, /expected a token .* or HTTP Basic/],
    ["empty token", { token: "" }, /Cannot use token/],
    ["token with a line break", { token: "honey\nX: 1" }, /Cannot use token/],
    ["client without a secret", { clientId: "id1" }, /Cannot use clientSecret/],
    ["client without an id", { clientSecret: "honey" }, /Cannot use clientId/],
    ["client and token", { clientId: "a", clientSecret: "honey", token: "honey" }, /found "clientId" and "token"/],
    ["login and session", { login: LOGIN, session: "honey" }, /found "login" and "session"/],
    ["login without a password", { login: { login: "honey" } }, /expected "login" with/],
    ["admin login without a name", { adminLogin: { password: "honey" } }, /expected "adminLogin" with/],
    ["session with attributes", { session: "honey; Path=/" }, /the value of the cookie alone/],
    ["basic without a password", { basic: { user: "honey" } }, /expected "basic" with/],
    ["basic user with a colon", { basic: { user: "honey:1", password: "p" } }, /found a colon/],
  ])("%s, createCcxClient(), throws TypeError that names no secret", (_, credentials, message) => {
    const create = () => createCcxClient({ ...(credentials as CcxCredentials), baseUrl: BASE_URL });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(/honey/);
  });
});

describe("secrets", () => {
  const HONEY = "honey/pot+42";
  const FORMS = [HONEY, encodeURIComponent(HONEY), btoa(HONEY), btoa(`u:${HONEY}`)];

  test.each<[string, CcxCredentials, "/api/v2/auth/check" | "/api/admin/check"]>([
    ["token", { token: HONEY }, "/api/v2/auth/check"],
    ["clientSecret", { clientId: "id1", clientSecret: HONEY }, "/api/v2/auth/check"],
    ["token of the token endpoint", { clientId: "id1", clientSecret: "x1" }, "/api/v2/auth/check"],
    ["session", { session: HONEY }, "/api/v2/auth/check"],
    ["session of a login", { login: { login: "a", password: "x1" } }, "/api/v2/auth/check"],
    ["password of a login", { login: { login: "a", password: HONEY } }, "/api/v2/auth/check"],
    ["password of Basic", { basic: { user: "u", password: HONEY } }, "/api/admin/check"],
  ])("%s, server echoes it in every form, stays out of the error", async (_, credentials, path) => {
    const forms = "basic" in credentials ? FORMS : FORMS.slice(0, 3);
    const echo = on(path, () => Response.json({ code: forms.join(), err: forms.join() }, { status: 403 }));
    const { ccx } = setUp(
      credentials,
      echo,
      on("/api/auth/oauth2/token", () => Response.json({ access_token: HONEY, token_type: "bearer", expires_in: 60 })),
      on("/api/v2/auth/login", () => sessionAnswer(HONEY)),
    );
    const failure = await ccx
      .GET(path)
      .then(unwrap)
      .catch((error: unknown) => error);
    const text = `${String(failure)} ${JSON.stringify(failure)}`;
    expect(text).toContain("[redacted]");
    for (const form of forms) expect(text).not.toContain(form);
  });
});

test.each([
  undefined,
  null,
  {},
])("createCcxClient(), options %j, throws TypeError that says what is expected", (options) => {
  expect(() => createCcxClient(options as never)).toThrow(TypeError);
  expect(() => createCcxClient(options as never)).toThrow("expected http or https");
});
