import type { Exchange } from "../../behaviour/exchange.ts";
import type { Resource } from "../../behaviour/resource.ts";
import { type JsonObject, toObject } from "../../internal/json.ts";
import { cutPart } from "./pages.ts";

const OF_STORE = { resource: "datastore", param: "store_uuid" };
const BACKUPS_OF_PAGE = 20;

/** Things in a datastore that have a name in the place of an id; a deletion names them in its body. */
function named(
  name: string,
  member: string,
  sent: string,
  paths: { readonly one: string; readonly all: string },
  toItem: (body: JsonObject) => JsonObject,
): Resource {
  const keyOf = (storeId: unknown, own: unknown) => `${String(storeId)} ${String(own)}`;
  return {
    name,
    idAt: [member],
    newId: (_count, _seed, item) => String(item[member]),
    keyOf: (item, storeId) => keyOf(storeId, toObject(item)[member]),
    uniqueBy: ({ store_uuid, ...item }) => keyOf(store_uuid, item[member]),
    parent: OF_STORE,
    create: [
      {
        on: `POST ${paths.one}/{store_uuid}`,
        // The store is no member of the vendor's own, so it shows nowhere.
        toItem: (body, { params }) => ({ ...toItem(body), store_uuid: params["store_uuid"] }),
      },
    ],
    read: [],
    list: [{ on: `GET ${paths.all}/{store_uuid}` }],
    remove: [
      {
        on: `DELETE ${paths.one}/{store_uuid}`,
        keyOf: ({ params, request }: Exchange) => keyOf(params["store_uuid"], toObject(request.body)[sent]),
      },
    ],
  };
}

const database = named(
  "database",
  "database_name",
  "database_name",
  { one: "/api/userdb/api/v1/database", all: "/api/userdb/api/v1/databases" },
  ({ database_name }) => ({ database_name, number_of_tables: 0, database_size: 0, status: "created" }),
);

/** The request calls everything otherwise, and its password never shows. */
const dbUser = named(
  "dbUser",
  "user_name",
  "database_username",
  { one: "/api/userdb/api/v1/user", all: "/api/userdb/api/v1/users" },
  ({ database_username, database_host = "%", database_privileges = "ALL PRIVILEGES", auth_plugin }) => ({
    user_name: database_username,
    host_allow: database_host,
    grants: database_privileges,
    ...(auth_plugin !== undefined && { auth_plugin }),
  }),
);

const firewallRule = named(
  "firewallRule",
  "source",
  "source",
  { one: "/api/firewall/api/v1/firewall", all: "/api/firewall/api/v1/firewalls" },
  ({ source, description = "" }) => ({ source, description, ports: [{ port: "service", port_no: 3306 }] }),
);

const backup: Resource = {
  name: "backup",
  idAt: ["backup_id"],
  parent: OF_STORE,
  read: [],
  list: [
    {
      on: "GET /api/backup/api/v1/backups/{store_uuid}",
      at: ["backups"],
      countAt: ["total"],
      page: (all, exchange) => ({ items: cutPart(all, exchange, BACKUPS_OF_PAGE) }),
    },
  ],
};

export const contentResources: readonly Resource[] = [database, dbUser, firewallRule, backup];
