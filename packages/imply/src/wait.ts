import { type Verdict, type WaitOptions, waitFor } from "@vendor-clients/runtime";
import { createNotFoundRule } from "@vendor-clients/runtime/kit";
import type { ImplyClient } from "./client.ts";
import type { Cluster } from "./generated/types.ts";

/** A state that a cluster can be asked to be in. */
export type DesiredState = "STARTED" | "STOPPED" | (string & {});

/** Options of {@link waitForCluster}. */
export interface ClusterWaitOptions extends WaitOptions {
  /**
   * Reads what the cluster is, to be compared with what it is asked to be.
   *
   * @default `status.state`; nobody outside the vendor knows where it stands, and what it says on the way
   */
  readonly readState?: (cluster: Cluster) => unknown;
}

/**
 * The Manager's own 404 has an `error` with a code; any other answer comes from something before it.
 *
 * @see https://docs.imply.io/api/manager/ClustersHistoricalApi (404)
 */
const isNotFound = createNotFoundRule({
  isOwn: ({ error }) => typeof (error as { code?: unknown } | null | undefined)?.code === "string",
});

/** The vendor states no times; these are the choices of this client. */
const DEFAULTS = { firstDelayMs: 10_000, intervalMs: 15_000, timeoutMs: 3_600_000 };

/**
 * Waits until a cluster is what its `spec.desiredState` asks for, or the state that is given; call it again with the id to resume.
 *
 * Looks after 10 s for the first time, every 15 s then, for 60 min at most. Any other state is one on the way, because the vendor publishes
 * no list: the error of a wait that ends holds the states that were seen. Fails when somebody asks the cluster for another state meanwhile.
 *
 * @throws WaitError when the state cannot come or the time is over; AuthError, HttpError when the Manager refuses to show the cluster.
 * @example
 * await imply.PATCH("/clusters/{clusterId}", { params: { path: { clusterId } }, body: { spec: { desiredState: "STOPPED" } } });
 * await waitForCluster(imply, clusterId, "STOPPED");
 * @see https://docs.imply.io/api/manager/ClustersHistoricalApi
 */
export function waitForCluster(
  client: Pick<ImplyClient, "GET">,
  clusterId: string,
  wanted?: DesiredState,
  options: ClusterWaitOptions = {},
): Promise<Cluster> {
  const { readState = ({ status }: Cluster) => status?.["state"] } = options;
  return waitFor(
    { ...describeWait(client, clusterId), judge: (cluster) => judgeState(cluster, wanted, readState) },
    options,
  );
}

/**
 * Waits until a cluster is gone, after its deletion was asked for; call it again with the id to resume.
 *
 * @throws WaitError when the time is over; AuthError, HttpError when the Manager refuses to say.
 * @example
 * await imply.DELETE("/clusters/{clusterId}", { params: { path: { clusterId } } });
 * await waitForClusterDeleted(imply, clusterId);
 */
export function waitForClusterDeleted(
  client: Pick<ImplyClient, "GET">,
  clusterId: string,
  options: WaitOptions = {},
): Promise<"deleted"> {
  const judge = (): Verdict<"deleted"> => ({ waiting: "present" });
  const whenNotFound = { done: "deleted" } as const;
  return waitFor({ ...describeWait(client, clusterId), operation: "wait for deletion", judge, whenNotFound }, options);
}

function describeWait(client: Pick<ImplyClient, "GET">, clusterId: string) {
  return {
    vendor: "imply",
    operation: "wait for cluster",
    id: clusterId,
    look: (call: { signal: AbortSignal; timeoutMs: number }) =>
      client.GET("/clusters/{clusterId}", { params: { path: { clusterId } }, ...call }),
    isNotFound,
    defaults: DEFAULTS,
  };
}

function judgeState(
  cluster: Cluster,
  wanted: DesiredState | undefined,
  readState: (cluster: Cluster) => unknown,
): Verdict<Cluster> {
  const asked: unknown = (cluster.spec as Partial<Cluster["spec"]> | undefined)?.desiredState;
  const target = wanted ?? asked;
  const state = readState(cluster);
  if (typeof state === "string" && state === target) return { done: cluster, state };
  if (typeof asked === "string" && asked !== target) return { failed: `asked to be ${asked}` };
  return typeof state === "string" && state !== "" ? { waiting: state } : { waiting: "no state" };
}
