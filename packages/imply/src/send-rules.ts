import type { OperationClass, SendRules } from "@vendor-clients/runtime";
import { createNameLookUp, isSameContent, readNamedList } from "@vendor-clients/runtime/kit";
import type { Cluster } from "./generated/types.ts";
import { readClusters } from "./quirks.ts";

const CREATE = "POST /clusters";

/**
 * The cluster of a creation, by `metadata.name`: none of that name means that none was made.
 *
 * Nothing says that names are unique, so one is taken for the new one only when its configuration is shown, was never changed and holds what was sent.
 *
 * @see https://docs.imply.io/api/manager/ClustersApi
 * @see https://docs.imply.io/api/manager/ClustersHistoricalApi (resource versions count the changes)
 */
const findCluster = createNameLookUp({
  list: "/clusters",
  name: ["metadata.name", "metadata.name"],
  items: (data) => {
    const clusters: unknown = typeof data === "object" && data !== null ? readClusters(data as Cluster[]) : undefined;
    return readNamedList(clusters, "metadata.name");
  },
  isSame: (found, body) => isUnchanged(found as Partial<Cluster>) && isSameContent(body, found),
});

/**
 * What sending an operation of the Manager again may do: a merge patch sets values, so the second one changes nothing; a token more leaves
 * the others valid.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
function classOf(operation: string): OperationClass | undefined {
  if (operation === CREATE) return "write-with-lookup";
  if (operation === "PATCH /clusters/{clusterId}") return "idempotent";
  return operation.endsWith("/protocol/openid-connect/token") ? "token" : undefined;
}

/** How the Manager's operations are sent again. */
export const sendRules: SendRules = {
  classOf,
  lookUps: { [CREATE]: findCluster },
  reconcile: (operation) => (operation === CREATE ? "look for metadata.name in GET /clusters" : undefined),
};

/** A list that leaves out the configuration or its version shows nothing that would tell a new cluster from an old one. */
function isUnchanged({ spec, status }: Partial<Cluster>): boolean {
  return typeof spec === "object" && spec !== null && Number(status?.resourceVersion ?? Number.NaN) <= 1;
}
