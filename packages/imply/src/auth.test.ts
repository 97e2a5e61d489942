import { inspect } from "node:util";
import { createRecordingFetch, json, type SentRequest } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createImplyClient, type ImplyOptions } from "./client.ts";
import { AuthError, type ImplyCredentials, unwrap } from "./index.ts";

const TOKEN_URL = "https://id.example.com/auth/realms/acme/protocol/openid-connect/token";
const API_CLIENT = { clientId: "id1", clientSecret: "s1", tokenUrl: TOKEN_URL };

/** A client whose token endpoint numbers its tokens, of 5 minutes, and whose Manager answers with an empty list. */
function setUp(credentials: object, manager: (request: SentRequest) => Response = json([])) {
  const clock = createFakeClock();
  let issued = 0;
  const { fetch, sent } = createRecordingFetch((request) => {
    if (request.url !== TOKEN_URL) return manager(request);
    issued += 1;
    return Response.json({ access_token: `issued-${issued}`, expires_in: 300, token_type: "Bearer" });
  });
  const options = { vanityDomain: "acme", fetch, clock, ...(credentials as ImplyCredentials) };
  return { imply: createImplyClient(options), sent, clock };
}

const sentTokens = (sent: readonly SentRequest[]) => sent.map(({ headers }) => headers.get("authorization"));

