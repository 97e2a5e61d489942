import type { LookUp, LostWrite, OperationClass, SendRules } from "@vendor-clients/runtime";
import { createNameLookUp, isSameContent, readNamedList } from "@vendor-clients/runtime/kit";

/** POST operations that make a session or a token; each leaves the others as they are. */
const LOGINS = /^POST \/api\/(v2\/)?auth\/(login|admin-login|jwt-login|oauth2\/token)$/;

const ADD_DATABASE = "POST /api/userdb/api/v1/database/{store_uuid}";
const ADD_USER = "POST /api/userdb/api/v1/user/{store_uuid}";
const ADD_RULE = "POST /api/firewall/api/v1/firewall/{store_uuid}";
const ADD_GROUP = "POST /api/db-configuration/v1/parameter-groups";

/**
 * The database of a store, which has one of that name only. One that has tables is older.
 *
 * @see https://github.com/severalnines/ccx-mcp/blob/main/src/tools/create_database.ts
 */
const findDatabase = createNameLookUp({
  list: "/api/userdb/api/v1/databases/{store_uuid}",
  name: ["database_name", "database_name"],
  items: (data) => readNamedList(data, "database_name"),
  isSame: (found, body) => !(Number(toRecord(found)["number_of_tables"]) > 0) && isSameContent(body, found),
});

/**
 * The user of a store: absent when none has the name. One that is there may be older and have another password, which CCX does not show.
 *
 * @see https://github.com/severalnines/ccx-mcp/blob/main/src/tools/create_db_user.ts
 */
const findUser = createNameLookUp({
  list: "/api/userdb/api/v1/users/{store_uuid}",
  name: ["database_username", "user_name"],
  items: (data) => readNamedList(data, "user_name"),
  isSame: () => false,
});

/**
 * The rule of a store: its source is its only name. CCX may write the mask of a single address out.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/datastore_firewall.go
 */
const findRule: LookUp = async ({ init, send }) => {
  const { source, description = "" } = toRecord(init.body);
  const path = init.params?.path ?? {};
  const { data } = await send("GET", "/api/firewall/api/v1/firewalls/{store_uuid}", { params: { path } });
  const rules = readNamedList(data, "source");
  if (typeof source !== "string" || rules === undefined) return "unclear";
  const match = rules.map(toRecord).find((rule) => withMask(rule["source"]) === withMask(source));
  if (!match) return "absent";
  return isSameContent(description, match["description"]) ? { data: undefined } : "unclear";
};

/**
 * The parameter group of a name, which must be unique. The list has a wrapper of unknown names and does not show the parameters.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/parametergroup.go
 */
const findGroup: LookUp = async ({ init, send }) => {
  const { parameters, ...shown } = toRecord(init.body);
  const { name } = shown;
  if (typeof name !== "string") return "unclear";
  const groups = await listGroups(name, send);
  const match = groups?.find((group) => String(group["name"]).toLowerCase() === name.toLowerCase());
  if (!match) return groups && groups.length < GROUPS_OF_PAGE ? "absent" : "unclear";
  const { uuid } = match;
  if (typeof uuid !== "string" || !isSameContent(shown, match)) return "unclear";
  const group = await send("GET", `${GROUPS}/{group_uuid}`, { params: { path: { group_uuid: uuid } } });
  const found = toRecord(group.data)["db_parameters"];
  return typeof found === "object" && found !== null && isSameContent(parameters, found)
    ? { data: { uuid } }
    : "unclear";
};

const GROUPS = "/api/db-configuration/v1/parameter-groups";
const GROUPS_OF_PAGE = 100;

async function listGroups(name: string, send: LostWrite["send"]): Promise<Record<string, unknown>[] | undefined> {
  const query = { name, page: 1, page_size: GROUPS_OF_PAGE };
  const { data } = await send("GET", GROUPS, { params: { query } });
  const lists = Array.isArray(data) ? [data] : Object.values(toRecord(data)).filter((one) => Array.isArray(one));
  return lists.length === 1 ? readNamedList(lists[0], "name")?.map(toRecord) : undefined;
}

const lookUps: Readonly<Record<string, LookUp>> = {
  [ADD_DATABASE]: findDatabase,
  [ADD_USER]: findUser,
  [ADD_RULE]: findRule,
  [ADD_GROUP]: findGroup,
};

/**
 * What sending an operation of CCX again may do.
 *
 * Nothing says that the names of datastores or of VPCs are unique, so their creations stay plain writes.
 */
function classOf(operation: string): OperationClass | undefined {
  if (Object.hasOwn(lookUps, operation)) return "write-with-lookup";
  if (operation === "POST /api/auth/jwt-check") return "safe";
  // A session that ended cannot end again.
  if (operation === "POST /api/auth/jwt-logout") return "idempotent";
  return LOGINS.test(operation) ? "token" : undefined;
}

const JOBS = "GET /api/deployment/v2/data-stores/{store_uuid}/jobs";

function reconcile(operation: string): string | undefined {
  if (operation === "POST /api/prov/api/v2/cluster") {
    return "look in GET /api/deployment/v3/data-stores for one of that cluster_name whose created_at is later than the call";
  }
  if (operation.startsWith("PATCH /api/prov/") || operation.endsWith("/restore")) return `look for its job in ${JOBS}`;
  if (operation.includes("/parameter-groups/apply/")) return `look for a job JOB_TYPE_MODIFYDBCONFIG in ${JOBS}`;
  if (operation === ADD_USER) {
    return "look for the name in GET /api/userdb/api/v1/users/{store_uuid}; whether its password is yours shows only in a connection";
  }
  if (operation === ADD_RULE) return "look for the source in GET /api/firewall/api/v1/firewalls/{store_uuid}";
  if (operation === ADD_DATABASE) return "look for the name in GET /api/userdb/api/v1/databases/{store_uuid}";
  return operation === ADD_GROUP ? `look for the name in GET ${GROUPS}` : undefined;
}

/** How CCX's operations are sent again. */
export const sendRules: SendRules = { classOf, lookUps, reconcile };

/** A source as a network: an address without a mask is a network of one. */
function withMask(source: unknown): string {
  const text = String(source).trim().toLowerCase();
  if (text.includes("/")) return text;
  return text + (text.includes(":") ? "/128" : "/32");
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
