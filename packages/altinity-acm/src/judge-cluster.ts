import { type LookCall, type NotFoundRule, type Outcome, type Result, unwrap } from "@vendor-clients/runtime";
import { createNotFoundRule } from "@vendor-clients/runtime/kit";
import type { AcmClient } from "./client.ts";
import type { Cluster, ClusterStatus } from "./generated/types.ts";

/** A cluster as a look saw it: what runs in it and how healthy it is, and the cluster itself. */
export interface SeenCluster {
  readonly status: ClusterStatus;
  readonly cluster: Cluster;
}

/** The refusal of a cluster that no list shows. */
export const GONE: unique symbol = Symbol("gone");

/** ACM's own 404 is its envelope; any other answer comes from something before it. */
export const isMissing: NotFoundRule = createNotFoundRule({
  isOwn: ({ error, code }) => typeof error === "string" || Number.isInteger(Number(code ?? Number.NaN)),
});

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
export function judgeLifecycle<V>(status: unknown, value: V): Outcome<V> {
  const text = typeof status === "string" ? status.trim() : "";
  const state = text.toLowerCase();
  if (READY.has(state)) return { done: value, state: text };
  if (BROKEN.has(state)) return { failed: text };
  return state === "" ? { waiting: "no state" } : { waiting: text, isUnknown: !ON_THE_WAY.has(state) };
}

/** Whether the last operation is over, all health checks pass and the cluster is up. */
export function judgeCluster({ status, cluster }: SeenCluster): Outcome<ClusterStatus> {
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
  return isListOfIds(data) && data?.some(({ id }) => String(id) === String(clusterId)) === false;
}

/** Whether a list shows what is in it by ids; another list tells nothing of what is gone. */
export function isListOfIds(data: unknown): boolean {
  const hasId = (one: unknown) => ["number", "string"].includes(typeof (one as { id?: unknown } | null)?.id);
  return Array.isArray(data) && data.every(hasId);
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
