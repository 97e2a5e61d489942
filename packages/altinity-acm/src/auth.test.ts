import { inspect } from "node:util";
import { type Answer, createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";
import { AuthError, type ClientEvent, HttpError, unwrap } from "./index.ts";

const HOUR_MS = 60 * 60_000;
const login = { email: "me@example.com", password: "pässword/1 +" };

function setUp(...answers: Answer[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const clock = createFakeClock();
  return { acm: createAcmClient({ login, fetch, clock }), sent, clock };
}

const tokens = (sent: readonly { headers: Headers }[]) => sent.map(({ headers }) => headers.get("X-Auth-Token"));

describe("a login to ACM", () => {
  test("on the first calls, happens once for all of them, in a JSON body and not in the address", async () => {
    const { acm, sent } = setUp(json({ data: { id: "7", token: "t1" } }), json({ data: [] }));
    await Promise.all([acm.GET("/clusters"), acm.GET("/clusters"), acm.GET("/environments")]);
    expect(sent.map(({ line }) => line.replace("https://acm.altinity.cloud/api", ""))).toEqual([
      "POST /login",
      "GET /clusters",
      "GET /clusters",
      "GET /environments",
    ]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ login: login.email, password: login.password });
    expect(sent[0]?.headers.get("Content-Type")).toBe("application/json");
    expect(tokens(sent)).toEqual([null, "t1", "t1", "t1"]);
  });

  test("answered with the token alone, uses it", async () => {
    const { acm, sent } = setUp(json({ data: "t2" }), json({ data: [] }));
    await acm.GET("/clusters");
    expect(tokens(sent)).toEqual([null, "t2"]);
  });

  test("one minute before its 24 hours end, happens again while the call goes on with the old token", async () => {
    let count = 0;
    const { acm, sent, clock } = setUp(({ url }) =>
      url.endsWith("/login") ? json({ data: `t${++count}` })() : json({ data: [] })(),
    );
    await acm.GET("/clusters");
    await clock.advance(24 * HOUR_MS - 60_001);
    await acm.GET("/clusters");
    await clock.advance(1);
    await acm.GET("/clusters");
    await clock.advance(0);
    await acm.GET("/clusters");
    expect(tokens(sent.filter(({ method }) => method === "GET"))).toEqual(["t1", "t1", "t1", "t2"]);
    expect(sent).toHaveLength(6);
  });

  test("before a public operation, does not happen", async () => {
    const { acm, sent } = setUp(json({ data: "ok" }));
    await acm.GET("/probe");
    expect(sent.map(({ line }) => line)).toEqual(["GET https://acm.altinity.cloud/api/probe"]);
  });

  test.each([
    ["plain", login.password],
    ["URL-encoded", encodeURIComponent(login.password)],
    ["base64", btoa(String.fromCharCode(...new TextEncoder().encode(login.password)))],
  ])("refused with HTTP 200 and the password %s in the text, throws an AuthError with the true status, and the answer without it as its cause", async (_, echoed) => {
    const { acm, sent } = setUp(json({ data: null, error: `not ${echoed} please`, code: 403 }));
    const failure = await failureOf(acm.GET("/clusters"));
    expect(failure).toBeInstanceOf(AuthError);
    expect(failure).toMatchObject({
      message: "Cannot call altinity-acm POST /login: the login failed with status 403",
      operation: "POST /login",
      cause: { status: 403, vendorMessage: expect.stringContaining("not [redacted]") },
    });
    expect((failure as AuthError).cause).toBeInstanceOf(HttpError);
    expect(inspect(failure, { depth: 12 })).not.toContain(echoed);
    expect(sent).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ["a user without a token", { data: { id: "7", name: "me" } }],
    ["an empty token", { data: { token: "" } }],
    ["nothing", { data: null }],
    ["a list", { data: ["t1"] }],
  ])("answered with %s, throws an AuthError that names the second factor", async (_, body) => {
    const { acm, sent } = setUp(json(body));
    const failure = await failureOf(acm.GET("/clusters"));
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("second factor");
    expect(sent).toHaveLength(1);
  });

  test("a token of the login, echoed by a later failure, is removed from the error", async () => {
    const { acm } = setUp(json({ data: "honey-token" }), json({ error: "honey-token has expired", code: 401 }, 401));
    const failure = await failureOf(acm.GET("/clusters").then(unwrap));
    expect(failure).toMatchObject({ status: 401, vendorMessage: "[redacted] has expired" });
  });
});

test.each([
  undefined,
  null,
  {},
])("createAcmClient(), options %j, throws TypeError that says what is expected", (options) => {
  expect(() => createAcmClient(options as never)).toThrow(TypeError);
  expect(() => createAcmClient(options as never)).toThrow('expected either "apiKey" or "login"');
});

describe("an API key of ACM", () => {
  test("that ends within the hour, is told once by an event without the key, and by auth.expiresAt", async () => {
    const events: ClientEvent[] = [];
    const { fetch } = createRecordingFetch(json({ data: [] }));
    const expiresAt = new Date(Date.now() + HOUR_MS - 1_000);
    const onEvent = (event: ClientEvent) => void (event.type === "credentials" && events.push(event));
    const acm = createAcmClient({ apiKey: "honey", apiKeyExpiresAt: expiresAt.toISOString(), fetch, onEvent });
    await acm.GET("/clusters");
    await acm.GET("/clusters");
    expect(acm.auth.expiresAt).toEqual(expiresAt);
    expect(events).toMatchObject([{ vendor: "altinity-acm", attributes: { "credentials.state": "ending" } }]);
    expect(inspect(events, { depth: 9 })).not.toContain("honey");
  });

  test("whose end is not known, has no auth.expiresAt", () => {
    expect(createAcmClient({ apiKey: "k" }).auth.expiresAt).toBeUndefined();
  });

  test("whose end is no date, throws TypeError", () => {
    expect(() => createAcmClient({ apiKey: "k", apiKeyExpiresAt: "soon" })).toThrow("Cannot use apiKeyExpiresAt");
  });
});

test("a token of ACM that was refused, is replaced by one login for all calls, each sent once more", async () => {
  let count = 0;
  const { acm, sent } = setUp(({ url, headers }) => {
    if (url.endsWith("/login")) return json({ data: `t${++count}` })();
    // The true status of a failure stands in the envelope.
    return json(headers.get("X-Auth-Token") === "t1" ? { error: "expired", code: 401 } : { data: [] })();
  });
  const answers = await Promise.all(Array.from({ length: 20 }, () => acm.GET("/clusters")));
  expect(answers.every(({ error }) => error === undefined)).toBe(true);
  expect(count).toBe(2);
  expect(sent.length).toBeLessThanOrEqual(2 + 20 + 20);
});
