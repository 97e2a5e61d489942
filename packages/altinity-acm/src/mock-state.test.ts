import { failureOf, type Mock, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createAcmClient } from "./client.ts";
import { doctor } from "./doctor.ts";
import {
  unwrap,
  waitForCluster,
  waitForClusterDeleted,
  waitForEnvironment,
  waitForEnvironmentDeleted,
  waitForKeeper,
} from "./index.ts";

const clock = Object.assign(createFakeClock(), { random: () => 0 });
let mock: Mock;

// The first answer of an operation takes seconds on a busy machine, for the schemas of ACM are deep.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

beforeAll(async () => {
  mock = await startMock("altinity-acm", { clock });
  // What a client loads with its first answers takes time that a clock of tests does not know.
  const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock.url });
  await acm.GET("/environments");
  await failureOf(acm.GET("/clusters", { headers: { Prefer: "code=404" } }).then(unwrap));
  await acm.GET("/clusters", { query: { no: "such" } } as never).catch(() => {});
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

function setUp() {
  const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock.url, fetch: clock.fetch, clock });
  const startMs = clock.now();
  const run = <T>(promise: Promise<T>) => clock.runUntil(promise);
  const states: string[] = [];
  const wait = { clock, onProgress: ({ state }: { state: string }) => void states.push(state) };
  return { acm, run, states, wait, passedMs: () => clock.now() - startMs };
}

type Acm = ReturnType<typeof setUp>["acm"];

const body = { name: "api-test", shards: "1", replicas: "2" };
const IN_ENVIRONMENT = { params: { path: { environment: 176 } } };
const LAUNCH = "/environment/{environment}/clusters/launch";

async function launch(acm: Acm): Promise<number> {
  return Number(unwrap(await acm.POST(LAUNCH, { ...IN_ENVIRONMENT, body })).id);
}

const lines = () => mock.requests.map(({ method, path }) => `${method} ${path}`);

describe("a cluster of the mock", () => {
  test("launched, is pending and blank, then online with work in it, and ready when its checks pass", async () => {
    const { acm, run, states, wait, passedMs } = setUp();
    const id = await run(launch(acm));
    const path = { id };
    const young = unwrap(await run(acm.GET("/cluster/{id}", { params: { path } })));
    expect(young).toMatchObject({ id, name: "api-test", id_environment: 176, status: "pending", replicas: "0" });
    const status = await run(waitForCluster(acm, id, wait));
    expect(lines().slice(0, 2)).toEqual(["POST /environment/176/clusters/launch", `GET /cluster/${id}`]);
    expect(status).toEqual({
      action: "Completed",
      actionProgress: { completed: 4, percent: 100, total: 4 },
      health: { passed: 2, total: 2 },
    });
    expect(states[0]).toBe("Launching");
    expect(states).toContain("Completed, health 1 of 2");
    expect(passedMs()).toBe(190_000);
    expect(unwrap(await run(acm.GET("/cluster/{id}", { params: { path } })))).toMatchObject({
      ...body,
      status: "online",
    });
    expect(mock.violations).toEqual([]);
  });

  test("launched, stands in the lists of its environment and of all, and in no other", async () => {
    const { acm, run } = setUp();
    const id = await run(launch(acm));
    const ids = async (environment: number) =>
      unwrap(await run(acm.GET("/environment/{environment}/clusters", { params: { path: { environment } } }))).map(
        (one) => one.id,
      );
    expect(unwrap(await run(acm.GET("/clusters"))).map((one) => one.id)).toContain(id);
    expect(await ids(176)).toContain(id);
    expect(await ids(177)).not.toContain(id);
  });

  test("rescaled, stays online while the work goes on, shows the new size and an entry in its audit log", async () => {
    const { acm, run, states, wait } = setUp();
    const id = await run(launch(acm));
    await run(waitForCluster(acm, id, { clock }));
    unwrap(await run(acm.PUT("/cluster/{id}/rescale", { params: { path: { id } }, body: { replicas: "3" } })));
    const busy = unwrap(await run(acm.GET("/cluster/{id}", { params: { path: { id } } })));
    expect(busy).toMatchObject({ status: "online", replicas: "3" });
    await run(waitForCluster(acm, id, wait));
    expect(states[0]).toBe("Rescaling");
    const audit = unwrap(await run(acm.GET("/cluster/{id}/audit", { params: { path: { id } } })));
    expect(audit.map(({ action }) => action)).toEqual([
      "POST /environment/{environment}/clusters/launch",
      "PUT /cluster/{id}/rescale",
    ]);
  });

  test("never launched here, is idle, and can be restarted all the same", async () => {
    const { acm, run, states, wait } = setUp();
    await run(waitForCluster(acm, 4711, { clock, firstDelayMs: 0 }));
    unwrap(await run(acm.PUT("/cluster/{id}/restart", { params: { path: { id: 4711 } } })));
    await run(waitForCluster(acm, 4711, wait));
    expect(states[0]).toBe("Restarting");
  });

  test("stopped, is up again after it is resumed", async () => {
    const { acm, run, wait } = setUp();
    const id = await run(launch(acm));
    await run(waitForCluster(acm, id, { clock }));
    unwrap(await run(acm.PUT("/cluster/{id}/stop", { params: { path: { id } } })));
    await clock.advance(60_000);
    expect(unwrap(await run(acm.GET("/cluster/{id}", { params: { path: { id } } }))).status).toBe("stopped");
    unwrap(await run(acm.PUT("/cluster/{id}/resume", { params: { path: { id } }, body: {} })));
    await run(waitForCluster(acm, id, wait));
  });

  test("deleted, terminates for a minute, and is gone from every list with all that was in it", async () => {
    const { acm, run, states, wait, passedMs } = setUp();
    const id = await run(launch(acm));
    unwrap(await run(acm.DELETE("/cluster/{id}/{terminate}", { params: { path: { id, terminate: "1" } } })));
    expect(await run(waitForClusterDeleted(acm, 176, id, wait))).toBe("deleted");
    expect(states[0]).toBe("terminating");
    expect(passedMs()).toBe(70_000);
    const users = await run(acm.GET("/cluster/{cluster}/users", { params: { path: { cluster: id } } }));
    expect(users.error).toEqual({ data: null, error: `Resource ${id} not found`, code: "404" });
    expect(users.response.status).toBe(404);
  });
});

