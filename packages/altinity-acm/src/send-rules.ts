import type { LookUp, OperationClass, SendRules } from "@vendor-clients/runtime";
import { createNameLookUp, isSameContent, readNamedList } from "@vendor-clients/runtime/kit";

/** POST operations that look and change nothing: the lists of backups, which take keys in their body, and the checks before a change. */
const READS = /^POST (\/environment\/\{environment\})?\/backups$|^POST \/.*\/(validate-[\w-]+|[\w-]+-check)$/;

/** GET operations that change something: each makes a token, and of the second kind an account has only one. */
const MAKES_TOKEN: ReadonlySet<string> = new Set(["GET /account/token", "GET /account/anywhere-token"]);

/** PUT operations that start work each time they are sent, such as a restart; the others write down a whole configuration under its name. */
const STARTS_WORK = /^PUT \/(cluster|node|zookeeper|environment)\/\{id\}\/[\w-]+$/;

const CLUSTERS = "/environment/{environment}/clusters";
const LAUNCH = "POST /environment/{environment}/clusters/launch";
const LAUNCH_OF_GUIDE = "POST /{environment}/cluster-launch";
const ADD_KEEPER = "POST /environment/{environment}/keepers";
const ADD_USER = "POST /cluster/{cluster}/users";

/**
 * The cluster of a launch: no two of an environment have the same name.
 *
 * A launch that fails can leave a row with the id 0, which is not adopted, and neither is one that shows nothing of what was sent. Some fields
 * are blank while a cluster is being made.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/07e4441/internal/provider/resource_clickhouse_cluster.go (validateAdoptedCluster)
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/clusters.go (FindClusterByName, FindClusterInEnv)
 */
const findCluster = createNameLookUp({
  list: CLUSTERS,
  name: ["name", "name"],
  items: readRows,
  isSame: (found, body) => hasId(found) && isShownTheSame(body, withoutBlanks(found as object)),
});

/** A keeper has no id but its name. @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/keeper.go */
const findKeeper = createNameLookUp({
  list: "/environment/{environment}/keepers",
  name: ["name", "name"],
  items: readRows,
  isSame: (found, body) => isShownTheSame(body, found as object),
});

/**
 * The user of a cluster: absent when no row has its login. A row proves nothing, because it is written before the statement runs in ClickHouse
 * and stays when that fails.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/users.go (FindUserByName)
 */
const findUser = createNameLookUp({
  list: "/cluster/{cluster}/users",
  name: ["login", "login"],
  items: (data) => readNamedList(data, "login"),
  isSame: () => false,
});

const lookUps: Readonly<Record<string, LookUp>> = {
  [LAUNCH]: findCluster,
  [LAUNCH_OF_GUIDE]: findCluster,
  [ADD_KEEPER]: findKeeper,
  [ADD_USER]: findUser,
};

/**
 * What sending an operation of ACM again may do.
 *
 * Names of profiles and settings are not unique, so their creations stay plain writes. A login makes another token and leaves the others alone.
 *
 * @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/acm/client.go (retryable)
 */
function classOf(operation: string): OperationClass | undefined {
  if (Object.hasOwn(lookUps, operation)) return "write-with-lookup";
  if (READS.test(operation)) return "safe";
  if (operation === "POST /login") return "token";
  // A deletion of an environment is a mail with a link to confirm it.
  if (MAKES_TOKEN.has(operation) || STARTS_WORK.test(operation) || operation === "DELETE /environment/{id}")
    return "write";
  return undefined;
}

function reconcile(operation: string): string | undefined {
  if (operation === ADD_USER) {
    return "look for the login in GET /cluster/{cluster}/users; its row may be there without the user, POST /cluster/{cluster}/user/{id} makes both the same";
  }
  if (operation === LAUNCH || operation === LAUNCH_OF_GUIDE) return `look for the name in GET ${CLUSTERS}`;
  if (operation.startsWith("POST /environments/")) return "look for the name in GET /environments";
  if (operation === "DELETE /environment/{id}") return "look for the mail that asks to confirm the deletion";
  if (MAKES_TOKEN.has(operation)) return "a token may have been made that nobody knows; make another one";
  if (/ \/cluster\/\{(id|cluster)\}/.test(operation)) return "look for the change in GET /cluster/{id}/audit";
  if (/ \/environment\/\{(id|environment)\}/.test(operation)) return "look for the change in GET /environment/{id}/log";
  return undefined;
}

/** How ACM's operations are sent again. Its lists follow a change within 5 s. @see https://github.com/gorgias-oss/terraform-provider-altinity/blob/025e007/internal/provider/resource_clickhouse_cluster.go */
export const sendRules: SendRules = { classOf, lookUps, settleMs: 10_000, reconcile };

function readRows(data: unknown): readonly unknown[] | undefined {
  return readNamedList(data, "name");
}

/** Whether a row shows something of what was sent beside the name, and all that it shows is the same. */
function isShownTheSame(body: unknown, found: object): boolean {
  const sent = Object.keys((body ?? {}) as object).filter((key) => key !== "name");
  const isShown =
    sent.length === 0 || sent.some((key) => Object.hasOwn(found, key) && Reflect.get(found, key) !== null);
  return isShown && isSameContent(body, found);
}

function hasId(found: unknown): boolean {
  const id: unknown = typeof found === "object" && found !== null ? Reflect.get(found, "id") : undefined;
  return Number(id) > 0;
}

/** Fields that are blank while a cluster is being made. */
const FILLED_LATE = ["type", "role", "keeperName", "shards", "replicas"];

function withoutBlanks(cluster: object): object {
  const isBlank = ([key, value]: [string, unknown]) => FILLED_LATE.includes(key) && /^0?$/.test(String(value));
  return Object.fromEntries(Object.entries(cluster).filter((entry) => !isBlank(entry)));
}
