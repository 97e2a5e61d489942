import { describe, expect, test } from "vitest";
import { useMock } from "../contract/mock-bench.ts";
import { createAcmClient } from "./client.ts";
import { doctor } from "./doctor.ts";
import { unwrap } from "./index.ts";

const { clock, run, play, mock } = useMock();
const IN_ENVIRONMENT = { params: { path: { environment: 176 } } };
const lines = () => mock().requests.map(({ method, path }) => `${method} ${path}`);

function setUp() {
  const states: string[] = [];
  const wait = { clock, onProgress: ({ state }: { state: string }) => void states.push(state) };
  return { ...play(), states, wait };
}

describe("what is in a cluster of the mock", () => {
  test("a user, is listed, changed, and gone after its deletion, and its password never shows", async () => {
    const { acm, launch } = setUp();
    const cluster = await launch();
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
    expect(
      mock()
        .requests.map(({ answer }) => answer)
        .join(),
    ).not.toContain("secret-of-me");
    unwrap(await run(acm.DELETE("/cluster/{cluster}/user/{id}", { params: { path } })));
    expect(await list()).toEqual([]);
    expect(mock().violations).toEqual([]);
  });

  test("two profiles of one name, are two, each with settings of its own", async () => {
    const { acm, launch } = setUp();
    const params = { path: { cluster: await launch() } };
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
    const { acm, launch } = setUp();
    const params = { path: { cluster: await launch() } };
    const setting = { name: "logger.level", value: "debug" };
    unwrap(await run(acm.POST("/cluster/{cluster}/settings", { params, body: setting })));
    unwrap(await run(acm.POST("/cluster/{cluster}/env-settings", { params, body: { name: "TZ", value: "UTC" } })));
    expect(unwrap(await run(acm.GET("/cluster/{cluster}/settings", { params })))).toMatchObject([setting]);
    expect(unwrap(await run(acm.GET("/cluster/{cluster}/env-settings", { params })))).toMatchObject([{ name: "TZ" }]);
  });

  test("a node type of an environment, is listed there, and gone after its deletion", async () => {
    const { acm } = setUp();
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
    const { acm } = setUp();
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
    expect(mock().requests.at(-1)?.query["page"]).toBe(String(Math.floor((before + 5) / 2) + 1));
  });

  test.each([
    "/organizations",
    "/n",
  ] as const)("%s, whose first page shows its size, end by themselves", async (path) => {
    const { acm } = setUp();
    const pages: number[] = [];
    const read = async () => {
      for await (const page of acm.pages.GET(path)) pages.push(page.length);
    };
    await run(read());
    expect(mock().requests.length).toBe(2);
    expect(pages[0]).toBeGreaterThan(0);
  });
});

describe("a login at the mock", () => {
  test("gives a token that later calls carry", async () => {
    const login = { email: "me@example.com", password: "pässword/1 +" };
    const acm = createAcmClient({ login, baseUrl: mock().url, fetch: clock.fetch, clock });
    unwrap(await clock.runUntil(acm.GET("/environments")));
    expect(lines()).toEqual(["POST /login", "GET /environments"]);
    expect(JSON.parse(mock().requests[0]?.body ?? "")).toEqual({ login: login.email, password: login.password });
    expect(mock().requests[1]?.headers["x-auth-token"]).toBe("mock-token-1-1");
  });
});

describe("doctor()", () => {
  test("of a client of the mock, sees its environments", async () => {
    const report = await doctor({ apiKey: "honey-key", baseUrl: mock().url });
    expect(report.checks.find(({ name }) => name === "scope")).toMatchObject({ outcome: "ok" });
    expect(report.checks.find(({ name }) => name === "read")).toMatchObject({ outcome: "ok" });
    expect(lines()).toContain("GET /environments");
  });
});
