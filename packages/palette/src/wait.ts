import {
  type Clock,
  judgeState,
  type Result,
  systemClock,
  unwrap,
  type Verdict,
  type WaitOptions,
  waitFor,
} from "@vendor-clients/runtime";
import { createNotFoundRule } from "@vendor-clients/runtime/kit";
import type { PaletteClient } from "./client.ts";
import type { V1AppDeployment, V1SpectroCluster, V1SpectroClusterUidSummary } from "./generated/types.ts";

/** What a waiter needs of a client; the client of the project that the resource is in. */
export type PaletteReader = Pick<PaletteClient, "GET">;

/**
 * The times of the vendor's own provider.
 *
 * @see https://github.com/spectrocloud/terraform-provider-spectrocloud/blob/main/spectrocloud/cluster_common_crud.go
 */
const TIMES = { firstDelayMs: 30_000, intervalMs: 10_000, timeoutMs: 3_600_000 };

/** How long a tier may be in error before the deployment counts as failed; the vendor's provider looks five times more, minute by minute. */
const TIER_ERROR_MS = 300_000;

/**
 * Palette's own 404 has a body with a code; a page or a text comes from something before it.
 *
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go (IsNotFound)
 */
const isNotFound = createNotFoundRule({ isOwn: ({ code }) => typeof code === "string" && code !== "" });

const ON_THE_WAY = ["Unknown", "Pending", "Provisioning", "Importing"];

/** A cluster with what its dashboard says of its health, which is read once the cluster runs. */
interface ClusterSight {
  readonly cluster: V1SpectroCluster;
  readonly overview?: V1SpectroClusterUidSummary;
}

/**
 * Waits until a cluster runs and is healthy, for an hour at most; answers with the cluster.
 *
 * A running cluster is waited for until its health is `Healthy`; its dashboard may not know it at first. A cluster without a status, as just
 * after its creation, is on its way.
 *
 * @throws WaitError `WAIT_FAILED` when the cluster is in error or deleted, `WAIT_TIMEOUT` when the time is over.
 * @example
 * const cluster = await waitForCluster(palette.project(projectUid), uid, { onProgress: console.log });
 * @see https://github.com/spectrocloud/terraform-provider-spectrocloud/blob/main/spectrocloud/cluster_common_crud.go
 */
export function waitForCluster(
  client: PaletteReader,
  uid: string,
  options: WaitOptions = {},
): Promise<V1SpectroCluster> {
  return waitFor<ClusterSight, V1SpectroCluster>(
    {
      vendor: "palette",
      operation: "wait for cluster",
      id: uid,
      look: async (call) => {
        const found = await client.GET("/v1/spectroclusters/{uid}", { params: { path: { uid } }, ...call });
        if (found.error !== undefined || found.data?.status?.state !== "Running") return toSight(found);
        const path = "/v1/dashboard/spectroclusters/{uid}/overview";
        const overview = await client.GET(path, { params: { path: { uid } }, ...call });
        if (overview.error !== undefined) return isMissing(overview) ? toSight(found) : overview;
        return { data: { cluster: found.data, overview: overview.data }, response: overview.response };
      },
      judge: ({ cluster, overview }) => {
        const meaning = { done: ["Running"], failed: ["Error", "Deleting", "Deleted"], waiting: ON_THE_WAY };
        const verdict = judgeState(cluster.status?.state, cluster, meaning);
        const health = overview?.status?.health?.state;
        if (!("done" in verdict)) return verdict;
        const state = `Running, ${health || "no health"}`;
        return health === "Healthy" ? { ...verdict, state } : { waiting: state };
      },
      isNotFound,
      defaults: TIMES,
    },
    options,
  );
}

/** A dashboard that has nothing of the cluster lags behind it; Palette may say so with another status than 404. */
function isMissing(refusal: Result<unknown, unknown>): boolean {
  try {
    unwrap(refusal);
  } catch (error) {
    return (error as { status?: number }).status === 404;
  }
  return false;
}

/** An answer without data stays one: the wait counts it as empty. */
function toSight(found: Result<V1SpectroCluster, unknown>): Result<ClusterSight, unknown> {
  if (found.error !== undefined || !found.data) return found as Result<never, unknown>;
  return { data: { cluster: found.data }, response: found.response };
}

/**
 * Waits until a cluster is deleted, for an hour at most; asks for no deletion itself.
 *
 * Palette goes on answering for a deleted cluster, with the state `Deleted`; later there is none. A cluster without a status may be a new
 * one and counts as not deleted.
 *
 * @throws WaitError `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/cluster.go (GetCluster)
 */
export function waitForClusterDeleted(client: PaletteReader, uid: string, options: WaitOptions = {}): Promise<void> {
  return waitFor<V1SpectroCluster, void>(
    {
      vendor: "palette",
      operation: "wait for cluster deletion",
      id: uid,
      look: (call) => client.GET("/v1/spectroclusters/{uid}", { params: { path: { uid } }, ...call }),
      judge: ({ status }) =>
        judgeState(status?.state, undefined, {
          done: ["Deleted"],
          failed: [],
          waiting: [...ON_THE_WAY, "Running", "Deleting", "Error"],
        }),
      whenNotFound: { done: undefined, state: "not found" },
      isNotFound,
      defaults: TIMES,
    },
    options,
  );
}

/**
 * Waits until an application is deployed and all its tiers are ready, for an hour at most; answers with the deployment.
 *
 * A tier in error has five minutes to recover.
 *
 * @throws WaitError `WAIT_FAILED` when a tier stays in error, `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/spectrocloud/terraform-provider-spectrocloud/blob/main/spectrocloud/application_common.go
 */
export function waitForAppDeployment(
  client: PaletteReader,
  uid: string,
  options: WaitOptions = {},
): Promise<V1AppDeployment> {
  return waitFor<V1AppDeployment, V1AppDeployment>(
    {
      vendor: "palette",
      operation: "wait for app deployment",
      id: uid,
      look: (call) => client.GET("/v1/appDeployments/{uid}", { params: { path: { uid } }, ...call }),
      judge: createAppJudge(options.clock ?? systemClock),
      isNotFound,
      defaults: TIMES,
    },
    options,
  );
}

function createAppJudge(clock: Clock): (deployment: V1AppDeployment) => Verdict<V1AppDeployment> {
  let errorSinceMs: number | undefined;
  return (deployment) => {
    const { appTiers, state } = deployment.status ?? {};
    const pending = appTiers?.find(({ condition }) => condition?.type !== "Ready" || condition.status !== "True");
    if (pending?.condition?.type === "Error") {
      errorSinceMs ??= clock.now();
      const isLasting = clock.now() - errorSinceMs >= TIER_ERROR_MS;
      return isLasting ? { failed: "a tier is in error" } : { waiting: "a tier is in error" };
    }
    errorSinceMs = undefined;
    if (pending) return { waiting: "a tier is not ready" };
    if (state === "Deployed") return { done: deployment, state };
    return { waiting: state || "no state" };
  };
}
