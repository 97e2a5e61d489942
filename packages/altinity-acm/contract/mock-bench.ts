import type { ClientEvent } from "@vendor-clients/runtime";
import { failureOf, type Mock, type RecordedRequest, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { createAcmClient } from "../src/client.ts";
import { unwrap } from "../src/index.ts";

/** A new cluster as a test asks for it. */
export const CLUSTER = { name: "api-test", shards: "1", replicas: "2" };

/** The mock of ACM on a clock of tests, and clients of it. */
export function useMock() {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const run = <T>(promise: Promise<T>): Promise<T> => clock.runUntil(promise);
  let mock: Mock;
  // The first answer of an operation takes seconds on a busy machine, for the schemas of ACM are deep.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  beforeAll(async () => {
    mock = await startMock("altinity-acm", { clock });
    await loadEverything(mock.url);
    mock.reset();
  });
  afterEach(() => mock.reset());
  afterAll(() => mock.close());

  /** A client of the mock that plays some scenarios. */
  const play = (...scenarios: readonly string[]) => {
    for (const scenario of scenarios) mock.use(scenario);
    const events: ClientEvent[] = [];
    const onEvent = (event: ClientEvent) => void events.push(event);
    const acm = createAcmClient({ apiKey: "honey-key", baseUrl: mock.url, fetch: clock.fetch, clock, onEvent });
    const startMs = clock.now();
    const launch = async (environment = 176): Promise<number> => {
      const init = { params: { path: { environment } }, body: CLUSTER };
      return Number(unwrap(await run(acm.POST("/environment/{environment}/clusters/launch", init))).id);
    };
    return { acm, launch, drifts: () => events.flatMap(showDrift), passedMs: () => clock.now() - startMs };
  };
  return {
    clock,
    run,
    play,
    mock: () => mock,
    /** The requests of a method and path. */
    sent: (line: string): readonly RecordedRequest[] =>
      mock.requests.filter(({ method, path }) => `${method} ${path}` === line),
  };
}

/** What a client loads with its first answers takes time that a clock of tests does not know. */
async function loadEverything(baseUrl: string): Promise<void> {
  const acm = createAcmClient({ apiKey: "honey-key", baseUrl });
  await acm.GET("/environments");
  await failureOf(acm.GET("/environments", { headers: { Prefer: "code=404" } }).then(unwrap));
}

function showDrift({ type, attributes: { pointer, found, declared } }: ClientEvent): string[] {
  return type === "drift" ? [`${pointer} ${found} for ${declared}`] : [];
}
