import type { ClientEvent } from "@vendor-clients/runtime";
import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { CLUSTER, useMock } from "../contract/mock-bench.ts";
import { createAcmClient } from "./client.ts";
import { AuthError, unwrap, waitForCluster } from "./index.ts";

const { clock, run, play, mock, sent } = useMock();
type Acm = ReturnType<typeof play>["acm"];
const inEnvironment = (environment: number) => ({ params: { path: { environment } } });
const LAUNCH = "/environment/{environment}/clusters/launch";

describe("login", () => {
  const login = { email: "me@example.com", password: "pässword/1 +" };
  const logIn = () => {
    const events: ClientEvent[] = [];
    const onEvent = (event: ClientEvent) => void (event.type === "credentials" && events.push(event));
    const acm = createAcmClient({ login, baseUrl: mock().url, fetch: clock.fetch, clock, onEvent });
    return { acm, events, get: () => run(acm.GET("/environments").then(unwrap)) };
  };
  const statuses = () => sent("GET /environments").map(({ status }) => status);

  test("a token, is taken for 24 hours, replaced in its last minute, and nobody is refused", async () => {
    play("login");
    const { get, acm } = logIn();
    await get();
    await clock.advance(24 * 3_600_000 - 30_000);
    await get();
    await clock.advance(60_000);
    await get();
    expect(sent("POST /login")).toHaveLength(2);
    expect(statuses()).toEqual([200, 200, 200]);
    const [first, , last] = sent("GET /environments").map(({ headers }) => headers["x-auth-token"]);
    expect(last).not.toBe(first);
    expect(acm.auth.expiresAt).toBeInstanceOf(Date);
  });

  test("a token that was ended, is refused with 401, replaced by one login, and the call sent once more", async () => {
    play("login");
    const { get } = logIn();
    await get();
    mock().use("login");
    await get();
    expect(sent("POST /login")).toHaveLength(2);
    expect(statuses()).toEqual([200, 401, 200]);
  });

  test("an API key, which no login handed out, is refused, and a public operation is not", async () => {
    const { acm } = play("login");
    expect(await failureOf(run(acm.GET("/environments").then(unwrap)))).toBeInstanceOf(AuthError);
    expect((await run(acm.GET("/probe"))).response.status).toBe(200);
    expect(sent("GET /probe")[0]?.headers["x-auth-token"]).toBeUndefined();
  });

  test("second-factor, throws an AuthError that names it", async () => {
    play("second-factor");
    const failure = await failureOf(logIn().get());
    expect(sent("POST /login")).toHaveLength(1);
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("second factor");
  });
});

describe("other forms", () => {
  const readEnvironments = async ({ acm }: { acm: Acm }) => unwrap(await run(acm.GET("/environments")));
  const answered = () => JSON.parse(mock().requests.at(-1)?.answer ?? "");

  test("numbers-as-strings, numbers and booleans, get their types, ids stay text", async () => {
    const played = play("numbers-as-strings");
    const [environment] = await readEnvironments(played);
    expect(answered().data[0]).toMatchObject({ id: "1", autoPush: "1", managed: 1 });
    expect(environment).toMatchObject({ id: "1", autoPush: 1, managed: true });
    expect(played.drifts()).toContain("/data/*/managed number for boolean");
  });

  test("numbers-as-strings, a cluster whose id comes as text, is waited for and found", async () => {
    const { acm, launch } = play("numbers-as-strings");
    const id = await launch();
    expect((await run(waitForCluster(acm, id, { clock }))).health).toEqual({ passed: 2, total: 2 });
    expect(JSON.parse(sent(`GET /cluster/${id}/status`)[0]?.answer ?? "").data.health).toEqual({
      passed: "0",
      total: "0",
    });
  });

  test("json-in-text, options of an environment, get an object", async () => {
    const played = play("json-in-text");
    const [environment] = await readEnvironments(played);
    expect(answered().data[0].options).toBe("{}");
    expect(environment?.options).toEqual({});
    expect(played.drifts()).toContain("/data/*/options string for object");
  });

  test("comma-lists, zones of a keeper, get a list", async () => {
    const { acm, drifts } = play("comma-lists");
    const asked = { name: "k", zones: ["a", "b"] };
    unwrap(await run(acm.POST("/environment/{environment}/keepers", { ...inEnvironment(176), body: asked })));
    const keepers = unwrap(await run(acm.GET("/environment/{environment}/keepers", inEnvironment(176))));
    expect(answered().data[0].zones).toBe("a,b");
    expect(keepers[0]).toMatchObject(asked);
    expect(drifts()).toContain("/data/*/zones string for list");
  });

  test("no-envelope, a list, is the data itself", async () => {
    const [environment] = await readEnvironments(play("no-envelope"));
    expect(Array.isArray(answered())).toBe(true);
    expect(environment).toMatchObject({ id: 1, status: "online" });
  });

  test("failure-with-200, a keeper that is gone, is an error with the status that was meant", async () => {
    const { acm } = play("failure-with-200");
    const path = { environment: 176, name: "k" };
    const removeKeeper = () => run(acm.DELETE("/environment/{environment}/keeper/{name}", { params: { path } }));
    await removeKeeper();
    const again = await removeKeeper();
    expect(again.response.status).toBe(200);
    expect(await failureOf(Promise.resolve(again).then(unwrap))).toMatchObject({ status: 404, vendorCode: "404" });
  });
});

describe("refusals", () => {
  test("long-queries, a filter of 9 kB, is refused with 414, and a body of 9 kB is not", async () => {
    const { acm } = play("long-queries");
    const filter = { name: "n".repeat(9_000) };
    const { response } = await run(acm.GET("/accounts", { params: { query: { filter } } }));
    expect(response.status).toBe(414);
    await run(
      acm.POST(LAUNCH, { ...inEnvironment(176), body: { ...CLUSTER, adminPass: "p".repeat(9_000) } }).then(unwrap),
    );
    expect(mock().requests.at(-1)).toMatchObject({ status: 200, query: {} });
  });

  test("capital-clouds, a cloud in small letters, is sent in capitals and taken", async () => {
    const { acm } = play("capital-clouds");
    unwrap(await run(acm.POST("/environments/request", { body: { name: "acme-prod", cloud_provider: "gcp" } })));
    expect(mock().requests.at(-1)?.status).toBe(200);
    const unknown = await run(acm.POST("/environments/request", { body: { name: "x", cloud_provider: "cloud9" } }));
    expect(unknown.response.status).toBe(400);
  });

  test("echoed-key, the error of a refusal, holds no key", async () => {
    const { acm } = play("echoed-key", "bare-user-path");
    const failure = await failureOf(run(acm.DELETE("/user/{id}", { params: { path: { id: 5 } } }).then(unwrap)));
    expect(mock().requests.at(-1)?.answer).toContain("honey-key");
    expect(failure).toMatchObject({ status: 404, vendorMessage: "Cluster not found ([redacted])" });
  });
});
