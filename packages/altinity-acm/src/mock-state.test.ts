import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { CLUSTER, useMock } from "../contract/mock-bench.ts";
import {
  unwrap,
  waitForCluster,
  waitForClusterDeleted,
  waitForEnvironment,
  waitForEnvironmentDeleted,
  waitForKeeper,
} from "./index.ts";

const { clock, run, play, mock } = useMock();
const IN_ENVIRONMENT = { params: { path: { environment: 176 } } };
const lines = () => mock().requests.map(({ method, path }) => `${method} ${path}`);

function setUp() {
  const states: string[] = [];
  const wait = { clock, onProgress: ({ state }: { state: string }) => void states.push(state) };
  return { ...play(), states, wait };
}

describe("a cluster of the mock", () => {
  test("launched, is pending and blank, then online with work in it, and ready when its checks pass", async () => {
    const { acm, states, wait, passedMs, launch } = setUp();
    const id = await launch();
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
      ...CLUSTER,
      status: "online",
    });
    expect(mock().violations).toEqual([]);
  });

  test("launched, stands in the lists of its environment and of all, and in no other", async () => {
    const { acm, launch } = setUp();
    const id = await launch();
    const ids = async (environment: number) =>
      unwrap(await run(acm.GET("/environment/{environment}/clusters", { params: { path: { environment } } }))).map(
        (one) => one.id,
      );
    expect(unwrap(await run(acm.GET("/clusters"))).map((one) => one.id)).toContain(id);
    expect(await ids(176)).toContain(id);
    expect(await ids(177)).not.toContain(id);
  });

  test("rescaled, stays online while the work goes on, shows the new size and an entry in its audit log", async () => {
    const { acm, states, wait, launch } = setUp();
    const id = await launch();
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
    const { acm, states, wait } = setUp();
    await run(waitForCluster(acm, 4711, { clock, firstDelayMs: 0 }));
    unwrap(await run(acm.PUT("/cluster/{id}/restart", { params: { path: { id: 4711 } } })));
    await run(waitForCluster(acm, 4711, wait));
    expect(states[0]).toBe("Restarting");
  });

  test("stopped, is up again after it is resumed", async () => {
    const { acm, wait, launch } = setUp();
    const id = await launch();
    await run(waitForCluster(acm, id, { clock }));
    unwrap(await run(acm.PUT("/cluster/{id}/stop", { params: { path: { id } } })));
    await clock.advance(60_000);
    expect(unwrap(await run(acm.GET("/cluster/{id}", { params: { path: { id } } }))).status).toBe("stopped");
    unwrap(await run(acm.PUT("/cluster/{id}/resume", { params: { path: { id } }, body: {} })));
    await run(waitForCluster(acm, id, wait));
  });

  test("deleted, terminates for a minute, and is gone from every list with all that was in it", async () => {
    const { acm, states, wait, passedMs, launch } = setUp();
    const id = await launch();
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
    const { acm, states, wait } = setUp();
    const asked = { name: "acme-prod", cloud_provider: "aws" };
    const { id } = unwrap(await run(acm.POST("/environments/request", { body: asked }))) as { id: number };
    expect(JSON.parse(mock().requests.at(-1)?.body ?? "")).toMatchObject({ cloud_provider: "AWS" });
    expect(await run(waitForEnvironment(acm, id, wait))).toMatchObject({ id, name: "acme-prod", status: "online" });
    expect(states[0]).toBe("pending");
  });

  test("deleted, waits for its confirmation, is deleted for a while and then gone", async () => {
    const { acm, states, wait } = setUp();
    unwrap(await run(acm.DELETE("/environment/{id}", { params: { path: { id: 1 } } })));
    expect(await run(waitForEnvironmentDeleted(acm, 1, wait))).toBe("deleted");
    expect([...new Set(states)]).toEqual(["waiting for confirmation", "deleting", "done"]);
    expect((await run(acm.GET("/environment/{id}", { params: { path: { id: 1 } } }))).response.status).toBe(404);
  });
});

describe("a keeper of the mock", () => {
  test("made in one environment, is pending, then ready, and in the list of this one alone", async () => {
    const { acm, states, wait } = setUp();
    const keepers = async (environment: number) =>
      unwrap(await run(acm.GET("/environment/{environment}/keepers", { params: { path: { environment } } })));
    unwrap(
      await run(acm.POST("/environment/{environment}/keepers", { ...IN_ENVIRONMENT, body: { name: "k", ha: 1 } })),
    );
    expect(await run(waitForKeeper(acm, 176, "k", wait))).toBe("ready");
    expect(states[0]).toBe("pending");
    expect(await keepers(176)).toContainEqual(expect.objectContaining({ name: "k", ha: true }));
    expect((await keepers(177)).map(({ name }) => name)).not.toContain("k");
    expect(mock().violations).toEqual([]);
  });

  test("deleted, is not found by its status", async () => {
    const { acm } = setUp();
    const path = { environment: 176, name: "k" };
    unwrap(await run(acm.POST("/environment/{environment}/keepers", { ...IN_ENVIRONMENT, body: { name: "k" } })));
    unwrap(await run(acm.DELETE("/environment/{environment}/keeper/{name}", { params: { path } })));
    const failure = await failureOf(run(waitForKeeper(acm, 176, "k", { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });
});
