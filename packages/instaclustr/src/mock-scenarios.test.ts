import { failureOf, noRateLimit } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { KAFKA, useMock } from "../contract/mock-bench.ts";
import { doctor } from "./doctor.ts";
import {
  readWrappedList,
  unwrap,
  waitForCluster,
  waitForClusterDeleted,
  waitForClusterOperation,
  waitForClusterV1,
} from "./index.ts";

const { clock, run, play, mock, createKafka, createV1, sent } = useMock();
const V2 = "/cluster-management/v2";
const CLUSTERS = `${V2}/data-sources/clusters/v2` as const;
const CLUSTER = `${V2}/resources/applications/kafka/clusters/v2/{clusterId}` as const;
const statuses = () => mock().requests.map(({ status }) => status);

describe("the documented rates", () => {
  test("rate-limit-v1, a client that keeps to it, is never refused; one that does not, is", async () => {
    const client = play(["rate-limit-v1"]);
    await run(Promise.all(Array.from({ length: 8 }, () => client.GET("/provisioning/v1/"))));
    expect(statuses()).toEqual(Array(8).fill(200));

    await clock.advance(2500);
    const hasty = play([], { apiKey: "honey-key", rateLimiter: noRateLimit, maxAttempts: 1 });
    await run(hasty.GET("/provisioning/v1/"));
    const failure = await failureOf(run(hasty.GET("/provisioning/v1/").then(unwrap)));
    expect(failure).toMatchObject({ code: "RATE_LIMITED", status: 429, vendorMessage: "Rate Limit Exceeded" });
    expect((await run(hasty.GET(CLUSTERS))).response.status).toBe(200);
  });

  test("rate-limit-v2, 200 calls at once of a client that keeps to it, are all answered within seven seconds", async () => {
    const client = play(["rate-limit-v2"]);
    const startMs = clock.now();
    await run(Promise.all(Array.from({ length: 200 }, () => client.GET(CLUSTERS))));
    expect(statuses()).toEqual(Array(200).fill(200));
    expect(clock.now() - startMs).toBeGreaterThan(5000);
    expect(clock.now() - startMs).toBeLessThan(7000);
  });

  test("rate-limit-v2, the 36th call within a second, is refused, and one that may be sent again succeeds", async () => {
    play(["rate-limit-v2"]);
    // With a pause of nothing, the time that the refusal needs would never pass.
    const wavering = { ...clock, random: () => 0.9 };
    const hasty = play([], { apiKey: "honey-key", rateLimiter: noRateLimit, clock: wavering });
    const all = await run(Promise.all(Array.from({ length: 36 }, () => hasty.GET(CLUSTERS))));
    expect(
      statuses()
        .slice(0, 36)
        .filter((status) => status === 429),
    ).toHaveLength(1);
    expect(all.map(({ response }) => response.status)).toEqual(Array(36).fill(200));
  });
});

describe("states", () => {
  test("accepted-read, a cluster of v1 that is answered with 202, is waited for", async () => {
    const client = play(["accepted-read"]);
    const clusterId = await createV1(client);
    const cluster = await run(waitForClusterV1(client, clusterId, { clock }));
    expect(new Set(sent(clusterId).map(({ status }) => status))).toEqual(new Set([202]));
    expect(cluster).toMatchObject({ id: clusterId, clusterStatus: "RUNNING" });
  });

  test.each([
    ["deferred", "a node is DEFERRED"],
    ["deferred-node", "a node is DEFERRED"],
  ])("%s, the waiters of both generations, give up at once", async (scenario, lastState) => {
    const client = play([scenario]);
    const address = await createKafka(client);
    const failure = await failureOf(run(waitForCluster(client, address, { clock })));
    const shown = sent(address.clusterId).map(({ answer }) => JSON.parse(answer).status);
    expect(shown.at(-1)).toBe(scenario === "deferred" ? "DEFERRED" : "JOINING");
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState });
    const old = await failureOf(run(waitForClusterV1(client, await createV1(client), { clock })));
    expect(old).toMatchObject({ code: "WAIT_FAILED", lastState });
  });

  test("busy-cluster, a change before the cluster runs and one during another, are refused with 409", async () => {
    const client = play(["busy-cluster"]);
    const address = await createKafka(client);
    const init = { params: { path: { clusterId: address.clusterId } }, body: { dataCentres: KAFKA.dataCentres } };
    const change = async () => (await run(client.PUT(CLUSTER, init))).response.status;
    expect(await change()).toBe(409);
    await run(waitForCluster(client, address, { clock }));
    expect([await change(), await change()]).toEqual([202, 409]);
    await run(waitForClusterOperation(client, address, { clock }));
    expect(await change()).toBe(202);
  });

  test("operation-fails, waitForClusterOperation(), throws WAIT_FAILED while the cluster runs", async () => {
    const client = play(["operation-fails"]);
    const address = await createKafka(client);
    await run(waitForCluster(client, address, { clock }));
    const init = { params: { path: { clusterId: address.clusterId } }, body: { dataCentres: KAFKA.dataCentres } };
    unwrap(await run(client.PUT(CLUSTER, init)));
    const failure = await failureOf(run(waitForClusterOperation(client, address, { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "OPERATION_FAILED" });
    await run(waitForCluster(client, address, { clock, firstDelayMs: 0 }));
  });

  test("confirmed-deletion, the wait for it, says that somebody has to confirm, and once that is done waits on", async () => {
    const client = play(["confirmed-deletion"]);
    const address = await createKafka(client);
    await run(waitForCluster(client, address, { clock }));
    const { response } = await run(client.DELETE(CLUSTER, { params: { path: { clusterId: address.clusterId } } }));
    expect(response.status).toBe(202);
    expect(await run(waitForClusterDeleted(client, address, { clock }))).toBe("confirmation pending");
    expect(JSON.parse(sent(address.clusterId).at(-1)?.answer ?? "")).toMatchObject({ status: "RUNNING" });
    await clock.advance(90_000);
    expect(await run(waitForClusterDeleted(client, address, { clock }))).toBe("deleted");
  });
});

