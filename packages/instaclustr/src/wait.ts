import { judgeState, type Verdict, type WaitOptions, type WaitSpec, waitFor } from "@vendor-clients/runtime";
import { createNotFoundRule } from "@vendor-clients/runtime/kit";
import type { InstaclustrReadOnlyClient } from "./client.ts";
import type { ClusterStatusV1, GetData } from "./generated/types.ts";

/** What a waiter needs of a client; one with the read-only key will do. */
export type InstaclustrReader = Pick<InstaclustrReadOnlyClient, "GET">;

/** Where the Cluster Management API v2 keeps the clusters of an application. */
const PATHS = {
  cadence: "/cluster-management/v2/resources/applications/cadence/clusters/v2/{clusterId}",
  cassandra: "/cluster-management/v2/resources/applications/cassandra/clusters/v2/{clusterId}",
  kafka: "/cluster-management/v2/resources/applications/kafka/clusters/v2/{clusterId}",
  "kafka-connect": "/cluster-management/v2/resources/applications/kafka-connect/clusters/v2/{clusterId}",
  opensearch: "/cluster-management/v2/resources/applications/opensearch/clusters/v2/{clusterId}",
  postgresql: "/cluster-management/v2/resources/applications/postgresql/clusters/v2/{clusterId}/",
  redis: "/cluster-management/v2/resources/applications/redis/clusters/v2/{clusterId}",
  zookeeper: "/cluster-management/v2/resources/applications/zookeeper/clusters/v2/{clusterId}",
} as const satisfies Readonly<Record<string, keyof GetData>>;

/** An application of the Cluster Management API v2. */
export type InstaclustrApplication = keyof typeof PATHS;

/** The cluster of an application, as the vendor answers it. */
export type InstaclustrCluster<A extends InstaclustrApplication> = GetData[(typeof PATHS)[A]];

/** A cluster of the Cluster Management API v2. */
export interface ClusterAddress<A extends InstaclustrApplication> {
  readonly application: A;
  readonly clusterId: string;
}

/** What became of a deletion. */
export type DeletionOutcome = "deleted" | "confirmation pending";

type AnyCluster = InstaclustrCluster<InstaclustrApplication>;
type Meaning = Parameters<typeof judgeState>[2];

/** The vendor speaks of ten minutes and more; its limit for v1 is one request in 2.5 seconds for everything that an address asks. */
const TIMES = { firstDelayMs: 30_000, intervalMs: 30_000, timeoutMs: 3_600_000 };

/** How long a cluster with two-factor deletion may show no sign of it before somebody's confirmation is what it waits for. */
const CONFIRMATION_LOOKS = 3;

/**
 * The vendor's own 404 names an error (v2) or repeats the status beside a message (v1); its operator reads the status alone, so the body may
 * be missing. A page, a text or another object comes from something before it.
 *
 * @see https://github.com/instaclustr/operator/blob/main/pkg/instaclustr/client.go
 */
const isNotFound = createNotFoundRule({
  isOwn: ({ errors, name, status, code, message }) =>
    Array.isArray(errors) ||
    typeof name === "string" ||
    (typeof message === "string" && (typeof status === "number" || typeof code === "number")),
  mayBeEmpty: true,
});

const ON_THE_WAY = ["GENESIS", "PROVISIONING", "PROVISIONED", "JOINING", "RESTORING", "DEGRADED"];
const READY: Meaning = {
  done: ["RUNNING"],
  failed: ["DEFERRED", "FAILED", "DELETING", "DELETED"],
  waiting: ON_THE_WAY,
};
const GONE: Meaning = {
  done: ["DELETED"],
  failed: [],
  waiting: [...ON_THE_WAY, "RUNNING", "DELETING", "DEFERRED", "FAILED"],
};

/**
 * Waits until a cluster runs, for an hour at most; answers with the cluster.
 *
 * A cluster or a node in `DEFERRED` ends the wait: nothing that the API offers helps it, the vendor's support does.
 *
 * @throws WaitError `WAIT_FAILED` when the cluster or one of its nodes will not run, `WAIT_TIMEOUT` when the time is over.
 * @example
 * const cluster = await waitForCluster(instaclustr, { application: "kafka", clusterId });
 * @see https://github.com/instaclustr/provisioning-API-DEMO
 * @see https://github.com/instaclustr/operator/blob/main/pkg/models/errors.go (states)
 */
export async function waitForCluster<A extends InstaclustrApplication>(
  client: InstaclustrReader,
  address: ClusterAddress<A>,
  options: WaitOptions = {},
): Promise<InstaclustrCluster<A>> {
  const judge = (cluster: AnyCluster) => judgeReady(cluster, cluster.status, listNodeStates(cluster));
  const spec = { ...createSpec(client, address, "wait for cluster"), judge };
  return waitFor<AnyCluster, AnyCluster>(spec, options) as Promise<InstaclustrCluster<A>>;
}

/**
 * Waits until no operation, such as a resize, works on a cluster, for an hour at most; answers with the cluster.
 *
 * @throws WaitError `WAIT_FAILED` when the operation failed, `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/instaclustr/operator/blob/main/pkg/models/apiv2.go
 */
