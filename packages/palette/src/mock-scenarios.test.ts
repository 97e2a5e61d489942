import { inspect } from "node:util";
import { failureOf, noRateLimit, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createPaletteClient, type PaletteClient, type PaletteOptions } from "./client.ts";
import {
  AuthError,
  HttpError,
  PaginationError,
  RateLimitError,
  readFileName,
  unwrap,
  waitForAppDeployment,
  waitForCluster,
  waitForClusterDeleted,
} from "./index.ts";

const clock = Object.assign(createFakeClock(Date.now()), { random: () => 0 });
const mock = await startMock("palette", { clock });
const run = <T>(promise: Promise<T>) => clock.runUntil(promise);

/** A client of the mock that plays some scenarios. */
function play(scenarios: readonly string[], options: object = { apiKey: "honey-0123456789" }): PaletteClient {
  for (const scenario of scenarios) mock.use(scenario);
  const given: unknown = { baseUrl: mock.url, fetch: clock.fetch, clock, ...options };
  return createPaletteClient(given as PaletteOptions);
}

// What a client loads with its first calls, and after a failure, takes time that no clock of tests knows.
beforeAll(async () => {
  const palette = createPaletteClient({ apiKey: "k1", baseUrl: mock.url });
  await failureOf(palette.GET("/v1/packs", { headers: { Prefer: "code=404" } }).then(unwrap));
  await palette.POST("/v1/projects", { body: {} });
  await palette.DELETE("/v1/spectroclusters/{uid}", at("u1"));
  await palette.items.GET("/v1/packs").next();
  mock.use("login");
  await createPaletteClient({ login: LOGIN, baseUrl: mock.url }).GET("/v1/packs");
  mock.reset();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const LOGIN = { emailId: "me@example.com", password: "a password" };
const at = (uid: string) => ({ params: { path: { uid } } });
const lines = () => mock.requests.map(({ method, url }) => `${method} ${url}`);
const statuses = () => mock.requests.map(({ status }) => status);

async function createCluster(palette: PaletteClient): Promise<string> {
  const body = { metadata: { name: "mine" }, spec: { cloudAccountUid: "a1", cloudConfig: { region: "eu-1" } } };
  const { uid } = unwrap(await run(palette.POST("/v1/spectroclusters/aws", { body })));
  return uid ?? "";
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  const reading = (async () => {
    for await (const item of items) found.push(item);
  })();
  await run(reading);
  return found;
}

describe("soft-delete", () => {
  test("a cluster without a status, is waited for; deleted for a day, is gone by its state", async () => {
    const palette = play(["soft-delete"]);
    const uid = await createCluster(palette);
    const states: string[] = [];
    const options = { clock, firstDelayMs: 5000, onProgress: ({ state }: { state: string }) => states.push(state) };
    await run(waitForCluster(palette, uid, options));
    expect(states[0]).toBe("no state");
    expect(states.at(-1)).toBe("Running, Healthy");
    unwrap(await run(palette.DELETE("/v1/spectroclusters/{uid}", at(uid))));
    await clock.advance(24 * 3_600_000);
    const read = await run(palette.GET("/v1/spectroclusters/{uid}", at(uid)));
    expect(read.response.status).toBe(200);
    expect(read.data).toMatchObject({ metadata: { uid, deletionTimestamp: expect.any(String) } });
    states.length = 0;
    await run(waitForClusterDeleted(palette, uid, options));
    expect(states).toEqual(["Deleted"]);
  });
});

describe("two-scopes", () => {
  test("what nobody created, is found in a project and not in the tenant, and not listed there", async () => {
    const palette = play(["two-scopes"]);
    const project = palette.project("p1");
    const read = (client: PaletteClient) => run(client.GET("/v1/spectroclusters/{uid}", at("u1")));
    const list = async (client: PaletteClient) =>
      unwrap(await run(client.GET("/v1/dashboard/spectroclusters/meta"))) as unknown[];
    expect(await failureOf(read(palette).then(unwrap))).toMatchObject({ status: 404, vendorCode: "ResourceNotFound" });
    expect((await read(project)).response.status).toBe(200);
    expect(await list(palette)).toEqual([]);
    expect(await list(project)).not.toEqual([]);
    expect(mock.requests.map(({ headers }) => headers["projectuid"])).toEqual([undefined, "p1", undefined, "p1"]);
  });

  test("what the tenant has of its own, is found without a project", async () => {
    const palette = play(["two-scopes"]);
    expect((await run(palette.GET("/v1/projects/{uid}", at("u1")))).response.status).toBe(200);
    const uid = await createCluster(palette);
    expect((await run(palette.GET("/v1/spectroclusters/{uid}", at(uid)))).response.status).toBe(200);
  });
});

describe("key-echo", () => {
  test("an error that repeats the key, is thrown without it", async () => {
    const failure = await failureOf(run(play(["key-echo"]).GET("/v1/packs")).then(unwrap));
    expect(mock.requests[0]?.answer).toContain("honey-0123456789");
    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({ status: 403, vendorCode: "Forbidden" });
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain("honey");
  });

  test("an error that repeats the token of a login, is thrown without it", async () => {
    const palette = play(["login", "key-echo"], { login: LOGIN });
    const failure = await failureOf(run(palette.GET("/v1/packs")).then(unwrap));
    expect(mock.requests.at(-1)?.answer).toContain("token-1-1");
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toContain("token-1-1");
  });
});

describe("page-tokens", () => {
  test("a list, is read to its end by its tokens, each item once", async () => {
    const packs = await collect(play(["page-tokens"]).items.GET("/v1/packs"));
    expect(lines()).toEqual(["GET /v1/packs", "GET /v1/packs?continue=page.2", "GET /v1/packs?continue=page.4"]);
    expect(new Set(packs.map(({ metadata }) => metadata?.uid)).size).toBe(5);
  });

  test("a search whose token says only that there is more, is read to its end by its offsets", async () => {
    const palette = play(["page-tokens"]);
    await run(palette.POST("/v1/projects", { body: { metadata: { name: "mine" } } }));
    const projects = await collect(palette.items.POST("/v1/dashboard/projects", { body: {} }));
    expect(lines().slice(1)).toEqual([
      "POST /v1/dashboard/projects",
      "POST /v1/dashboard/projects?continue=more&offset=2",
      "POST /v1/dashboard/projects?continue=more&offset=4",
    ]);
    expect(projects[0]).toMatchObject({ metadata: { name: "mine" } });
    expect(new Set(projects.map(({ metadata }) => metadata?.uid)).size).toBe(5);
  });
});

describe("endless-listing", () => {
  test("a list that gives its first page again, ends in a PaginationError", async () => {
    const failure = await failureOf(collect(play(["endless-listing"]).items.GET("/v1/packs")));
    expect(failure).toBeInstanceOf(PaginationError);
    expect(mock.requests.length).toBeLessThan(4);
  });
});

describe("rate-limit", () => {
  test("a client that keeps to the limits, is never refused", async () => {
    const palette = play(["rate-limit"]);
    const calls = Array.from({ length: 150 }, () => palette.GET("/v1/packs"));
    await run(Promise.all(calls));
    expect(new Set(statuses())).toEqual(new Set([200]));
    expect(mock.requests).toHaveLength(150);
  });

  test("more than 50 at once without a limiter, are refused with 429 and without a header that says for how long", async () => {
    const palette = play(["rate-limit"], { apiKey: "k1", rateLimiter: noRateLimit, maxAttempts: 1 });
    const settled = await run(Promise.all(Array.from({ length: 55 }, () => palette.GET("/v1/packs"))));
    expect(settled.filter(({ response }) => response.status === 429)).toHaveLength(5);
    const refused = settled.find(({ response }) => response.status === 429);
    expect(refused?.response.headers.get("retry-after")).toBeNull();
    expect(await failureOf(run(palette.GET("/v1/packs")).then(unwrap))).toBeInstanceOf(RateLimitError);
    expect((await run(palette.GET("/v1/projects/{uid}", at("u1")))).response.status).toBe(200);
    await clock.advance(1000);
    expect((await run(palette.GET("/v1/packs"))).response.status).toBe(200);
  });

  test("a call that is refused once, is sent again until there is a turn", async () => {
    const hasty = play(["rate-limit"], { apiKey: "k1", rateLimiter: noRateLimit, maxAttempts: 1 });
    await run(Promise.all(Array.from({ length: 50 }, () => hasty.GET("/v1/packs"))));
    const { response } = await run(play([]).GET("/v1/packs"));
    expect(statuses().at(50)).toBe(429);
    expect(statuses().at(-1)).toBe(200);
    expect(response.status).toBe(200);
  });
});

describe("login", () => {
  test("a login, gives a token that is sent bare and renewed before its 15 minutes end", async () => {
    const palette = play(["login"], { login: LOGIN });
    const read = async () => (await run(palette.GET("/v1/packs"))).response.status;
    expect([await read(), await read()]).toEqual([200, 200]);
    expect(lines()).toEqual(["POST /v1/auth/authenticate?setCookie=false", "GET /v1/packs", "GET /v1/packs"]);
    expect(mock.requests[1]?.headers["authorization"]).toBe("token-1-1");
    await clock.advance(14.5 * 60_000);
    await read();
    await clock.advance(60_000);
    expect(await read()).toBe(200);
    expect(mock.requests.at(-1)?.headers["authorization"]).toBe("token-1-2");
    expect(statuses()).not.toContain(401);
    expect(mock.violations).toEqual([]);
  });

  test("a token that ended while nobody called, is replaced, and nothing is refused", async () => {
    const palette = play(["login"], { login: LOGIN });
    await run(palette.GET("/v1/packs"));
    await clock.advance(3_600_000);
    expect((await run(palette.GET("/v1/packs"))).response.status).toBe(200);
    expect(statuses()).toEqual([200, 200, 200, 200]);
  });

  test("a token that the vendor forgot, is refused with 401, and one login later the call succeeds", async () => {
    const palette = play(["login"], { login: LOGIN });
    await run(palette.GET("/v1/packs"));
    mock.use("login");
    expect((await run(palette.GET("/v1/packs"))).response.status).toBe(200);
    expect(statuses()).toEqual([200, 200, 401, 200, 200]);
  });
});

test("second-factor, a login that has to be confirmed, throws an AuthError that says so", async () => {
  const palette = play(["second-factor"], { login: LOGIN });
  const failure = await failureOf(run(palette.GET("/v1/packs")));
  expect(failure).toBeInstanceOf(AuthError);
  expect(String(failure)).toContain("second factor");
});

test("not-found-with-500, what does not exist, is 404 for the caller and a deletion's waiter, and is asked for once", async () => {
  const palette = play(["not-found-with-500", "two-scopes"]);
  const failure = await failureOf(run(palette.GET("/v1/spectroclusters/{uid}", at("u1"))).then(unwrap));
  expect(statuses()).toEqual([500]);
  expect(failure).toMatchObject({ status: 404, vendorCode: "ResourceNotFound" });
  await run(waitForClusterDeleted(palette, "u1", { clock }));
});

test("page-for-error, a page of HTML, is a failure without the vendor's words and no 404 of Palette", async () => {
  const palette = play(["two-scopes", "page-for-error"]);
  const failure = await failureOf(run(palette.GET("/v1/spectroclusters/{uid}", at("u1"))).then(unwrap));
  expect(mock.requests[0]?.answer).toContain("<html>");
  expect(failure).toMatchObject({ status: 404, vendorMessage: undefined, vendorCode: undefined });
  const wait = waitForClusterDeleted(palette, "u1", { clock, timeoutMs: 120_000 });
  expect(await failureOf(run(wait))).toMatchObject({ code: "WAIT_TIMEOUT" });
});

test("misspelt-state, an application in a misspelt state with tiers in error, is waited for until they recover", async () => {
  const palette = play(["misspelt-state"]);
  const body = { metadata: { name: "mine" }, spec: {} };
  const { uid = "" } = unwrap(await run(palette.POST("/v1/appDeployments", { body })));
  expect((await run(palette.GET("/v1/appDeployments/{uid}", at(uid)))).data).toMatchObject({
    status: { state: "Peding" },
  });
  const states: string[] = [];
  const options = { clock, onProgress: ({ state }: { state: string }) => states.push(state) };
  expect(await run(waitForAppDeployment(palette, uid, options))).toMatchObject({ status: { state: "Deployed" } });
  expect([...new Set(states)]).toEqual(["a tier is in error", "Deployed"]);
});

test("file-names, a download with a path in its name, is saved under the name alone", async () => {
  const result = await run(
    play(["file-names"]).GET("/v1/clusterprofiles/{uid}/export", { ...at("u1"), parseAs: "blob" }),
  );
  expect(readFileName(result.response)).toBe("download.bin");
});
