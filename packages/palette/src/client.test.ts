import { inspect } from "node:util";
import { createRecordingFetch, failureOf, json, withPollutedPrototype } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createPaletteClient, type PaletteOptions } from "./client.ts";
import { AuthError, type ClientEvent, HttpError, RateLimitError, unwrap } from "./index.ts";

const token = (value: string) => json({ Authorization: value, isMfa: false });
const page = (names: string[], next: string, offset = 0) =>
  json({ items: names.map((name) => ({ metadata: { name } })), listmeta: { continue: next, offset } });

describe("createPaletteClient() with an API key", () => {
  test("calling by path, sends the key in the header ApiKey to the vendor's host", async () => {
    const { fetch, sent } = createRecordingFetch(json({ items: [] }));
    const { data } = await createPaletteClient({ apiKey: "k1", fetch }).GET("/v1/packs", {
      params: { query: { limit: 10 } },
    });
    expect(sent.map(({ url, method }) => `${method} ${url}`)).toEqual([
      "GET https://api.spectrocloud.com/v1/packs?limit=10",
    ]);
    expect(sent[0]?.headers.get("ApiKey")).toBe("k1");
    expect(sent[0]?.headers.has("Authorization")).toBe(false);
    expect(sent[0]?.headers.has("ProjectUid")).toBe(false);
    expect(data).toEqual({ items: [] });
  });

  test("calling by operation id and by method, sends the same request", async () => {
    const { fetch, sent } = createRecordingFetch(json({ items: [] }));
    const palette = createPaletteClient({ apiKey: "k1", fetch });
    await palette.call("v1PacksSummaryList", { params: { query: { limit: 1 } } });
    await palette.op.v1PacksSummaryList({ params: { query: { limit: 1 } } });
    expect(sent.map(({ url }) => url)).toEqual(Array(2).fill("https://api.spectrocloud.com/v1/packs?limit=1"));
  });

  test.each([
    [""],
    ["key\r\nX: y"],
    ["schlüssel"],
    [" key"],
  ])("given the key %j, refuses it without repeating it", (apiKey) => {
    expect(() => createPaletteClient({ apiKey })).toThrow(TypeError);
    const message = (() => {
      try {
        createPaletteClient({ apiKey });
      } catch (error) {
        return String(error);
      }
      return "";
    })();
    expect(apiKey.trim() !== "" && message.includes(apiKey)).toBe(false);
  });

  test("given no credential, says which ones it takes", () => {
    expect(() => createPaletteClient({} as PaletteOptions)).toThrow('expected either "apiKey" or "login"');
  });
});

test("createPaletteClient(), given a key and a login, refuses to choose", () => {
  const both = { apiKey: "k1", login: { emailId: "a", password: "b" } };
  expect(() => createPaletteClient(both)).toThrow('expected either "apiKey" or "login"');
});

describe("createPaletteClient() scope", () => {
  test("after project(), sends ProjectUid with the same key; after tenant(), sends none", async () => {
    const { fetch, sent } = createRecordingFetch(json({ items: [] }));
    const tenant = createPaletteClient({ apiKey: "k1", fetch, headers: { "X-Team": "a" } });
    await tenant.project("p1").GET("/v1/packs");
    await tenant.project("p1").tenant().GET("/v1/packs");
    expect(sent.map(({ headers }) => headers.get("ProjectUid"))).toEqual(["p1", null]);
    expect(sent.map(({ headers }) => headers.get("ApiKey"))).toEqual(["k1", "k1"]);
    expect(sent.map(({ headers }) => headers.get("X-Team"))).toEqual(["a", "a"]);
  });

  test.each([
    undefined,
    "",
    "a/b",
    "uid\n",
    5,
  ])("for %j as a project, throws instead of acting in the tenant", (uid) => {
    const tenant = createPaletteClient({ apiKey: "k1" });
    expect(() => tenant.project(uid as string)).toThrow("Cannot act in a project");
    if (uid !== undefined) {
      expect(() => createPaletteClient({ apiKey: "k1", projectUid: uid as string })).toThrow("Cannot act in a project");
    }
  });

  test("with projectUid in the options, acts in that project", async () => {
    const { fetch, sent } = createRecordingFetch(json({ items: [] }));
    await createPaletteClient({ apiKey: "k1", fetch, projectUid: "p2" }).GET("/v1/packs");
    expect(sent[0]?.headers.get("ProjectUid")).toBe("p2");
  });
});

