import { type LookCall, systemClock, type Verdict, type WaitOptions, waitFor } from "@vendor-clients/runtime";
import { sleep } from "@vendor-clients/runtime/kit";
import type { AcmClient } from "./client.ts";
import type { Cluster, ClusterStatus, Environment } from "./generated/types.ts";
import {
  GONE,
  isListOfIds,
  isMissing,
  judgeCluster,
  judgeLifecycle,
  lookAtCluster,
  type SeenCluster,
} from "./judge-cluster.ts";
import type { KeeperReader } from "./revisions.ts";

/** What the waiters need of a client. */
export type AcmReader = Pick<AcmClient, "GET">;

/** Options of {@link waitForCluster}. */
export interface ClusterWaitOptions extends WaitOptions {
  /**
   * How long to let a cluster alone after it is ready, in milliseconds. ACM goes on writing profiles and settings into a new one; who creates a
   * user at once meets a race, see `createDespiteRace`.
   *
   * @default 0; 30_000 is what the Terraform provider gives a new cluster
   */
  readonly settleMs?: number;
}

/** Options of {@link waitForEnvironmentDeleted}. */
export interface DeletedOptions extends WaitOptions {
  /** How long somebody has to confirm the deletion, in milliseconds since the wait began. @default 300_000 */
  readonly confirmationMs?: number;
}

/** How the deletion of an environment ended: it is gone, or nobody followed the link in the mail. */
export type EnvironmentDeletion = "deleted" | "unconfirmed";

const INTERVAL_MS = 15_000;
/** What ACM shows follows a change within 3 to 5 s. */
const FIRST_DELAY_MS = 10_000;
const CLUSTER = { firstDelayMs: FIRST_DELAY_MS, intervalMs: INTERVAL_MS, timeoutMs: 1_800_000 };
const DELETION = { ...CLUSTER, timeoutMs: 1_200_000 };
const ENVIRONMENT = { ...CLUSTER, timeoutMs: 2_700_000 };
const CONFIRMATION_MS = 300_000;
const VENDOR = "altinity-acm";

/**
 * Waits until no operation runs in a cluster and all of its health checks pass; call it again with the id to resume.
 *
 * Looks 10 s after the call for the first time, because ACM shows a change late, every 15 s then, for 30 min at most. A cluster is `online` all
 * the time and an operation at 100 percent may go on, so neither ends the wait. A cluster that no list shows any more is not found.
 *
 * @throws WaitError when it fails, is gone or the time is over; AuthError, HttpError when ACM refuses to show it.
 * @example
 * unwrap(await acm.PUT("/cluster/{id}/rescale", { params: { path: { id } }, body: { replicas: "3" } }));
 * await waitForCluster(acm, id, { onProgress: ({ state }) => console.log(state) });
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/poll.go (PollUntilIdle)
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/provider/resource_clickhouse_cluster.go (times)
 */
export async function waitForCluster(
  client: AcmReader,
  clusterId: number | string,
  options: ClusterWaitOptions = {},
): Promise<ClusterStatus> {
  const { settleMs = 0, clock = systemClock, signal } = options;
  const status = await waitFor<SeenCluster, ClusterStatus>(
    {
      vendor: VENDOR,
      operation: "wait for cluster",
      id: String(clusterId),
      look: (call) => lookAtCluster(client, clusterId, call),
      judge: judgeCluster,
      isNotFound: (refusal) => refusal.error === GONE || isMissing(refusal),
      defaults: CLUSTER,
    },
    options,
  );
  if (settleMs > 0) await sleep(clock, settleMs, signal);
  return status;
}

/**
 * Waits until a cluster is gone from the list of its environment; call it again with the ids to resume.
 *
 * By its id, ACM answers 403 for a cluster that is gone and for one that is not yours, so the list decides.
 *
 * @throws WaitError when the time of 20 min is over; AuthError, HttpError when ACM refuses the list.
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/poll.go (PollUntilGoneBy)
 */
