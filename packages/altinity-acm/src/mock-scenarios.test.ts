import type { ClientEvent } from "@vendor-clients/runtime";
import { failureOf, type Mock, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createAcmClient } from "./client.ts";
import {
  AuthError,
  createDespiteRace,
  HttpError,
  unwrap,
  waitForCluster,
  waitForEnvironment,
  waitForEnvironmentDeleted,
  waitForKeeper,
} from "./index.ts";

// The first answer of an operation takes seconds on a busy machine, for the schemas of ACM are deep.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const clock = Object.assign(createFakeClock(), { random: () => 0 });
const run = <T>(promise: Promise<T>) => clock.runUntil(promise);
let mock: Mock;

beforeAll(async () => {
  mock = await startMock("altinity-acm", { clock });
  // What a client loads with its first answers takes time that a clock of tests does not know.
  const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock.url });
  await acm.GET("/environments");
  await failureOf(acm.GET("/environments", { headers: { Prefer: "code=404" } }).then(unwrap));
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

/** A client of the mock that plays some scenarios. */
function play(...scenarios: string[]) {
  for (const scenario of scenarios) mock.use(scenario);
  const events: ClientEvent[] = [];
  const onEvent = (event: ClientEvent) => void events.push(event);
  const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock.url, fetch: clock.fetch, clock, onEvent });
  const drifts = () =>
    events.flatMap(({ type, attributes: { pointer, found, declared, converted } }) =>
      type === "drift" ? [`${pointer} ${found} for ${declared}${converted ? "" : ", left"}`] : [],
    );
  const startMs = clock.now();
  return { acm, drifts, events, passedMs: () => clock.now() - startMs };
}

type Acm = ReturnType<typeof play>["acm"];

const LAUNCH = "/environment/{environment}/clusters/launch";
const body = { name: "api-test", shards: "1", replicas: "2" };
const inEnvironment = (environment: number) => ({ params: { path: { environment } } });

async function launch(acm: Acm, environment = 176): Promise<number> {
  return Number(unwrap(await run(acm.POST(LAUNCH, { ...inEnvironment(environment), body }))).id);
}

const sent = (line: string) => mock.requests.filter(({ method, path }) => `${method} ${path}` === line);

describe("busy-lock", () => {
  test("a launch beside another of its environment, is sent again every 15 s until that one is over", async () => {
    const { acm, passedMs } = play("busy-lock");
    await launch(acm);
    await launch(acm);
    const answers = sent("POST /environment/176/clusters/launch").map(({ status, answer }) => [
      status,
      JSON.parse(answer).error,
    ]);
    expect(answers[0]).toEqual([200, null]);
    expect(answers.slice(1, -1)).toEqual(Array(11).fill([200, "Another operation is in progress"]));
    expect(answers.at(-1)).toEqual([200, null]);
    expect(passedMs()).toBe(165_000);
  });

  test("a launch in another environment, goes through at once", async () => {
    const { acm, passedMs } = play("busy-lock");
    await launch(acm);
    await launch(acm, 177);
    expect(passedMs()).toBe(0);
  });

  test("a restart during a rescale that began here, waits for it", async () => {
    const { acm, passedMs } = play("busy-lock");
    const params = { path: { id: 4711 } };
    unwrap(await run(acm.PUT("/cluster/{id}/rescale", { params, body: { replicas: "3" } })));
    unwrap(await run(acm.PUT("/cluster/{id}/restart", { params })));
    expect(sent("PUT /cluster/4711/restart")).toHaveLength(4);
    expect(passedMs()).toBe(45_000);
  });
});

