import { judgeState, unwrap, type WaitOptions, waitFor } from "@vendor-clients/runtime";
import { createNotFoundRule } from "@vendor-clients/runtime/kit";
import type { EdgeHostClient } from "./client.ts";
import type { V1Cluster, V1EdgeHostGenerateLogsStatus } from "./generated/types.ts";

/** What a waiter needs of a client. */
export type EdgeHostReader = Pick<EdgeHostClient, "GET">;

/** A host may restart on its way to a cluster, and know of none until it is back. */
const CLUSTER_TIMES = { firstDelayMs: 10_000, intervalMs: 10_000, timeoutMs: 3_600_000, notFoundMs: 300_000 };
/**
 * The host's own 404 is an object without any field that is promised; whether it may be empty is not said. A page or a text comes from the
 * ingress of a host that is not up yet.
 *
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1NotFound)
 */
const isNotFound = createNotFoundRule({ mayBeEmpty: true });

const LOG_TIMES = { firstDelayMs: 5_000, intervalMs: 5_000, timeoutMs: 1_800_000 };

/**
 * Waits until the host's cluster runs and is not unhealthy, for an hour at most; answers with the cluster.
 *
 * Creation and changes are only accepted when they are answered: this tells what became of them.
 *
 * @throws WaitError `WAIT_FAILED` when the cluster is in error or being deleted, `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1State, v1Health)
 */
export function waitForCluster(client: EdgeHostReader, options: WaitOptions = {}): Promise<V1Cluster> {
  return waitFor<V1Cluster, V1Cluster>(
    {
      vendor: "edge-host",
      operation: "wait for cluster",
      id: "cluster",
      look: (call) => client.GET("/v1/edge-mgmt/cluster/details", call),
      judge: (cluster) => {
        const { clusterState, clusterStateReason, health } = cluster.status ?? {};
        const meaning = { done: ["Running"], failed: ["Error", "Deleting"], waiting: ["Provisioning"] };
        const verdict = judgeState(clusterState, cluster, meaning);
        if ("failed" in verdict && clusterStateReason) return { failed: `${clusterState}, ${clusterStateReason}` };
        return "done" in verdict && health?.status === "Unhealthy" ? { waiting: "Running, Unhealthy" } : verdict;
      },
      isNotFound,
      defaults: CLUSTER_TIMES,
    },
    options,
  );
}

/**
 * Waits until the host has no cluster any more, for an hour at most; asks for no deletion itself.
 *
 * @throws WaitError `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1ClusterGet, 404)
 */
export function waitForClusterDeleted(client: EdgeHostReader, options: WaitOptions = {}): Promise<void> {
  return waitFor<V1Cluster, void>(
    {
      vendor: "edge-host",
      operation: "wait for cluster deletion",
      id: "cluster",
      look: (call) => client.GET("/v1/edge-mgmt/cluster/details", call),
      judge: ({ status }) =>
        judgeState(status?.clusterState, undefined, {
          done: [],
          failed: [],
          waiting: ["Provisioning", "Running", "Deleting", "Error"],
        }),
      whenNotFound: { done: undefined, state: "not found" },
      isNotFound,
      defaults: CLUSTER_TIMES,
    },
    options,
  );
}

/**
 * Waits until the log bundle that was asked for last can be downloaded, for half an hour at most.
 *
 * The host knows one bundle only and gives it no id: `Completed` just after a request may still be said of the bundle before.
 *
 * @throws WaitError `WAIT_FAILED` when the host could not make it, `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1EdgeHostGenerateLogsStatus)
 */
export function waitForLogBundle(
  client: EdgeHostReader,
  options: WaitOptions = {},
): Promise<V1EdgeHostGenerateLogsStatus> {
  return waitFor<V1EdgeHostGenerateLogsStatus, V1EdgeHostGenerateLogsStatus>(
    {
      vendor: "edge-host",
      operation: "wait for log bundle",
      id: "logs",
      look: (call) => client.GET("/v1/edge-mgmt/edgehosts/current/generate-logs-status", call),
      judge: (answer) =>
        judgeState(answer.status, answer, {
          done: ["Completed"],
          failed: ["Failed"],
          waiting: ["InProgress", "Unknown"],
        }),
      isNotFound,
      defaults: LOG_TIMES,
    },
    options,
  );
}

/**
 * Has the host make a log bundle, waits for it and downloads it: a tar archive, handed out unread.
 *
 * To go on after a crash, wait with {@link waitForLogBundle} and download; the bundle is made once.
 *
 * @throws HttpError, AmbiguousWriteError when the host refuses or the request is lost; WaitError as {@link waitForLogBundle} does.
 * @example
 * await (await downloadLogBundle(host)).pipeTo(Writable.toWeb(createWriteStream("logs.tar")));
 */
export async function downloadLogBundle(
  client: Pick<EdgeHostClient, "GET" | "POST">,
  options: WaitOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const call = options.signal ? { signal: options.signal } : {};
  unwrap(await client.POST("/v1/edge-mgmt/edgehosts/current/generate-logs", call));
  await waitForLogBundle(client, options);
  const stream: unknown = unwrap(
    await client.GET("/v1/edge-mgmt/edgehosts/current/download-logs", { ...call, parseAs: "stream" }),
  );
  return stream as ReadableStream<Uint8Array>;
}