describe("an environment of the mock", () => {
  test("requested, is pending, then online", async () => {
    const { acm, run, states, wait } = setUp();
    const asked = { name: "acme-prod", cloud_provider: "aws" };
    const { id } = unwrap(await run(acm.POST("/environments/request", { body: asked }))) as { id: number };
    expect(JSON.parse(mock.requests.at(-1)?.body ?? "")).toMatchObject({ cloud_provider: "AWS" });
    expect(await run(waitForEnvironment(acm, id, wait))).toMatchObject({ id, name: "acme-prod", status: "online" });
    expect(states[0]).toBe("pending");
  });

  test("deleted, waits for its confirmation, is deleted for a while and then gone", async () => {
    const { acm, run, states, wait } = setUp();
    unwrap(await run(acm.DELETE("/environment/{id}", { params: { path: { id: 1 } } })));
    expect(await run(waitForEnvironmentDeleted(acm, 1, wait))).toBe("deleted");
    expect([...new Set(states)]).toEqual(["waiting for confirmation", "deleting", "done"]);
    expect((await run(acm.GET("/environment/{id}", { params: { path: { id: 1 } } }))).response.status).toBe(404);
  });
});

describe("a keeper of the mock", () => {
  test("made in one environment, is pending, then ready, and in the list of this one alone", async () => {
    const { acm, run, states, wait } = setUp();
    const keepers = async (environment: number) =>
      unwrap(await run(acm.GET("/environment/{environment}/keepers", { params: { path: { environment } } })));
    unwrap(
      await run(acm.POST("/environment/{environment}/keepers", { ...IN_ENVIRONMENT, body: { name: "k", ha: 1 } })),
    );
    expect(await run(waitForKeeper(acm, 176, "k", wait))).toBe("ready");
    expect(states[0]).toBe("pending");
    expect(await keepers(176)).toContainEqual(expect.objectContaining({ name: "k", ha: true }));
    expect((await keepers(177)).map(({ name }) => name)).not.toContain("k");
    expect(mock.violations).toEqual([]);
  });

  test("deleted, is not found by its status", async () => {
    const { acm, run } = setUp();
    const path = { environment: 176, name: "k" };
    unwrap(await run(acm.POST("/environment/{environment}/keepers", { ...IN_ENVIRONMENT, body: { name: "k" } })));
    unwrap(await run(acm.DELETE("/environment/{environment}/keeper/{name}", { params: { path } })));
    const failure = await failureOf(run(waitForKeeper(acm, 176, "k", { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });
});

describe("what is in a cluster of the mock", () => {
  test("a user, is listed, changed, and gone after its deletion, and its password never shows", async () => {
    const { acm, run } = setUp();
    const cluster = await run(launch(acm));
    const params = { path: { cluster } };
    const list = async () => unwrap(await run(acm.GET("/cluster/{cluster}/users", { params })));
    expect(await list()).toEqual([]);
    const asked = { login: "me", password: "secret-of-me", databases: ["one", "two"], accessManagement: 1 as const };
    const user = unwrap(await run(acm.POST("/cluster/{cluster}/users", { params, body: asked })));
    expect(await list()).toMatchObject([
      { id: user.id, login: "me", databases: ["one", "two"], accessManagement: true },
    ]);
    const path = { cluster, id: Number(user.id) };
    unwrap(await run(acm.POST("/cluster/{cluster}/user/{id}", { params: { path }, body: { databases: ["three"] } })));
    expect(await list()).toMatchObject([{ login: "me", databases: ["three"] }]);
    expect(mock.requests.map(({ answer }) => answer).join()).not.toContain("secret-of-me");
    unwrap(await run(acm.DELETE("/cluster/{cluster}/user/{id}", { params: { path } })));
    expect(await list()).toEqual([]);
    expect(mock.violations).toEqual([]);
  });

  test("two profiles of one name, are two, each with settings of its own", async () => {
    const { acm, run } = setUp();
    const params = { path: { cluster: await run(launch(acm)) } };
    const create = async () =>
      unwrap(await run(acm.POST("/cluster/{cluster}/profiles", { params, body: { name: "fast" } })));
    const [first, second] = [await create(), await create()];
    expect(second.id).not.toBe(first.id);
    expect(unwrap(await run(acm.GET("/cluster/{cluster}/profiles", { params })))).toHaveLength(2);
    const settings = async (id: unknown) => {
      const found = await run(acm.GET("/profile/{profile}/settings", { params: { path: { profile: Number(id) } } }));
      return unwrap(found).settings?.map(({ name, value }) => ({ name, value }));
    };
    const setting = { name: "max_threads", value: "8" };
    const path = { profile: Number(first.id) };
    unwrap(await run(acm.POST("/profile/{profile}/settings", { params: { path }, body: setting })));
    expect(await settings(first.id)).toEqual([setting]);
    expect(await settings(second.id)).toEqual([]);
  });

  test("settings and environment variables, are listed where they were made", async () => {
    const { acm, run } = setUp();
    const params = { path: { cluster: await run(launch(acm)) } };
    const setting = { name: "logger.level", value: "debug" };
    unwrap(await run(acm.POST("/cluster/{cluster}/settings", { params, body: setting })));
    unwrap(await run(acm.POST("/cluster/{cluster}/env-settings", { params, body: { name: "TZ", value: "UTC" } })));
    expect(unwrap(await run(acm.GET("/cluster/{cluster}/settings", { params })))).toMatchObject([setting]);
    expect(unwrap(await run(acm.GET("/cluster/{cluster}/env-settings", { params })))).toMatchObject([{ name: "TZ" }]);
  });

  test("a node type of an environment, is listed there, and gone after its deletion", async () => {
    const { acm, run } = setUp();
    const list = async () => unwrap(await run(acm.GET("/environment/{environment}/nodetypes", IN_ENVIRONMENT)));
    const made = await run(
      acm.POST("/environment/{environment}/nodetypes", { ...IN_ENVIRONMENT, body: { name: "big", code: "m6i" } }),
    );
    const id = Number(unwrap(made).id);
    expect(await list()).toContainEqual(expect.objectContaining({ id, name: "big", code: "m6i" }));
    unwrap(await run(acm.DELETE("/nodetype/{id}", { params: { path: { id } } })));
    expect((await list()).map((one) => one.id)).not.toContain(id);
  });
});

describe("lists of the mock", () => {
  test("accounts, come page by page, each once, and end by themselves", async () => {
    const { acm, run } = setUp();
    const before = unwrap(await run(acm.GET("/accounts"))).length;
    for (let count = 0; count < 5; count++) {
      unwrap(await run(acm.POST("/accounts", { body: { name: `a${count}`, email: `a${count}@example.com` } })));
    }
    const found: unknown[] = [];
    const read = async () => {
      for await (const one of acm.items.GET("/accounts", { params: { query: { limit: 2 } } })) found.push(one.name);
    };
    await run(read());
    expect(found).toHaveLength(before + 5);
    expect(found.slice(0, 5)).toEqual(["a0", "a1", "a2", "a3", "a4"]);
    expect(mock.requests.at(-1)?.query["page"]).toBe(String(Math.floor((before + 5) / 2) + 1));
  });

  test.each([
    "/organizations",
    "/n",
  ] as const)("%s, whose first page shows its size, end by themselves", async (path) => {
    const { acm, run } = setUp();
    const pages: number[] = [];
    const read = async () => {
      for await (const page of acm.pages.GET(path)) pages.push(page.length);
    };
    await run(read());
    expect(mock.requests.length).toBe(2);
    expect(pages[0]).toBeGreaterThan(0);
  });
});

describe("a login at the mock", () => {
  test("gives a token that later calls carry", async () => {
    const login = { email: "me@example.com", password: "pässword/1 +" };
    const acm = createAcmClient({ login, baseUrl: mock.url, fetch: clock.fetch, clock });
    unwrap(await clock.runUntil(acm.GET("/environments")));
    expect(lines()).toEqual(["POST /login", "GET /environments"]);
    expect(JSON.parse(mock.requests[0]?.body ?? "")).toEqual({ login: login.email, password: login.password });
    expect(mock.requests[1]?.headers["x-auth-token"]).toBe("mock-token-1-1");
  });
});

describe("doctor()", () => {
  test("of a client of the mock, sees its environments", async () => {
    const report = await doctor({ apiKey: "honey-key", baseUrl: mock.url });
    expect(report.checks.find(({ name }) => name === "scope")).toMatchObject({ outcome: "ok" });
    expect(report.checks.find(({ name }) => name === "read")).toMatchObject({ outcome: "ok" });
    expect(lines()).toContain("GET /environments");
  });
});
