import type { ClientEvent } from "@vendor-clients/runtime";
import { failureOf, type Mock, type RecordedRequest, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import type { CcxCredentials } from "../src/auth.ts";
import { type CcxClient, createCcxClient } from "../src/client.ts";
import { unwrap } from "../src/index.ts";

/** A new datastore as a test asks for it. */
export const REQUEST = {
  general: { cluster_name: "orders", cluster_size: 2, cluster_type: "galera", db_vendor: "percona", db_version: "8" },
  cloud: { cloud_provider: "aws", cloud_region: "eu-north-1" },
  instance: { instance_size: "small", volume_size: 100 },
  network: { network_type: "public" as const },
  notifications: { enabled: false, emails: [] },
};

/** The mock of CCX on a clock of tests, and clients of it. */
export function useMock() {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const run = <T>(promise: Promise<T>): Promise<T> => clock.runUntil(promise);
  let mock: Mock;
  // The first answer of an operation takes its time on a busy machine.
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  beforeAll(async () => {
    mock = await startMock("ccx", { clock });
    await loadEverything(mock.url);
    mock.reset();
  });
  afterEach(() => mock.reset());
  afterAll(() => mock.close());

  /** A client of the mock that plays some scenarios. */
  const play = (scenarios: readonly string[], given: CcxCredentials = { token: "honey-token" }) => {
    for (const scenario of scenarios) mock.use(scenario);
    const events: ClientEvent[] = [];
    const onEvent = (event: ClientEvent) => void events.push(event);
    const ccx = createCcxClient({ ...given, baseUrl: mock.url, fetch: clock.fetch, clock, onEvent });
    return { ccx, drifts: () => events.flatMap(showDrift), create: () => createStore(ccx, run) };
  };
  return {
    clock,
    run,
    play,
    mock: () => mock,
    /** The requests to paths with this end. */
    sent: (end: string): readonly RecordedRequest[] => mock.requests.filter(({ path }) => path.endsWith(end)),
  };
}

/** What a client loads with its first answers takes time that a clock of tests does not know. */
async function loadEverything(baseUrl: string): Promise<void> {
  const ccx = createCcxClient({ token: "honey-token", baseUrl });
  await ccx.GET("/api/deployment/v3/data-stores");
  const absent = { params: { path: { vpc_id: "x" } }, headers: { Prefer: "code=404" } };
  await failureOf(ccx.GET("/api/vpc/api/v2/vpcs/{vpc_id}", absent).then(unwrap));
  await createCcxClient({ clientId: "id", clientSecret: "honey-secret", baseUrl }).GET("/api/v2/auth/check");
}

async function createStore(ccx: CcxClient, run: <T>(promise: Promise<T>) => Promise<T>): Promise<string> {
  const { uuid, cluster_uuid = uuid } = unwrap(await run(ccx.POST("/api/prov/api/v2/cluster", { body: REQUEST })));
  return String(cluster_uuid);
}

function showDrift({ type, attributes: { pointer, found, declared } }: ClientEvent): string[] {
  return type === "drift" ? [`${pointer} ${found} for ${declared}`] : [];
}
