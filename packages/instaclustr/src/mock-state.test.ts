import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { KAFKA, useMock } from "../contract/mock-bench.ts";
import {
  type InstaclustrApplication,
  NetworkError,
  readWrappedList,
  unwrap,
  waitForCluster,
  waitForClusterDeleted,
  waitForClusterOperation,
  waitForClusterV1,
  waitForClusterV1Deleted,
} from "./index.ts";

const { clock, run, play, mock, createKafka, createV1, sent } = useMock();
const V2 = "/cluster-management/v2";
const CLUSTERS = `${V2}/data-sources/clusters/v2` as const;
const CLUSTER = `${V2}/resources/applications/kafka/clusters/v2/{clusterId}` as const;
const RULE = `${V2}/resources/network-firewall-rules/v2` as const;
const pathOf = <P extends object>(path: P) => ({ params: { path } });

function watch() {
  const states: string[] = [];
  return { states, wait: { clock, onProgress: ({ state }: { state: string }) => void states.push(state) } };
}

describe("a cluster of the mock", () => {
  test("created, passes through the vendor's states until it runs, with the nodes that were asked for", async () => {
    const client = play();
    const { states, wait } = watch();
    const address = await createKafka(client);
    const startMs = clock.now();
    const cluster = await run(waitForCluster(client, address, wait));
    expect(mock().requests[0]).toMatchObject({ method: "POST", status: 202 });
    expect([...new Set(states)]).toEqual(["GENESIS", "PROVISIONING", "PROVISIONED", "JOINING", "RUNNING"]);
    expect(clock.now() - startMs).toBe(360_000);
    expect(cluster).toMatchObject({ id: address.clusterId, name: "orders", defaultReplicationFactor: 3 });
    expect(cluster.dataCentres?.[0]?.nodes?.map(({ status }) => status)).toEqual(["RUNNING", "RUNNING", "RUNNING"]);
    expect(new Set(cluster.dataCentres?.[0]?.nodes?.map(({ id }) => id)).size).toBe(3);
    expect(mock().violations).toEqual([]);
  });

  test("created, stands in the list of all with its application, and is none of another application", async () => {
    const client = play();
    const { clusterId } = await createKafka(client);
    const list = readWrappedList(unwrap(await run(client.GET(CLUSTERS))), "clusters");
    expect(list).toContainEqual({ id: clusterId, application: "KAFKA" });
    const other = `${V2}/resources/applications/redis/clusters/v2/{clusterId}` as const;
    const failure = await failureOf(run(client.GET(other, pathOf({ clusterId })).then(unwrap)));
    expect(failure).toMatchObject({ status: 404, vendorCode: "NotFound" });
  });

  test("never created here, of each application, runs", async () => {
    const client = play([], { readOnlyKey: "honey-key" });
    const clusterId = "00000000-0000-4000-8000-00000000beef";
    const applications: InstaclustrApplication[] = [
      "cadence",
      "cassandra",
      "kafka",
      "kafka-connect",
      "opensearch",
      "postgresql",
      "redis",
      "zookeeper",
    ];
    for (const application of applications) {
      const cluster = await run(waitForCluster(client, { application, clusterId }, { clock, firstDelayMs: 0 }));
      expect(cluster).toMatchObject({ id: clusterId, status: "RUNNING" });
    }
  });

  test("changed, has an operation in progress for five minutes, and what was asked for", async () => {
    const client = play();
    const { states, wait } = watch();
    const address = await createKafka(client);
    await run(waitForCluster(client, address, { clock }));
    const dataCentres = KAFKA.dataCentres.map((centre) => ({ ...centre, numberOfNodes: 5 }));
    unwrap(await run(client.PUT(CLUSTER, { ...pathOf({ clusterId: address.clusterId }), body: { dataCentres } })));
    const cluster = await run(waitForClusterOperation(client, address, wait));
    expect([...new Set(states)]).toEqual(["OPERATION_IN_PROGRESS", "NO_OPERATION"]);
    expect(states).toHaveLength(10);
    expect(cluster.dataCentres?.[0]).toMatchObject({ numberOfNodes: 5 });
    expect(cluster.dataCentres?.[0]?.nodes).toHaveLength(5);
  });

  test("deleted, shows DELETING for five minutes, and is in no list and found by nobody then", async () => {
    const client = play();
    const { states, wait } = watch();
    const address = await createKafka(client);
    const { response } = await run(client.DELETE(CLUSTER, pathOf({ clusterId: address.clusterId })));
    expect(response.status).toBe(204);
    expect(await run(waitForClusterDeleted(client, address, wait))).toBe("deleted");
    expect([...new Set(states)]).toEqual(["DELETING", "not found"]);
    expect(sent(address.clusterId).at(-1)?.status).toBe(404);
    const list = readWrappedList(unwrap(await run(client.GET(CLUSTERS))), "clusters");
    expect(list.map(({ id }) => id)).not.toContain(address.clusterId);
  });
});