export function waitForClusterDeleted(
  client: AcmReader,
  environment: number | string,
  clusterId: number | string,
  options: WaitOptions = {},
): Promise<"deleted"> {
  const judge = (clusters: readonly Cluster[]): Verdict<"deleted"> => {
    if (!isListOfIds(clusters)) return { waiting: "no list", isUnknown: true };
    const cluster = find(clusters, clusterId);
    return cluster ? { waiting: cluster.status ?? "present" } : { done: "deleted" };
  };
  const look = (call: LookCall) =>
    client.GET("/environment/{environment}/clusters", { params: { path: { environment } }, ...call });
  const spec = { vendor: VENDOR, operation: "wait for cluster to be deleted", id: String(clusterId), look, judge };
  return waitFor({ ...spec, isNotFound: isMissing, defaults: DELETION }, options);
}

/**
 * Waits until a new environment is online, which takes about 24 min; call it again with the id to resume.
 *
 * @throws WaitError when it fails or the time of 45 min is over; AuthError, HttpError when ACM refuses to show it.
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/7e3abc7/internal/provider/resource_environment.go (Create)
 */
export function waitForEnvironment(
  client: AcmReader,
  environmentId: number | string,
  options: WaitOptions = {},
): Promise<Environment> {
  const look = (call: LookCall) =>
    client.GET("/environment/{id}", { params: { path: { id: environmentId } }, ...call });
  const judge = (environment: Environment) => judgeLifecycle(environment.status, environment);
  const spec = { vendor: VENDOR, operation: "wait for environment", id: String(environmentId), look, judge };
  return waitFor({ ...spec, isNotFound: isMissing, defaults: ENVIRONMENT }, options);
}

/**
 * Waits until an environment is gone, after its deletion was asked for; call it again with the id to resume.
 *
 * ACM deletes nothing by itself: it sends a mail with a link, which somebody has to follow with a second factor. `unconfirmed` when the
 * environment is online as before after 5 min.
 *
 * @throws WaitError when the time of 45 min is over; AuthError, HttpError when ACM refuses the list.
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/7e3abc7/internal/provider/resource_environment.go (Delete)
 */
export function waitForEnvironmentDeleted(
  client: AcmReader,
  environmentId: number | string,
  options: DeletedOptions = {},
): Promise<EnvironmentDeletion> {
  const { confirmationMs = CONFIRMATION_MS, clock = systemClock } = options;
  const startMs = clock.now();
  const judge = (environments: readonly Environment[]): Verdict<EnvironmentDeletion> => {
    if (!isListOfIds(environments)) return { waiting: "no list", isUnknown: true };
    const environment = find(environments, environmentId);
    if (!environment) return { done: "deleted" };
    const isAsBefore = "done" in judgeLifecycle(environment.status, environment);
    if (isAsBefore && clock.now() - startMs >= confirmationMs) return { done: "unconfirmed", state: "unconfirmed" };
    return { waiting: isAsBefore ? "waiting for confirmation" : (environment.status ?? "present") };
  };
  const look = (call: LookCall) => client.GET("/environments", call);
  const spec = {
    vendor: VENDOR,
    operation: "wait for environment to be deleted",
    id: String(environmentId),
    look,
    judge,
    isNotFound: isMissing,
  };
  return waitFor({ ...spec, defaults: ENVIRONMENT }, options);
}

/**
 * Waits until a keeper is ready; call it again with its name to resume.
 *
 * @throws WaitError when it fails or the time of 30 min is over; AuthError, HttpError when ACM refuses to show it.
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/acm/keeper.go (GetKeeperStatus)
 */
export function waitForKeeper(
  client: AcmReader,
  environment: number | string,
  name: string,
  options: WaitOptions = {},
): Promise<"ready"> {
  const path = { environment, name };
  const reader: KeeperReader = client;
  const look = (call: LookCall) =>
    reader.GET("/environment/{environment}/keeper/{name}/status", { params: { path }, ...call });
  const judge = (keeper: unknown) => judgeLifecycle((keeper as { status?: unknown }).status, "ready" as const);
  const spec = { vendor: VENDOR, operation: "wait for keeper", id: name, look, judge, isNotFound: isMissing };
  return waitFor({ ...spec, defaults: CLUSTER }, options);
}

/** Ids come as numbers and as text. */
function find<T extends { readonly id?: unknown }>(all: readonly T[], id: number | string): T | undefined {
  return all.find((one) => String(one.id) === String(id));
}
