import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { useMock } from "../contract/mock-bench.ts";
import { createAcmClient } from "./client.ts";
import {
  createDespiteRace,
  HttpError,
  unwrap,
  waitForCluster,
  waitForEnvironment,
  waitForEnvironmentDeleted,
  waitForKeeper,
} from "./index.ts";

const { clock, run, play, mock, sent } = useMock();
type Acm = ReturnType<typeof play>["acm"];
const inEnvironment = (environment: number) => ({ params: { path: { environment } } });
const LAUNCH = "/environment/{environment}/clusters/launch";

describe("busy-lock", () => {
  test("a launch beside another of its environment, is sent again every 15 s until that one is over", async () => {
    const { passedMs, launch } = play("busy-lock");
    await launch();
    await launch();
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
    const { passedMs, launch } = play("busy-lock");
    await launch();
    await launch(177);
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
    expect(mock().items("dbUser")).toHaveLength(1);
  });
});

describe("what is gone", () => {
  const remove = async (acm: Acm, id: number) => {
    unwrap(await run(acm.DELETE("/cluster/{id}/{terminate}", { params: { path: { id, terminate: "1" } } })));
    await clock.advance(60_000);
  };

  test("forbidden-for-gone, waitForCluster(), looks into the list and says that it is not found", async () => {
    const { acm, launch } = play("forbidden-for-gone");
    const id = await launch();
    await remove(acm, id);
    const failure = await failureOf(run(waitForCluster(acm, id, { clock })));
    expect(sent(`GET /cluster/${id}/status`).every(({ status }) => status === 403)).toBe(true);
    expect(sent("GET /clusters").length).toBeGreaterThan(0);
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });

  test("forbidden-for-gone, a list in a cluster that was deleted, is refused with 403", async () => {
    const { acm, launch } = play("forbidden-for-gone");
    const id = await launch();
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
    mock().use("status-lags");
    let isLost = false;
    // The request takes effect, and a proxy answers in the place of ACM.
    const losing: typeof fetch = async (input, init) => {
      const answer = await clock.fetch(input, init);
      const isFirst = init?.method === "POST" && !isLost;
      isLost ||= isFirst;
      return isFirst ? new Response("bad gateway", { status: 502 }) : answer;
    };
    const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock().url, fetch: losing, clock });
    const found = unwrap(await run(acm.POST(LAUNCH, { ...inEnvironment(176), body: { name: "api-test" } })));
    expect(sent("POST /environment/176/clusters/launch")).toHaveLength(1);
    expect(sent("GET /environment/176/clusters").length).toBeGreaterThan(1);
    expect(found).toMatchObject({ id: mock().items("cluster")[0]?.["id"], name: "api-test" });
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