describe("createPaletteClient() with a login", () => {
  const login = { emailId: "me@example.com", password: "pässword 1" };

  test("on the first call, logs in once for all callers and sends the bare token", async () => {
    const { fetch, sent } = createRecordingFetch(token("jwt-1"), json({ items: [] }));
    const palette = createPaletteClient({ login, fetch });
    await Promise.all([palette.GET("/v1/packs"), palette.GET("/v1/packs"), palette.project("p").GET("/v1/packs")]);
    expect(sent.map(({ method, url }) => `${method} ${url.slice("https://api.spectrocloud.com".length)}`)).toEqual([
      "POST /v1/auth/authenticate?setCookie=false",
      ...Array(3).fill("GET /v1/packs"),
    ]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(login);
    expect(sent[0]?.headers.has("Authorization")).toBe(false);
    expect(sent.slice(1).map(({ headers }) => headers.get("Authorization"))).toEqual(Array(3).fill("jwt-1"));
  });

  test("one minute before the token's 15 minutes end, logs in again while the call goes on with the old token", async () => {
    const clock = createFakeClock();
    let count = 0;
    const { fetch, sent } = createRecordingFetch(({ url }) =>
      url.includes("/v1/auth/authenticate") ? token(`jwt-${++count}`)() : json({})(),
    );
    const palette = createPaletteClient({ login, fetch, clock });
    await palette.GET("/v1/packs");
    await clock.advance(14 * 60_000 - 1);
    await palette.GET("/v1/packs");
    await clock.advance(1);
    await palette.GET("/v1/packs");
    await clock.advance(0);
    await palette.GET("/v1/packs");
    const calls = sent.filter(({ method }) => method === "GET");
    expect(calls.map(({ headers }) => headers.get("Authorization"))).toEqual(["jwt-1", "jwt-1", "jwt-1", "jwt-2"]);
    expect(sent).toHaveLength(6);
  });

  test("refused by Palette, throws an AuthError with the status whose cause is the answer without the password", async () => {
    const { fetch, sent } = createRecordingFetch(
      json({ code: "UserNotFound", message: `no ${login.password} here` }, 401),
    );
    const failure = await failureOf(createPaletteClient({ login, fetch }).GET("/v1/packs"));
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({
      message: "Cannot call palette POST /v1/auth/authenticate: the login failed with status 401",
      operation: "POST /v1/auth/authenticate",
      cause: { status: 401, vendorCode: "UserNotFound", vendorMessage: "no [redacted] here" },
    });
    expect((failure as AuthError).cause).toBeInstanceOf(HttpError);
    expect(inspect(failure, { depth: 12 })).not.toContain(login.password);
    expect(sent).toHaveLength(1);
  });

  test("of a user with a second factor, throws an AuthError that says so", async () => {
    const { fetch, sent } = createRecordingFetch(json({ Authorization: "half", isMfa: true }));
    const failure = await failureOf(createPaletteClient({ login, fetch }).GET("/v1/packs"));
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("second factor");
    expect(sent).toHaveLength(1);
  });
});

describe("failures of Palette", () => {
  test("of 500 with a code for what does not exist, are 404 and not sent again", async () => {
    const body = { code: "ResourceNotFound", message: "no pack", details: null, ref: "r-1" };
    const { fetch, sent } = createRecordingFetch(json(body, 500));
    const result = await createPaletteClient({ apiKey: "k1", fetch }).GET("/v1/packs");
    expect(result).toMatchObject({ error: body, response: { status: 500 } });
    expect(sent).toHaveLength(1);
    const failure = await failureOf(Promise.resolve(result).then(unwrap));
    expect(failure).toMatchObject({
      code: "HTTP_ERROR",
      status: 404,
      vendorCode: "ResourceNotFound",
      requestId: "r-1",
    });
  });

  test.each([
    [401, AuthError],
    [429, RateLimitError],
    [422, HttpError],
  ])("of %i that repeat the key, are thrown without it", async (status, type) => {
    const { fetch } = createRecordingFetch(
      json({ code: "Bad", message: "no honey-0123456789", details: "honey-0123456789" }, status),
    );
    const palette = createPaletteClient({ apiKey: "honey-0123456789", fetch, maxAttempts: 1 });
    const failure = await failureOf(palette.GET("/v1/packs").then(unwrap));
    expect(failure).toBeInstanceOf(type);
    expect(failure).toMatchObject({ status, vendorMessage: "no [redacted]", details: [{ message: "[redacted]" }] });
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain("honey");
  });
});

describe("Palette pages", () => {
  test("of a list, go on with the token until it is empty", async () => {
    const { fetch, sent } = createRecordingFetch(page(["a", "b"], "t1"), page(["c"], ""));
    const names: (string | undefined)[] = [];
    for await (const pack of createPaletteClient({ apiKey: "k", fetch }).items.GET("/v1/packs", {
      params: { query: { limit: 2 } },
    })) {
      names.push(pack.metadata?.name);
    }
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(["?limit=2", "?limit=2&continue=t1"]);
    expect(names).toEqual(["a", "b", "c"]);
  });

  test("of a search, go on with token and offset and send the body again", async () => {
    const { fetch, sent } = createRecordingFetch(page(["a"], "t1", 50), page(["b"], "", 0));
    const pages = [];
    for await (const one of createPaletteClient({ apiKey: "k", fetch }).pages.POST("/v1/packs/search", { body: {} }))
      pages.push(one);
    expect(sent.map(({ url, body }) => [new URL(url).search, body])).toEqual([
      ["", "{}"],
      ["?continue=t1&offset=50", "{}"],
    ]);
    expect(pages).toHaveLength(2);
  });
});

test("unwrap(), on an error that echoes the key, throws it without the key", async () => {
  const { fetch } = createRecordingFetch(
    json({ code: "Forbidden", message: "key honey-7f3a is not allowed", ref: "r" }, 403),
  );
  const result = await createPaletteClient({ apiKey: "honey-7f3a", fetch }).GET("/v1/packs");
  expect(result.error?.code).toBe("Forbidden");
  const failure = await failureOf(Promise.resolve(result).then(unwrap));
  expect(failure).toMatchObject({
    status: 403,
    vendorCode: "Forbidden",
    operation: "GET /v1/packs",
    vendor: "palette",
  });
  expect(inspect(failure, { depth: 12 })).not.toContain("honey-7f3a");
});

test("a client created while Object.prototype is polluted, sends what its own options say", async () => {
  const { fetch, sent } = createRecordingFetch(json({}));
  const members = {
    baseUrl: "https://evil.example",
    headers: { "X-Evil": "1" },
    projectUid: "evil",
    login: { emailId: "evil", password: "evil" },
  };
  const client = withPollutedPrototype(members, () => createPaletteClient({ apiKey: "k", fetch }));
  await client.GET("/v1/packs");
  expect(sent.map(({ line }) => line)).toEqual(["GET https://api.spectrocloud.com/v1/packs"]);
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ apikey: "k" });
});