describe("forms", () => {
  test("empty-wrapper, a list without any account, holds nothing", async () => {
    const client = play(["empty-wrapper"]);
    const list = unwrap(await run(client.GET(CLUSTERS)));
    expect(mock().requests[0]?.answer).toBe("[]");
    expect(readWrappedList(list, "clusters")).toEqual([]);
  });

  test("two-wrappers, a list of two accounts, holds what stands in both", async () => {
    const client = play();
    const { clusterId } = await createKafka(client);
    const one = readWrappedList(unwrap(await run(client.GET(CLUSTERS))), "clusters");
    mock().use("two-wrappers");
    const accounts = unwrap(await run(client.GET(CLUSTERS)));
    expect(new Set(accounts.map(({ accountId }) => accountId)).size).toBe(2);
    const both = readWrappedList(accounts, "clusters").map(({ id }) => id);
    expect(both.toSorted()).toEqual(one.map(({ id }) => id).toSorted());
    expect(both).toContain(clusterId);
  });

  test("read-only-key, writes, are refused by the vendor, and by a client that knows its key before they are sent", async () => {
    const client = play(["read-only-key"]);
    expect(await failureOf(createKafka(client))).toMatchObject({ status: 403, vendorCode: "Forbidden" });
    expect(unwrap(await run(client.GET(CLUSTERS)))).not.toEqual([]);
    const reader = play([], { readOnlyKey: "honey-key" });
    const count = mock().requests.length;
    const call = async () => Reflect.apply(Reflect.get(reader, "POST"), reader, ["/provisioning/v1/", { body: {} }]);
    expect(await failureOf(call())).toBeInstanceOf(TypeError);
    expect(mock().requests).toHaveLength(count);
    expect(mock().requests[0]?.headers["authorization"]).toBe(`Basic ${btoa("me:honey-key")}`);
  });

  test("error-forms, a refusal in whatever form, is told by its code and message where it has them", async () => {
    const client = play(["error-forms"]);
    const clusterId = "00000000-0000-4000-8000-0000000000aa";
    const path = { params: { path: { clusterId } } };
    unwrap(await run(client.DELETE(CLUSTER, path)));
    await clock.advance(300_000);
    const found: unknown[] = [];
    for (let count = 0; count < 7; count++) {
      const failure = await failureOf(run(client.GET(CLUSTER, path).then(unwrap)));
      const { status, vendorCode, vendorMessage } = failure as Record<string, unknown>;
      found.push([status, vendorCode, vendorMessage]);
    }
    expect(found).toEqual([
      [404, "MockFailure", "There is no such thing"],
      [404, "MockFailure", "There is no such thing"],
      [404, undefined, "There is no such thing"],
      [404, undefined, "There is no such thing"],
      [404, "404", "There is no such thing"],
      [404, undefined, "There is no such thing"],
      [404, undefined, undefined],
    ]);
  });
});

test("the doctor of a mock, finds nothing wrong, and says who calls", async () => {
  const { checks } = await doctor({
    username: "me",
    apiKey: "honey-key",
    baseUrl: mock().url,
    source: "doctor-of-tests",
  });
  expect(sent("/clusters/v2")[0]?.headers["instaclustr-source"]).toBe("doctor-of-tests");
  expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
});