describe("token", () => {
  test("given by the caller, call, is sent as a bearer token", async () => {
    const { imply, sent } = setUp({ token: "t1" });
    await imply.GET("/clusters");
    expect(sentTokens(sent)).toEqual(["Bearer t1"]);
  });

  test("of an API client, calls at the same time, is obtained once with the credentials in the form", async () => {
    const { imply, sent } = setUp(API_CLIENT);
    await Promise.all([imply.GET("/clusters"), imply.op.listClusters(), imply.call("listClusters")]);
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${TOKEN_URL}`,
      ...Array(3).fill("GET https://acme.implycloud.com/api/v1/clusters"),
    ]);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "id1",
      client_secret: "s1",
    });
    expect(sentTokens(sent)).toEqual([null, ...Array(3).fill("Bearer issued-1")]);
  });

  test("of 5 minutes, one minute before its end, is renewed while the call goes on with the old one", async () => {
    const { imply, sent, clock } = setUp(API_CLIENT);
    for (const pauseMs of [0, 239_999, 1, 1]) {
      await clock.advance(pauseMs);
      await imply.GET("/clusters");
    }
    const used = ["issued-1", "issued-1", "issued-1", "issued-2"].map((token) => `Bearer ${token}`);
    expect(sentTokens(sent.filter(({ method }) => method === "GET"))).toEqual(used);
    expect(sent).toHaveLength(6);
  });

  test("refused by the token endpoint, call, rejects with AuthError and sends nothing to the Manager", async () => {
    const { fetch, sent } = createRecordingFetch(json({ error: "invalid_client" }, 401));
    const imply = createImplyClient({ vanityDomain: "acme", ...API_CLIENT, fetch });
    const failure = await imply.GET("/clusters").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("invalid_client");
    expect(sent.map(({ url }) => url)).toEqual([TOKEN_URL]);
  });

  test("with characters that no header carries, call, is refused without repeating it", async () => {
    const { fetch, sent } = createRecordingFetch(
      json({ access_token: "honey ", expires_in: 300, token_type: "Bearer" }),
    );
    const imply = createImplyClient({ vanityDomain: "acme", ...API_CLIENT, fetch });
    const failure = await imply.GET("/clusters").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(inspect(failure)).not.toContain("honey");
    expect(sent).toHaveLength(1);
  });
});

describe("construction", () => {
  const honey = { clientId: "honey", clientSecret: "honey" };
  test.each<[string, object, RegExp]>([
    ["no credential", {}, /expected "token", or "clientId".* found neither$/],
    ["token and API client", { token: "honey", ...honey, tokenUrl: TOKEN_URL }, /found both$/],
    ["empty token", { token: "" }, /Cannot use token/],
    ["token with a line break", { token: "honey\nX: 1" }, /Cannot use token/],
    ["API client without a secret", { clientId: "honey", tokenUrl: TOKEN_URL }, /Cannot use clientSecret/],
    ["API client without an id", { clientSecret: "honey", tokenUrl: TOKEN_URL }, /Cannot use clientId/],
    ["API client without a tokenUrl", honey, /expected "tokenUrl".*Polaris.*id\.imply\.io/],
    [
      "tokenUrl that is relative",
      { ...honey, tokenUrl: "honey/token" },
      /^TypeError: Cannot use tokenUrl: expected http/,
    ],
    ["tokenUrl of another scheme", { ...honey, tokenUrl: "ftp://honey/token" }, /Cannot use tokenUrl: expected http/],
    [
      "tokenUrl with a password",
      { ...honey, tokenUrl: "https://a:honey@example.com/" },
      /Cannot use tokenUrl: expected http/,
    ],
    [
      "tokenUrl beside a token, with a query",
      { token: "honey", tokenUrl: `${TOKEN_URL}?honey` },
      /Cannot use tokenUrl: expected http/,
    ],
  ])("%s, createImplyClient(), throws TypeError that names no secret", (_, credentials, message) => {
    const create = () => createImplyClient({ vanityDomain: "acme", ...credentials } as ImplyOptions);
    expect(create).toThrow(TypeError);
    expect(create).not.toThrow(/honey/);
    let text = "";
    try {
      create();
    } catch (error) {
      text = String(error);
    }
    expect(text).toMatch(message);
  });
});

describe("secrets", () => {
  const HONEY = "honey/pot+42";
  const FORMS = [HONEY, encodeURIComponent(HONEY), btoa(HONEY)];

  test.each<[string, object]>([
    ["token", { token: HONEY }],
    ["clientSecret", { ...API_CLIENT, clientSecret: HONEY }],
  ])("%s, Manager echoes it in every form, stays out of the error", async (_, credentials) => {
    const text = FORMS.join(" ");
    const { imply } = setUp(
      credentials,
      json({ error: { code: text, message: text, details: [{ target: text }] } }, 403),
    );
    const failure = await imply
      .GET("/clusters")
      .then(unwrap)
      .catch((error: unknown) => error);
    expect(String(failure)).toContain("[redacted]");
    for (const form of FORMS) expect(inspect(failure, { depth: 9 })).not.toContain(form);
  });

  test("token of the token endpoint, the current and the one before, stay out of errors", async () => {
    const { imply, clock } = setUp(API_CLIENT, json({ message: "issued-1 issued-2 issued-3" }, 403));
    const messages: string[] = [];
    for (let round = 1; round <= 3; round++) {
      const failure = await imply
        .GET("/clusters")
        .then(unwrap)
        .catch((error: unknown) => error);
      messages.push(String(Reflect.get(Object(failure), "vendorMessage")));
      await clock.advance(290_000);
    }
    expect(messages).toEqual([
      "[redacted] issued-2 issued-3",
      "[redacted] [redacted] issued-3",
      "issued-1 [redacted] [redacted]",
    ]);
  });

  test("token endpoint that echoes the secret, call, rejects with an AuthError without it", async () => {
    const { fetch } = createRecordingFetch(json({ error: HONEY, error_description: HONEY }, 400));
    const imply = createImplyClient({ vanityDomain: "acme", ...API_CLIENT, clientSecret: HONEY, fetch });
    const failure = await imply.GET("/clusters").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthError);
    expect(inspect(failure, { depth: 9 })).not.toContain(HONEY);
  });
});

test.each([
  undefined,
  null,
  {},
])("createImplyClient(), options %j, throws TypeError that says what is expected", (options) => {
  expect(() => createImplyClient(options as never)).toThrow(TypeError);
  expect(() => createImplyClient(options as never)).toThrow('expected "token", or');
});

test("token of an API client, refused by the Manager with 401 to many calls, is replaced by one token call", async () => {
  const { imply, sent } = setUp(API_CLIENT, ({ headers }) =>
    headers.get("authorization") === "Bearer issued-1" ? json({}, 401)() : json([])(),
  );
  const answers = await Promise.all(Array.from({ length: 20 }, () => imply.GET("/clusters")));
  expect(new Set(answers.map(({ response }) => response.status))).toEqual(new Set([200]));
  expect(sent.filter(({ url }) => url === TOKEN_URL)).toHaveLength(2);
  expect(sent.length).toBeLessThanOrEqual(2 + 20 + 20);
});

test("token of 5 minutes, auth.expiresAt, is its end; of one given by the caller, undefined", async () => {
  const { imply } = setUp(API_CLIENT);
  const startMs = Date.now();
  await imply.GET("/clusters");
  const leftMs = (imply.auth.expiresAt?.getTime() ?? 0) - startMs;
  expect(leftMs).toBeGreaterThanOrEqual(300_000);
  expect(leftMs).toBeLessThan(360_000);
  expect(setUp({ token: "t1" }).imply.auth.expiresAt).toBeUndefined();
});