export async function waitForClusterOperation<A extends InstaclustrApplication>(
  client: InstaclustrReader,
  address: ClusterAddress<A>,
  options: WaitOptions = {},
): Promise<InstaclustrCluster<A>> {
  const judge = (cluster: AnyCluster) =>
    judgeState(cluster.currentClusterOperationStatus, cluster, {
      done: ["NO_OPERATION"],
      failed: ["OPERATION_FAILED"],
      waiting: ["OPERATION_IN_PROGRESS"],
    });
  const spec = { ...createSpec(client, address, "wait for cluster operation"), judge };
  return waitFor<AnyCluster, AnyCluster>(spec, options) as Promise<InstaclustrCluster<A>>;
}

/**
 * Waits until a cluster is deleted, for an hour at most; asks for no deletion itself.
 *
 * A cluster with two-factor deletion stays as it is until somebody has confirmed by mail or telephone. When three looks have seen no sign
 * of a deletion, the outcome is `confirmation pending`; wait again after the confirmation.
 *
 * @throws WaitError `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/instaclustr/operator/blob/main/controllers/clusters/helpers.go
 */
export async function waitForClusterDeleted<A extends InstaclustrApplication>(
  client: InstaclustrReader,
  address: ClusterAddress<A>,
  options: WaitOptions = {},
): Promise<DeletionOutcome> {
  let looks = 0;
  const judge = (cluster: AnyCluster): Verdict<DeletionOutcome> => {
    looks++;
    const needsConfirmation = cluster.twoFactorDelete?.length && cluster.status !== "DELETING";
    const verdict = judgeState<DeletionOutcome>(cluster.status, "deleted", GONE);
    if ("done" in verdict || !needsConfirmation || looks < CONFIRMATION_LOOKS) return verdict;
    return { done: "confirmation pending", state: "confirmation pending" };
  };
  const whenNotFound = { done: "deleted", state: "not found" } as const;
  return waitFor<AnyCluster, DeletionOutcome>(
    { ...createSpec(client, address, "wait for cluster deletion"), judge, whenNotFound },
    options,
  );
}

/**
 * Waits until a cluster of the Provisioning API v1 runs; as {@link waitForCluster}.
 *
 * @throws WaitError `WAIT_FAILED` when the cluster or one of its nodes will not run, `WAIT_TIMEOUT` when the time is over.
 * @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/
 */
export async function waitForClusterV1(
  client: InstaclustrReader,
  clusterId: string,
  options: WaitOptions = {},
): Promise<ClusterStatusV1> {
  const judge = (cluster: ClusterStatusV1) => {
    const nodes = cluster.dataCentres?.flatMap((centre) => centre.nodes ?? []) ?? [];
    return judgeReady(
      cluster,
      cluster.clusterStatus,
      nodes.map(({ nodeStatus }) => nodeStatus),
    );
  };
  return waitFor<ClusterStatusV1, ClusterStatusV1>(
    { ...createSpecV1(client, clusterId, "wait for v1 cluster"), judge },
    options,
  );
}

/**
 * Waits until a cluster of the Provisioning API v1 is deleted, for an hour at most; asks for no deletion itself.
 *
 * v1 does not say whether somebody has to confirm: such a wait ends with its time.
 *
 * @throws WaitError `WAIT_TIMEOUT` when the time is over.
 * @see https://github.com/instaclustr/provisioning-API-DEMO
 */
export async function waitForClusterV1Deleted(
  client: InstaclustrReader,
  clusterId: string,
  options: WaitOptions = {},
): Promise<void> {
  return waitFor<ClusterStatusV1, void>(
    {
      ...createSpecV1(client, clusterId, "wait for v1 cluster deletion"),
      judge: ({ clusterStatus }) => judgeState(clusterStatus, undefined, GONE),
      whenNotFound: { done: undefined, state: "not found" },
    },
    options,
  );
}

function judgeReady<C>(cluster: C, state: string | undefined, nodes: readonly (string | undefined)[]): Verdict<C> {
  return nodes.includes("DEFERRED") ? { failed: "a node is DEFERRED" } : judgeState(state, cluster, READY);
}

function listNodeStates({ dataCentres = [] }: AnyCluster): readonly (string | undefined)[] {
  const centres: readonly { readonly nodes?: readonly { readonly status?: string }[] }[] = dataCentres;
  return centres.flatMap(({ nodes = [] }) => nodes.map(({ status }) => status));
}

function createSpec<A extends InstaclustrApplication>(
  client: InstaclustrReader,
  { application, clusterId }: ClusterAddress<A>,
  operation: string,
): Omit<WaitSpec<AnyCluster, never>, "judge" | "whenNotFound"> {
  const path = Object.hasOwn(PATHS, application) ? PATHS[application] : undefined;
  if (!path) throw new TypeError(`Cannot ${operation}: expected one of ${Object.keys(PATHS).join(", ")}`);
  const look = (call: Parameters<WaitSpec<AnyCluster, never>["look"]>[0]) =>
    client.GET<(typeof PATHS)[InstaclustrApplication]>(path, { params: { path: { clusterId } }, ...call });
  return { vendor: "instaclustr", operation, id: clusterId, look, isNotFound, defaults: TIMES };
}

function createSpecV1(
  client: InstaclustrReader,
  clusterId: string,
  operation: string,
): Omit<WaitSpec<ClusterStatusV1, never>, "judge" | "whenNotFound"> {
  return {
    vendor: "instaclustr",
    operation,
    id: clusterId,
    look: (call) => client.GET("/provisioning/v1/{clusterId}", { params: { path: { clusterId } }, ...call }),
    isNotFound,
    defaults: TIMES,
  };
}