test.each([
  undefined,
  null,
  {},
])("createPaletteClient(), options %j, throws TypeError that says what is expected", (options) => {
  expect(() => createPaletteClient(options as never)).toThrow(TypeError);
  expect(() => createPaletteClient(options as never)).toThrow('expected either "apiKey" or "login"');
});

describe("createPaletteClient() and operations that are public", () => {
  test("with a key, sends it to none of them", async () => {
    const { fetch, sent } = createRecordingFetch(json({}));
    const palette = createPaletteClient({ apiKey: "k1", fetch });
    await palette.GET("/v1/auth/sso/logins");
    await palette.GET("/v1/auth/orgs");
    expect(sent.map(({ headers }) => headers.get("ApiKey"))).toEqual([null, "k1"]);
  });

  test("with a login, does not log in for them", async () => {
    const { fetch, sent } = createRecordingFetch(json({}));
    const palette = createPaletteClient({ login: { emailId: "a@b.example", password: "p" }, fetch });
    await palette.GET("/v1/auth/sso/logins");
    expect(sent).toHaveLength(1);
    expect(palette.auth.expiresAt).toBeUndefined();
  });
});

test("createPaletteClient() with a login, a token refused with 401, logs in once more and tells of both tokens", async () => {
  const events: ClientEvent[] = [];
  let count = 0;
  const { fetch } = createRecordingFetch(({ url, headers }) => {
    if (url.includes("/v1/auth/authenticate")) return token(`honey-${++count}`)();
    return json({ items: [] }, headers.get("Authorization") === "honey-1" ? 401 : 200)();
  });
  const palette = createPaletteClient({
    login: { emailId: "a@b.example", password: "honey" },
    fetch,
    onEvent: (event) => events.push(event),
  });
  const answers = await Promise.all([palette.GET("/v1/packs"), palette.project("p").GET("/v1/packs")]);
  expect(answers.map(({ response }) => response.status)).toEqual([200, 200]);
  expect(count).toBe(2);
  const told = events.filter(({ type }) => type === "credentials");
  expect(told.map(({ attributes }) => attributes["credentials.state"])).toEqual(["renewed", "renewed"]);
  expect(palette.auth.expiresAt).toEqual(expect.any(Date));
  expect(inspect(events, { depth: 9 })).not.toContain("honey");
});
