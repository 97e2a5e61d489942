import { failureOf, type Mock, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { createImplyClient, type ImplyClient, type ImplyOptions } from "../src/client.ts";
import type { ClusterWrite } from "../src/generated/types.ts";
import { unwrap } from "../src/index.ts";

/** A cluster as a file of a pipeline has it. */
export const DESIRED = {
  metadata: { name: "reporting" },
  spec: {
    version: "2021.06",
    awsInstanceRole: "role",
    master: { instanceType: "m5.large", replicas: 3 },
    query: { instanceType: "m5.large", replicas: 2 },
    data: { tier1: { instanceType: "i3.large", replicas: 2 } },
    metadataStore: { instanceType: "db.m5.large", diskSize: 50 },
    deepStorage: { path: "s3://bucket/prefix" },
  },
} satisfies ClusterWrite;

/** The mock of Imply's Manager and identity provider on a clock of tests, and clients of it. */
export function useMock() {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const run = <T>(promise: Promise<T>): Promise<T> => clock.runUntil(promise);
  let mock: Mock;
  // The first answer of an operation takes its time on a busy machine.
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  beforeAll(async () => {
    mock = await startMock("imply", { clock });
    await loadEverything(mock.url);
    mock.reset();
  });
  afterEach(() => mock.reset());
  afterAll(() => mock.close());

  /** A client of the mock that plays some scenarios. */
  const play = (scenarios: readonly string[] = [], options: object = { token: "honey-token" }): ImplyClient => {
    for (const scenario of scenarios) mock.use(scenario);
    const given: unknown = { baseUrl: mock.url, fetch: clock.fetch, clock, ...options };
    return createImplyClient(given as ImplyOptions);
  };
  return {
    clock,
    run,
    play,
    mock: () => mock,
    /** Credentials of an API client, whose tokens the mock hands out. */
    apiClient: () => ({ clientId: "id", clientSecret: "honey-secret", tokenUrl: tokenUrl(mock.url) }),
    create: async (client: ImplyClient): Promise<string> =>
      String(unwrap(await run(client.POST("/clusters", { body: DESIRED }))).metadata.uid),
    /** Method and end of the path of what was sent. */
    lines: () => mock.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`),
  };
}

function tokenUrl(url: string): string {
  return `${url}/auth/realms/acme/protocol/openid-connect/token`;
}

/** What a client loads with its first answers, and after a failure, takes time that a clock of tests does not know. */
async function loadEverything(baseUrl: string): Promise<void> {
  const client = createImplyClient({
    baseUrl,
    clientId: "id",
    clientSecret: "honey-secret",
    tokenUrl: tokenUrl(baseUrl),
  });
  await client.GET("/clusters");
  const path = { clusterId: "00000000-0000-4000-8000-000000000001" };
  const missing = { params: { path }, headers: { Prefer: "code=404" } };
  await failureOf(client.GET("/clusters/{clusterId}", missing).then(unwrap));
  await client.DELETE("/clusters/{clusterId}", { params: { path } });
}
