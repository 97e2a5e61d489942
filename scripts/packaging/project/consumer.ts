import { createImplyClient } from "@vendor-clients/imply";
import {
  type Mock,
  type MockOptions,
  type RecordedRequest,
  startAllMocks,
  startMock,
  type Violation,
} from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { type ContractOptions, describeContract } from "@vendor-clients/testing/contract";
import { findFault, startFaultServer } from "@vendor-clients/testing/faults";
import { createMockFetch, type MockFetch } from "@vendor-clients/testing/fetch";
import { startGraphqlMock } from "@vendor-clients/testing/graphql";
import { type DriftReport, findDrift } from "@vendor-clients/testing/live";
import { createMswMock, handlers, type MswMock } from "@vendor-clients/testing/msw";
import { setupServer } from "msw/node";

const clock = createFakeClock();
const options: MockOptions = { clock, seed: 2, scenarios: ["soft-delete"], latencyMs: [1, 2], strict: true };

export async function useMocks(): Promise<readonly Violation[]> {
  const mock: Mock = await startMock("palette", options);
  const first: RecordedRequest | undefined = mock.requests[0];
  const all = await startAllMocks({ vendors: ["ccx"] });
  const graphql = await startGraphqlMock({ schema: "type Query { one: Int }" });
  const server = await startFaultServer({ fault: findFault("reset-before-answer") });
  await Promise.all([mock.close(), all.close(), graphql.close(), server.close(), clock.advance(1)]);
  return first?.violations ?? mock.violations;
}

export async function useFetch(): Promise<string> {
  const mock: MockFetch = await createMockFetch("imply");
  const imply = createImplyClient({ baseUrl: "https://acme.implycloud.com/api/v1", token: "any", fetch: mock.fetch });
  const { data } = await imply.GET("/clusters");
  return `${mock.requests.length} ${typeof data}`;
}

export function useLive(baseUrl: string): Promise<DriftReport> {
  return findDrift("palette", { baseUrl });
}

export async function useMsw(): Promise<ReturnType<typeof setupServer>> {
  const mock: MswMock = await createMswMock("palette");
  return setupServer(...mock.handlers, ...(await handlers("ccx")));
}

export function useContract(more: Pick<ContractOptions, "gaps">): void {
  describeContract({
    vendor: "imply",
    createClient: (baseUrl) => createImplyClient({ baseUrl, token: "any" }),
    createAnonymousClient: (baseUrl) => createImplyClient({ baseUrl, token: "any" }),
    expectCredentials: ({ headers, violations }) => [headers["authorization"], violations],
    ...more,
  });
}
