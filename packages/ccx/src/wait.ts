import { judgeState, type LookCall, type Verdict, type WaitOptions, waitFor } from "@vendor-clients/runtime";
import type { CcxClient } from "./client.ts";
import type { Datastore, Node } from "./generated/types.ts";
import { isNotFound } from "./is-not-found.ts";
import { readNodes } from "./read-while-deploying.ts";

/** What the waiters need of a client. */
export type CcxReader = Pick<CcxClient, "GET">;

const VENDOR = "ccx";

/** How the Terraform provider waits. @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/jobs.go */
const DEFAULTS = { firstDelayMs: 30_000, intervalMs: 30_000, timeoutMs: 3_600_000 };

const STORE = {
  done: ["STARTED"],
  failed: ["DEPLOY_FAILED", "DELETING", "DELETE_FAILED", "DELETED"],
  waiting: ["DEPLOYING", "DEGRADED", "UNREACHABLE"],
};
/**
 * Waits until a datastore is started and nothing is deployed in it; call it again with the id to resume.
 *
 * Looks after 30 s for the first time, every 30 s then, for 60 min at most. A datastore that is being deleted, or whose deployment failed, fails.
 *
 * @throws WaitError when it fails, is not found or the time is over; AuthError, HttpError when CCX refuses to show it.
 * @example
 * const { uuid, cluster_uuid = uuid } = unwrap(await ccx.POST("/api/prov/api/v2/cluster", { body }));
 * if (cluster_uuid) await waitForDatastore(ccx, cluster_uuid);
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/datastore_read.go (states)
 */
export function waitForDatastore(client: CcxReader, storeUuid: string, options: WaitOptions = {}): Promise<Datastore> {
  const judge = (store: Datastore): Verdict<Datastore> => {
    const verdict = judgeState(store.cluster_status, store, STORE);
    return "done" in verdict && store.is_deploying === true ? { waiting: "STARTED, deploying" } : verdict;
  };
  return waitFor({ ...describeStore(client, storeUuid), operation: "wait for datastore", judge }, options);
}

/**
 * Waits until a datastore is gone or says that it is deleted; call it again with the id to resume. What it ran on in the cloud may go later.
 *
 * @throws WaitError when its deletion fails or the time is over; AuthError, HttpError when CCX refuses to show it.
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/datastore_delete.go
 */
export function waitForDatastoreDeleted(
  client: CcxReader,
  storeUuid: string,
  options: WaitOptions = {},
): Promise<"deleted"> {
  const meaning = {
    done: ["DELETED"],
    failed: ["DELETE_FAILED"],
    waiting: ["DELETING", "DEPLOY_FAILED", ...STORE.done, ...STORE.waiting],
  };
  const judge = (store: Datastore) => judgeState(store.cluster_status, "deleted" as const, meaning);
  const whenNotFound = { done: "deleted" } as const;
  const operation = "wait for datastore to be deleted";
  return waitFor({ ...describeStore(client, storeUuid), operation, judge, whenNotFound }, options);
}

function describeStore(client: CcxReader, storeUuid: string) {
  const look = (call: LookCall) =>
    client.GET("/api/deployment/v3/data-stores/{store_uuid}", { params: { path: { store_uuid: storeUuid } }, ...call });
  return { vendor: VENDOR, id: storeUuid, look, isNotFound, defaults: DEFAULTS };
}

/**
 * Waits until every node of a datastore is known with its port; call it again with the id to resume.
 *
 * CCX answers 404 for the nodes while the datastore is there, and lists nodes without a port before they are deployed.
 *
 * @throws WaitError when the datastore is not found or the time is over; AuthError, HttpError when CCX refuses.
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/datastore_read.go
 */
export function waitForNodes(
  client: CcxReader,
  storeUuid: string,
  options: WaitOptions = {},
): Promise<readonly Node[]> {
  const judge = (nodes: readonly Node[]): Verdict<readonly Node[]> => {
    const ready = nodes.filter(({ port }) => Number(port) > 0);
    if (nodes.length > 0 && ready.length === nodes.length) return { done: nodes, state: `${nodes.length} nodes` };
    return { waiting: nodes.length === 0 ? "no nodes" : `${ready.length} of ${nodes.length} nodes` };
  };
  const look = (call: LookCall) => readNodes(client, storeUuid, call);
  return waitFor(
    { vendor: VENDOR, operation: "wait for nodes", id: storeUuid, look, judge, isNotFound, defaults: DEFAULTS },
    options,
  );
}