describe("creations in ClickHouse", () => {
  const USERS = "/cluster/{cluster}/users";
  const params = { path: { cluster: 337 } };
  const user = { login: "me" };
  const find = async (acm: Acm) => unwrap(await acm.GET(USERS, { params })).find(({ login }) => login === user.login);

  /** Creates a user as the vendor's own clients do: what is there is edited. */
  const create = (acm: Acm) => async () => {
    const found = await find(acm);
    if (found?.id === undefined) return unwrap(await acm.POST(USERS, { params, body: user }));
    const path = { ...params.path, id: found.id };
    return unwrap(await acm.POST("/cluster/{cluster}/user/{id}", { params: { path }, body: user }));
  };

  test("data-false, is a failure that names the audit log, which has the cause", async () => {
    const { acm } = play("data-false");
    const failure = await failureOf(run(acm.POST(USERS, { params, body: user }).then(unwrap)));
    expect(sent("POST /cluster/337/users").map(({ status, answer }) => [status, answer])).toEqual([
      [200, '{"data":false}'],
    ]);
    expect(failure).toBeInstanceOf(HttpError);
    expect(String(failure)).toContain("audit log");
    const [entry] = unwrap(await run(acm.GET("/cluster/{id}/audit", { params: { path: { id: 337 } } })));
    expect(entry).toMatchObject({ success: false, error: expect.stringContaining("Code: 511") });
  });

  test.each([
    ["data-false", 5],
    ["create-races", 5],
  ])("%s, createDespiteRace(), succeeds when the minute is over", async (scenario, attempts) => {
    const { acm, passedMs } = play(scenario);
    const made = await run(createDespiteRace(create(acm), { clock }));
    expect(sent("POST /cluster/337/users")).toHaveLength(attempts);
    expect(made).toMatchObject(user);
    expect(passedMs()).toBe(5_000 + 10_000 + 20_000 + 40_000);
  });

  test("id-zero, createDespiteRace(), finds the row that was left and edits it", async () => {
    const { acm } = play("id-zero");
    const made = await run(createDespiteRace(create(acm), { clock }));
    expect(sent("POST /cluster/337/users")).toHaveLength(1);
    expect(JSON.parse(sent("POST /cluster/337/users")[0]?.answer ?? "").data.id).toBe(0);
    expect(made).toMatchObject(user);
    expect(Number((made as { id: unknown }).id)).toBeGreaterThan(0);
    expect(mock.items("dbUser")).toHaveLength(1);
  });
});

describe("what is gone", () => {
  const remove = async (acm: Acm, id: number) => {
    unwrap(await run(acm.DELETE("/cluster/{id}/{terminate}", { params: { path: { id, terminate: "1" } } })));
    await clock.advance(60_000);
  };

  test("forbidden-for-gone, waitForCluster(), looks into the list and says that it is not found", async () => {
    const { acm } = play("forbidden-for-gone");
    const id = await launch(acm);
    await remove(acm, id);
    const failure = await failureOf(run(waitForCluster(acm, id, { clock })));
    expect(sent(`GET /cluster/${id}/status`).every(({ status }) => status === 403)).toBe(true);
    expect(sent("GET /clusters").length).toBeGreaterThan(0);
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });

  test("forbidden-for-gone, a list in a cluster that was deleted, is refused with 403", async () => {
    const { acm } = play("forbidden-for-gone");
    const id = await launch(acm);
    await remove(acm, id);
    const { response, error } = await run(
      acm.GET("/cluster/{cluster}/profiles", { params: { path: { cluster: id } } }),
    );
    expect(response.status).toBe(403);
    expect(error).toMatchObject({ error: "Access denied" });
  });

  test("bad-request-for-gone, a keeper, is not found by waiter, caller and a second deletion", async () => {
    const { acm } = play("bad-request-for-gone");
    const path = { environment: 176, name: "k" };
    const removeKeeper = () =>
      run(acm.DELETE("/environment/{environment}/keeper/{name}", { params: { path } }).then(unwrap));
    await removeKeeper();
    const failure = await failureOf(removeKeeper());
    expect(sent("DELETE /environment/176/keeper/k").map(({ status }) => status)).toEqual([200, 400]);
    expect(failure).toMatchObject({ status: 404, vendorMessage: 'keeper "k" not found' });
    const waited = await failureOf(run(waitForKeeper(acm, 176, "k", { clock })));
    expect(waited).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });

  test("bare-user-path, a user by its id alone, is refused, and by its cluster is deleted", async () => {
    const { acm } = play("bare-user-path");
    const bare = await run(acm.DELETE("/user/{id}", { params: { path: { id: 5 } } }));
    expect([bare.response.status, bare.error]).toEqual([404, { data: null, error: "Cluster not found", code: "404" }]);
    const path = { cluster: 337, id: 5 };
    const params = { path };
    expect((await run(acm.DELETE("/cluster/{cluster}/user/{id}", { params }))).response.status).toBe(200);
  });
});

