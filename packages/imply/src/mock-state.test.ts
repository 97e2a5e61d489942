import { describe, expect, test } from "vitest";
import { DESIRED, useMock } from "../contract/mock-bench.ts";
import { applyCluster, unwrap, waitForCluster, waitForClusterDeleted } from "./index.ts";

const { clock, run, play, mock, create, lines } = useMock();
const pathOf = (clusterId: string) => ({ params: { path: { clusterId } } });

function watch() {
  const states: string[] = [];
  return { states, wait: { clock, onProgress: ({ state }: { state: string }) => void states.push(state) } };
}

/** A client whose first answer to a method does not arrive, though the mock has done what it was asked for. */
function playWithLoss(method: string) {
  let isLost = true;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await clock.fetch(input, init);
    const sent = input instanceof Request ? input.method : init?.method;
    if (sent !== method || !isLost) return answer;
    isLost = false;
    throw new TypeError("fetch failed");
  };
  return play([], { token: "honey-token", fetch });
}

describe("waiting for a cluster of the mock", () => {
  test("a new one, goes on until it is started", async () => {
    const client = play();
    const { states, wait } = watch();
    const clusterId = await create(client);
    const startMs = clock.now();
    const cluster = await run(waitForCluster(client, clusterId, undefined, wait));
    expect([...new Set(states)]).toEqual(["STARTING", "STARTED"]);
    expect(clock.now() - startMs).toBe(310_000);
    expect(cluster).toMatchObject({ metadata: DESIRED.metadata, spec: DESIRED.spec, status: { resourceVersion: 1 } });
    expect(mock().violations).toEqual([]);
  });

  test("one that is to be stopped, goes on until it is stopped, then until it is deleted", async () => {
    const client = play();
    const { states, wait } = watch();
    const clusterId = await create(client);
    await run(waitForCluster(client, clusterId, undefined, { clock }));
    const body = { spec: { desiredState: "STOPPED" as const } };
    unwrap(await run(client.PATCH("/clusters/{clusterId}", { ...pathOf(clusterId), body })));
    expect(mock().requests.at(-1)?.headers["content-type"]).toBe("application/merge-patch+json");
    await run(waitForCluster(client, clusterId, "STOPPED", wait));
    expect([...new Set(states)]).toEqual(["STOPPING", "STOPPED"]);
    unwrap(await run(client.DELETE("/clusters/{clusterId}", pathOf(clusterId))));
    expect(await run(waitForClusterDeleted(client, clusterId, { clock }))).toBe("deleted");
    expect(mock().requests.at(-1)?.status).toBe(404);
  });

  test("one that somebody else stops meanwhile, fails", async () => {
    const client = play();
    const clusterId = await create(client);
    const wait = waitForCluster(client, clusterId, "STARTED", { clock });
    const body = { spec: { desiredState: "STOPPED" as const } };
    await client.PATCH("/clusters/{clusterId}", { ...pathOf(clusterId), body });
    await expect(run(wait)).rejects.toMatchObject({ code: "WAIT_FAILED", lastState: "asked to be STOPPED" });
  });
});

describe("applyCluster() against the mock", () => {
  test("of a new cluster, creates it and waits; again, changes nothing; changed, patches and keeps the version before", async () => {
    const client = play();
    const first = await run(applyCluster(client, DESIRED, { clock, wait: true }));
    expect(first).toMatchObject({ action: "create", cluster: { status: { state: "STARTED" } } });
    const again = await run(applyCluster(client, DESIRED, { clock, wait: true }));
    expect(again).toMatchObject({ action: "none", clusterId: first.clusterId });

    const query = { instanceType: "m5.large", replicas: 4 };
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, query } };
    const dry = await run(applyCluster(client, desired, { clock, dryRun: true }));
    expect(dry.differences).toMatchObject([{ path: "spec.query.replicas", value: 4 }]);
    const changed = await run(applyCluster(client, desired, { clock, wait: true, resourceVersion: 1 }));
    expect(changed).toMatchObject({ action: "patch", cluster: { spec: { query }, status: { resourceVersion: 2 } } });
    const path = { clusterId: String(first.clusterId), resourceVersion: 1 };
    const before = await run(client.GET("/clusters/{clusterId}/history/{resourceVersion}", { params: { path } }));
    expect(unwrap(before)).toMatchObject({ spec: { query: { replicas: 2 } }, status: { resourceVersion: 1 } });
    expect(mock().violations).toEqual([]);
  });

  test("as an overwrite, takes away what is not named, but for the state and the access mode", async () => {
    const client = play();
    const spec = { ...DESIRED.spec, awsKeyPair: "mine", desiredState: "STOPPED" as const };
    await run(applyCluster(client, { ...DESIRED, spec }, { clock }));
    const applied = await run(applyCluster(client, DESIRED, { clock, mode: "overwrite" }));
    expect(lines().at(-1)).toMatch(/^PUT /);
    expect(applied.cluster.spec).not.toHaveProperty("awsKeyPair");
    expect(applied.cluster.spec).toMatchObject({ desiredState: "STOPPED", pivot: { accessMode: "PROXIED" } });
  });

  test("of a version that the cluster has not, sends nothing", async () => {
    const client = play();
    await create(client);
    const failure = run(applyCluster(client, DESIRED, { clock, resourceVersion: 2 }));
    await expect(failure).rejects.toMatchObject({ code: "APPLY_CONFLICT", wantedVersion: 2, foundVersion: 1 });
    expect(mock().requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  });
});

describe("a lost answer of the mock", () => {
  test("to a creation, is found by its name and content, and no second cluster is made", async () => {
    const { data } = await run(playWithLoss("POST").POST("/clusters", { body: DESIRED }));
    expect(mock().requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
    expect(data).toMatchObject({ metadata: { ...DESIRED.metadata, uid: expect.any(String) } });
    expect(mock().items("cluster")).toHaveLength(1);
  });

  test("to a patch, is sent again and changes nothing more", async () => {
    const clusterId = await create(play());
    const body = { spec: { version: "2022.01" } };
    const client = playWithLoss("PATCH");
    unwrap(await run(client.PATCH("/clusters/{clusterId}", { ...pathOf(clusterId), body })));
    expect(mock().requests.map(({ method }) => method)).toEqual(["POST", "PATCH", "PATCH"]);
    const cluster = unwrap(await run(client.GET("/clusters/{clusterId}", pathOf(clusterId))));
    expect(cluster.spec).toMatchObject(body.spec);
  });
});
