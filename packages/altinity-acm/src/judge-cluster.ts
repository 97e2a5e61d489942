import { type LookCall, type Result, unwrap, type Verdict } from "@vendor-clients/runtime";
import type { AcmClient } from "./client.ts";
import type { Cluster, ClusterStatus } from "./generated/types.ts";

/** A cluster as a look saw it: what runs in it and how healthy it is, and the cluster itself. */
export interface SeenCluster {
  readonly status: ClusterStatus;
  readonly cluster: Cluster;
}

/** The refusal of a cluster that no list shows. */
export const GONE: unique symbol = Symbol("gone");

/** The state of an operation that is over; every other is a text for people. */
const IDLE = "Completed";

const READY: ReadonlySet<string> = new Set(["ready", "online", "running", "healthy", "completed"]);
const BROKEN: ReadonlySet<string> = new Set(["failed", "error", "terminated"]);
const ON_THE_WAY: ReadonlySet<string> = new Set(["pending"]);

/**
 * What the status of a cluster, environment or keeper means to who waits for it; in any case of letters.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/poll.go (terminalHealthy, terminalError)
 */
export function judgeLifecycle<V>(status: unknown, value: V): Verdict<V> {
  const text = typeof status === "string" ? status.trim() : "";
  const state = text.toLowerCase();
  if (READY.has(state)) return { done: value, state: text };
  if (BROKEN.has(state)) return { failed: text };
  return state === "" ? { waiting: "no state" } : { waiting: text, isUnknown: !ON_THE_WAY.has(state) };
}

/** Whether the last operation is over, all health checks pass and the cluster is up. */
export function judgeCluster({ status, cluster }: SeenCluster): Verdict<ClusterStatus> {
  const lifecycle = judgeLifecycle(cluster?.status, status);
  if ("failed" in lifecycle) return lifecycle;
  const { action, health } = status ?? {};
  // A percentage says nothing: 100 comes while the operation goes on.
  if (action !== IDLE) return { waiting: typeof action === "string" && action !== "" ? action : "no action" };
  const [passed, total] = [Number(health?.passed ?? 0), Number(health?.total ?? 0)];
  const isHealthy = total > 0 && passed >= total;
  if (!isHealthy) return { waiting: `${IDLE}, health ${passed} of ${total}` };
  return "done" in lifecycle ? { done: status, state: IDLE } : lifecycle;
}

/**
 * Reads a cluster and what runs in it. A refusal with 403 is {@link GONE} when the cluster stands in no list: by its id, ACM answers the same
 * for a cluster that is gone and for one that is not yours.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/clusters.go (FindClusterInEnv)
 */
export async function lookAtCluster(
  client: Pick<AcmClient, "GET">,
  clusterId: number | string,
  call: LookCall,
): Promise<Result<SeenCluster, unknown>> {
  const status = await client.GET("/cluster/{cluster}/status", { params: { path: { cluster: clusterId } }, ...call });
  if (status.error !== undefined)
    return (await isGone(client, clusterId, status, call)) ? { ...status, error: GONE } : status;
  const cluster = await client.GET("/cluster/{id}", { params: { path: { id: clusterId } }, ...call });
  if (cluster.error !== undefined)
    return (await isGone(client, clusterId, cluster, call)) ? { ...cluster, error: GONE } : cluster;
  return { data: { status: status.data, cluster: cluster.data }, response: status.response };
}

async function isGone(
  client: Pick<AcmClient, "GET">,
  clusterId: number | string,
  refusal: Result<unknown, unknown>,
  call: LookCall,
): Promise<boolean> {
  if (statusOf(refusal) !== 403) return false;
  const { data } = await client.GET("/clusters", call);
  return Array.isArray(data) && !data.some(({ id }) => String(id) === String(clusterId));
}

/** The true status of a refusal, which ACM may send with HTTP 200. */
function statusOf(refusal: Result<unknown, unknown>): number | undefined {
  try {
    unwrap(refusal);
  } catch (error) {
    return (error as { status?: number }).status;
  }
  return undefined;
}
