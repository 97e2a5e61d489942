import { failureOf, type Mock, type RecordedRequest, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { createInstaclustrClient, type InstaclustrClient, type InstaclustrOptions } from "../src/client.ts";
import { unwrap } from "../src/index.ts";

const V2 = "/cluster-management/v2";

/** A new cluster as a test asks for it. */
export const KAFKA = {
  name: "orders",
  kafkaVersion: "3.6.1",
  slaTier: "NON_PRODUCTION" as const,
  privateNetworkCluster: false,
  pciComplianceMode: false,
  allowDeleteTopics: true,
  autoCreateTopics: false,
  clientToClusterEncryption: true,
  defaultNumberOfPartitions: 3,
  defaultReplicationFactor: 3,
  schemaRegistry: [],
  restProxy: [],
  dedicatedZookeeper: [],
  dataCentres: [
    {
      name: "here",
      cloudProvider: "AWS_VPC" as const,
      region: "US_EAST_1",
      network: "10.4.0.0/16",
      nodeSize: "KFK-DEV-t4g.small-5",
      numberOfNodes: 3,
    },
  ],
};

/** A new cluster of the Provisioning API v1. */
export const EXTENDED = {
  clusterName: "events",
  bundles: [{ bundle: "APACHE_CASSANDRA", version: "4.1.3" }],
  provider: { name: "AWS_VPC" as const },
  nodeSize: "t3.small",
  dataCentre: "US_EAST_1",
  rackAllocation: { numberOfRacks: "3", nodesPerRack: "1" },
};

/** The mock of Instaclustr on a clock of tests, and clients of it. */
export function useMock() {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const run = <T>(promise: Promise<T>): Promise<T> => clock.runUntil(promise);
  let mock: Mock;
  // The first answer of an operation takes its time on a busy machine.
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  beforeAll(async () => {
    mock = await startMock("instaclustr", { clock });
    await loadEverything(mock.url);
    mock.reset();
  });
  afterEach(() => mock.reset());
  afterAll(() => mock.close());

  /** A client of the mock that plays some scenarios. */
  const play = (scenarios: readonly string[] = [], options: object = { apiKey: "honey-key" }): InstaclustrClient => {
    for (const scenario of scenarios) mock.use(scenario);
    const given: unknown = { username: "me", baseUrl: mock.url, fetch: clock.fetch, clock, ...options };
    return createInstaclustrClient(given as InstaclustrOptions);
  };
  return {
    clock,
    run,
    play,
    mock: () => mock,
    /** A new Kafka cluster of v2. */
    createKafka: async (client: InstaclustrClient): Promise<{ application: "kafka"; clusterId: string }> => {
      const { id } = unwrap(await run(client.POST(`${V2}/resources/applications/kafka/clusters/v2`, { body: KAFKA })));
      return { application: "kafka", clusterId: String(id) };
    },
    /** A new cluster of v1. */
    createV1: async (client: InstaclustrClient): Promise<string> =>
      String(unwrap(await run(client.POST("/provisioning/v1/extended/", { body: EXTENDED }))).id),
    /** The requests to paths with this end. */
    sent: (end: string): readonly RecordedRequest[] => mock.requests.filter(({ path }) => path.endsWith(end)),
  };
}

/** What a client loads with its first answers, and after a failure, takes time that a clock of tests does not know. */
async function loadEverything(baseUrl: string): Promise<void> {
  const client = createInstaclustrClient({ username: "me", apiKey: "honey-key", baseUrl });
  const path = { clusterId: "00000000-0000-4000-8000-000000000001" };
  const missing = { params: { path }, headers: { Prefer: "code=404" } };
  await failureOf(client.GET("/provisioning/v1/{clusterId}", missing).then(unwrap));
  await client.GET(`${V2}/data-sources/cluster/{clusterId}/network-firewall-rules/v2`, { params: { path } });
  await client.DELETE(`${V2}/resources/applications/kafka/clusters/v2/{clusterId}`, { params: { path } });
}
