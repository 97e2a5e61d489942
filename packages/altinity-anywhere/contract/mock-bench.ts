import { failureOf, type Mock, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import {
  type AltinityAnywhereClient,
  type AltinityAnywhereOptions,
  createAltinityAnywhereClient,
  unwrap,
} from "../src/index.ts";

/** The token of a test's client. */
export const TOKEN = "honey-token";
export const NAME = "acme-staging";

/** A new environment as a test asks for it. */
export const SPEC = {
  awsAccountID: "123456789012",
  cidr: "10.67.0.0/16",
  region: "eu-central-1",
  zones: ["eu-central-1a", "eu-central-1b"],
  nodeGroups: [{ name: "small", nodeType: "t4g.large", capacityPerZone: 3, reservations: ["SYSTEM" as const] }],
  kmsKeyARN: null,
};

/** The mock of Anywhere on a clock of tests, and clients of it. */
export function useMock() {
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const run = <T>(promise: Promise<T>): Promise<T> => clock.runUntil(promise);
  let mock: Mock;
  // The first answer takes its time on a busy machine.
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  beforeAll(async () => {
    mock = await startMock("altinity-anywhere", { clock });
    const client = createAltinityAnywhereClient({ token: TOKEN, baseUrl: mock.url });
    // What a client loads with its first answers, and after a failure, takes time that a clock of tests does not know.
    await client.op.awsEnvs();
    const headers = { Prefer: "code=NOT_FOUND" };
    await failureOf(client.op.awsEnv({ name: NAME }, { headers }).then(unwrap));
    mock.reset();
  });
  afterEach(() => mock.reset());
  afterAll(() => mock.close());

  /** A client of the mock that plays some scenarios. */
  const play = (
    scenarios: readonly string[] = [],
    options: Partial<AltinityAnywhereOptions> = {},
  ): AltinityAnywhereClient => {
    for (const scenario of scenarios) mock.use(scenario);
    return createAltinityAnywhereClient({ token: TOKEN, baseUrl: mock.url, fetch: clock.fetch, clock, ...options });
  };
  return {
    clock,
    run,
    play,
    mock: () => mock,
    create: async (client: AltinityAnywhereClient) =>
      unwrap(await run(client.op.createAWSEnv({ input: { name: NAME, spec: SPEC } }))),
    remove: async (client: AltinityAnywhereClient) =>
      unwrap(await run(client.op.deleteAWSEnv({ input: { name: NAME } }))),
    /** What the mock was asked for, in its order. */
    asked: () => mock.requests.map(({ operation }) => operation),
    /** The states that a wait told of, each once. */
    watch: () => {
      const states: string[] = [];
      const onProgress = ({ state }: { state: string }) => {
        if (states.at(-1) !== state) states.push(state);
      };
      return { states, wait: { clock, onProgress } };
    },
  };
}