describe("a cluster of the mock's first generation", () => {
  test("created, passes through the same states, counts its nodes, and is not found after its deletion", async () => {
    const client = play();
    const { states, wait } = watch();
    const clusterId = await createV1(client);
    const cluster = await run(waitForClusterV1(client, clusterId, wait));
    expect([...new Set(states)]).toEqual(["GENESIS", "PROVISIONING", "PROVISIONED", "JOINING", "RUNNING"]);
    expect(cluster).toMatchObject({ id: clusterId, clusterName: "events", dataCentres: [{ nodeCount: 3 }] });
    const rows = unwrap(await run(client.GET("/provisioning/v1/")));
    expect(rows).toContainEqual(
      expect.objectContaining({ id: clusterId, name: "events", derivedStatus: "RUNNING", runningNodeCount: 3 }),
    );
    states.length = 0;
    unwrap(await run(client.DELETE("/provisioning/v1/{clusterId}", pathOf({ clusterId }))));
    await run(waitForClusterV1Deleted(client, clusterId, wait));
    expect([...new Set(states)]).toEqual(["DELETING", "not found"]);
    expect(JSON.parse(sent(clusterId).at(-1)?.answer ?? "")).toMatchObject({ status: 404 });
    expect(mock().violations).toEqual([]);
  });

  test("a user of it, is the one that the body of a deletion names", async () => {
    const client = play();
    const users = { params: { path: { clusterId: await createV1(client), bundle: "apache_cassandra" } } };
    const USERS = "/provisioning/v1/{clusterId}/{bundle}/users";
    for (const username of ["ann", "bob"]) {
      const body = { username, password: "Honey-1!", "initial-permissions": "standard" };
      unwrap(await run(client.POST(USERS, { ...users, body: body as never })));
    }
    const remove = async (username: string) =>
      (await run(client.DELETE(USERS, { ...users, body: { username } }))).response.status;
    expect([await remove("bob"), await remove("bob"), await remove("ann")]).toEqual([200, 404, 200]);
    expect(sent("/users").at(-1)?.body).toBe('{"username":"ann"}');
  });

  test("a firewall rule of it, is listed until a deletion names its network", async () => {
    const client = play();
    const init = pathOf({ clusterId: await createV1(client) });
    const RULES = "/provisioning/v1/{clusterId}/firewallRules";
    const body = { network: "10.0.0.0/8", rules: [{ type: "CASSANDRA" as const }] };
    unwrap(await run(client.POST(RULES, { ...init, body })));
    expect(unwrap(await run(client.GET(RULES, init)))).toMatchObject([
      { network: "10.0.0.0/8", rules: [{ type: "CASSANDRA", status: "RUNNING" }] },
    ]);
    unwrap(await run(client.DELETE(RULES, { ...init, body })));
    expect(unwrap(await run(client.GET(RULES, init)))).toEqual([]);
  });
});

describe("what a cluster of the mock holds", () => {
  test("a topic and a user, are found under ids that hold a pipe", async () => {
    const client = play();
    const { clusterId } = await createKafka(client);
    const topics = `${V2}/resources/applications/kafka/topics/v2/` as const;
    const body = { clusterId, topic: "orders", partitions: 3, replicationFactor: 3 };
    const { id } = unwrap(await run(client.POST(topics, { body })));
    expect(id).toBe(`${clusterId}|orders`);
    const one = pathOf({ kafkaTopicId: String(id) });
    expect(unwrap(await run(client.GET(`${topics}{kafkaTopicId}/`, one)))).toMatchObject({ topic: "orders", id });
    expect(mock().requests.at(-1)?.url).toContain(`${clusterId}%7Corders/`);
    const list = `${V2}/data-sources/kafka_cluster/{clusterId}/topics/v2` as const;
    const names = async () => readWrappedList(unwrap(await run(client.GET(list, pathOf({ clusterId })))), "topicNames");
    expect(await names()).toEqual(["orders"]);
    unwrap(await run(client.DELETE(`${topics}{kafkaTopicId}/`, one)));
    expect(await names()).toEqual([]);
    expect(mock().violations).toEqual([]);
  });

  test("a firewall rule, is on its way, then in force, and there once", async () => {
    const client = play();
    const { clusterId } = await createKafka(client);
    const body = { clusterId, network: "10.0.0.0/8", type: "KAFKA" as const };
    const { id } = unwrap(await run(client.POST(RULE, { body })));
    const one = async () =>
      unwrap(await run(client.GET(`${RULE}/{firewallRuleId}`, pathOf({ firewallRuleId: String(id) }))));
    expect(await one()).toMatchObject({ ...body, status: "GENESIS" });
    await clock.advance(30_000);
    expect(await one()).toMatchObject({ ...body, status: "RUNNING" });
    expect(unwrap(await run(client.POST(RULE, { body })))).toMatchObject({ id, ...body });
    expect(mock().requests.map(({ status }) => status)).toEqual([202, 202, 200, 200, 409, 200]);
    expect(mock().items("firewallRule")).toHaveLength(1);
  });

  test("a firewall rule whose answer is lost, is found in the list and not made twice", async () => {
    let isLost = true;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await clock.fetch(input, init);
      if (!isLost || !String(input instanceof Request ? input.url : input).endsWith(RULE)) return answer;
      isLost = false;
      throw new TypeError("fetch failed");
    };
    const client = play([], { apiKey: "honey-key", fetch });
    const { clusterId } = await createKafka(client);
    const body = { clusterId, network: "10.0.0.7/32", type: "KAFKA" as const };
    const created = await run(client.POST(RULE, { body }));
    expect(mock().requests.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
    expect(unwrap(created)).toMatchObject(body);
    expect(mock().items("firewallRule")).toHaveLength(1);
  });

  test("a cluster whose answer is lost, is in doubt, and stands in the list that the error names", async () => {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      await clock.fetch(input, init);
      throw new TypeError("fetch failed");
    };
    const failure = await failureOf(createKafka(play([], { apiKey: "honey-key", fetch })));
    expect(failure).not.toBeInstanceOf(NetworkError);
    expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE", message: expect.stringContaining(CLUSTERS) });
    const list = readWrappedList(unwrap(await run(play().GET(CLUSTERS))), "clusters");
    expect(list.map(({ id }) => id)).toContain(mock().items("cluster")[0]?.["id"]);
  });
});