describe("login", () => {
  const login = { email: "me@example.com", password: "pässword/1 +" };
  const logIn = () => {
    const events: ClientEvent[] = [];
    const onEvent = (event: ClientEvent) => void (event.type === "credentials" && events.push(event));
    const acm = createAcmClient({ login, baseUrl: mock.url, fetch: clock.fetch, clock, onEvent });
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
    mock.use("login");
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
  const answered = () => JSON.parse(mock.requests.at(-1)?.answer ?? "");

  test("numbers-as-strings, numbers and booleans, get their types, ids stay text", async () => {
    const played = play("numbers-as-strings");
    const [environment] = await readEnvironments(played);
    expect(answered().data[0]).toMatchObject({ id: "1", autoPush: "1", managed: 1 });
    expect(environment).toMatchObject({ id: "1", autoPush: 1, managed: true });
    expect(played.drifts()).toContain("/data/*/managed number for boolean");
  });

  test("numbers-as-strings, a cluster whose id comes as text, is waited for and found", async () => {
    const { acm } = play("numbers-as-strings");
    const id = await launch(acm);
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

describe("late news", () => {
  test("status-lags, waitForCluster() after a rescale, looks late enough to see the work", async () => {
    const { acm } = play("status-lags");
    unwrap(await run(acm.PUT("/cluster/{id}/rescale", { params: { path: { id: 337 } }, body: { replicas: "3" } })));
    const status = () => run(acm.GET("/cluster/{cluster}/status", { params: { path: { cluster: 337 } } }).then(unwrap));
    expect((await status()).action).toBe("Completed");
    const seen: string[] = [];
    await run(waitForCluster(acm, 337, { clock, onProgress: ({ state }) => void seen.push(state) }));
    expect(seen[0]).toBe("Rescaling");
  });

  test("status-lags, a launch whose answer is lost, is found by its name though the list shows it late, and sent once", async () => {
    mock.use("status-lags");
    let isLost = false;
    // The request takes effect, and a proxy answers in the place of ACM.
    const losing: typeof fetch = async (input, init) => {
      const answer = await clock.fetch(input, init);
      const isFirst = init?.method === "POST" && !isLost;
      isLost ||= isFirst;
      return isFirst ? new Response("bad gateway", { status: 502 }) : answer;
    };
    const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock.url, fetch: losing, clock });
    const found = unwrap(await run(acm.POST(LAUNCH, { ...inEnvironment(176), body: { name: "api-test" } })));
    expect(sent("POST /environment/176/clusters/launch")).toHaveLength(1);
    expect(sent("GET /environment/176/clusters").length).toBeGreaterThan(1);
    expect(found).toMatchObject({ id: mock.items("cluster")[0]?.["id"], name: "api-test" });
  });

  test("slow-environments, waitForEnvironment(), waits 24 min", async () => {
    const { acm, passedMs } = play("slow-environments");
    const asked = { name: "acme-prod", cloud_provider: "AWS" };
    const { id } = unwrap(await run(acm.POST("/environments/request", { body: asked }))) as { id: number };
    expect(await run(waitForEnvironment(acm, id, { clock }))).toMatchObject({ id, status: "online" });
    expect(passedMs()).toBeGreaterThanOrEqual(24 * 60_000);
    expect(passedMs()).toBeLessThan(25 * 60_000);
  });

  test("unconfirmed-deletion, waitForEnvironmentDeleted(), says so after 5 min", async () => {
    const { acm, passedMs } = play("unconfirmed-deletion");
    unwrap(await run(acm.DELETE("/environment/{id}", { params: { path: { id: 1 } } })));
    expect(await run(waitForEnvironmentDeleted(acm, 1, { clock }))).toBe("unconfirmed");
    expect(passedMs()).toBe(310_000);
  });
});

describe("refusals", () => {
  test("long-queries, a filter of 9 kB, is refused with 414, and a body of 9 kB is not", async () => {
    const { acm } = play("long-queries");
    const filter = { name: "n".repeat(9_000) };
    const { response } = await run(acm.GET("/accounts", { params: { query: { filter } } }));
    expect(response.status).toBe(414);
    await run(
      acm.POST(LAUNCH, { ...inEnvironment(176), body: { ...body, adminPass: "p".repeat(9_000) } }).then(unwrap),
    );
    expect(mock.requests.at(-1)).toMatchObject({ status: 200, query: {} });
  });

  test("capital-clouds, a cloud in small letters, is sent in capitals and taken", async () => {
    const { acm } = play("capital-clouds");
    unwrap(await run(acm.POST("/environments/request", { body: { name: "acme-prod", cloud_provider: "gcp" } })));
    expect(mock.requests.at(-1)?.status).toBe(200);
    const unknown = await run(acm.POST("/environments/request", { body: { name: "x", cloud_provider: "cloud9" } }));
    expect(unknown.response.status).toBe(400);
  });

  test("echoed-key, the error of a refusal, holds no key", async () => {
    const { acm } = play("echoed-key", "bare-user-path");
    const failure = await failureOf(run(acm.DELETE("/user/{id}", { params: { path: { id: 5 } } }).then(unwrap)));
    expect(mock.requests.at(-1)?.answer).toContain("honey-key");
    expect(failure).toMatchObject({ status: 404, vendorMessage: "Cluster not found ([redacted])" });
  });
});
