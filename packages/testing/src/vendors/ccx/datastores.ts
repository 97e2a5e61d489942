import type { Exchange } from "../../behaviour/exchange.ts";
import { overlay } from "../../behaviour/members.ts";
import type { ListRule, Phase, Resource } from "../../behaviour/resource.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../internal/json.ts";
import { cutPart } from "./pages.ts";

/** How long a job takes: a deployment, a change, a deletion. */
export const JOB_MS = 180_000;
/** How long a datastore that was deleted still shows, with this state and in no list. */
const DELETED_MS = 600_000;
/** How many datastores a list holds that was not asked for a number. */
const STORES_OF_PAGE = 50;

export const STORE = "GET /api/deployment/v3/data-stores/{store_uuid}";
export const STORES = "GET /api/deployment/v3/data-stores";
export const NODES = "GET /api/deployment/v2/data-stores/{store_uuid}/nodes";
export const CREATE = "POST /api/prov/api/v2/cluster";
export const CHANGE = "PATCH /api/prov/api/v2/cluster/{store_uuid}";
export const DELETE = "DELETE /api/prov/api/v2/cluster/{store_uuid}";

const NOT_YET = { operable: false, not_operable_reason: "deploying", primary_url: "", replica_url: "" };

const STARTED: Phase = {
  state: "STARTED",
  with: { cluster_status_text: "", is_deploying: false, deploy_progress: 100, operable: true, not_operable_reason: "" },
};

/** What a new datastore has of the request, whose names are others. */
function toStore(body: JsonObject): JsonObject {
  const [general, cloud, instance, network] = ["general", "cloud", "instance", "network"].map((part) =>
    toObject(body[part]),
  ) as [JsonObject, JsonObject, JsonObject, JsonObject];
  const known = {
    cluster_name: general["cluster_name"],
    cluster_size: general["cluster_size"],
    cluster_type: general["cluster_type"],
    database_vendor: general["db_vendor"],
    database_version: general["db_version"],
    tags: general["tags"] ?? [],
    cloud_provider: cloud["cloud_provider"],
    region: { code: cloud["cloud_region"], display_code: cloud["cloud_region"], name: cloud["cloud_region"] },
    instance_size: instance["instance_size"],
    disk_size: instance["volume_size"],
    disk_type: instance["volume_type"],
    iops: instance["volume_iops"],
    high_availability: network["ha_enabled"] ?? false,
    azs: network["availability_zones"] ?? [],
    notifications: body["notifications"],
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== null));
}

/** The answer of a creation calls the type of the disk otherwise, and the region by its code alone. */
function answerCreated(store: JsonObject, sample: unknown): unknown {
  const { uuid, region, disk_type } = store;
  const names = { cluster_uuid: uuid, region: toObject(region)["code"], cluster_instance_disk_type: disk_type };
  return overlay(sample, { ...store, ...names });
}

/** What a change does to a datastore; an empty text, 0 and null leave everything as it is. */
function applyChange(body: JsonObject, _: Exchange, store: JsonObject): JsonObject {
  const { cluster_name, new_volume_size, new_instance_size, notifications, maintenance_settings, tags } = body;
  const added = toArray(toObject(body["add_nodes"])["specs"]).length;
  const removed = toArray(toObject(body["remove_nodes"])["node_uuids"]).length;
  const volume = toObject(body["change_volume"]);
  const known = {
    cluster_name,
    disk_size: new_volume_size || volume["new_volume_size"],
    disk_type: volume["new_volume_type"],
    iops: volume["new_volume_iops"],
    instance_size: new_instance_size,
    notifications,
    maintenance_settings,
    tags,
    cluster_size: Number(store["cluster_size"]) + added - removed,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => Boolean(value)));
}

/** The nodes by the size of the datastore: the first takes writes, and none has a port before the deployment is over. */
function answerNodes({ uuid, cluster_size, cluster_status }: JsonObject, sample: unknown): unknown {
  const body = toObject(sample);
  const [like] = toArray(body["database_nodes"]);
  const nodes = Array.from({ length: Number(cluster_size) }, (_, index) => ({
    ...toObject(like),
    host_uuid: `${String(uuid).slice(0, -4)}${index.toString(16).padStart(4, "0")}`,
    hostname: `node-${index + 1}`,
    role: index === 0 ? "primary" : "replica",
    readonly: index > 0,
    port: cluster_status === "DEPLOYING" ? 0 : 3306,
  }));
  return { ...body, uuid, database_nodes: isObject(like) ? nodes : [] };
}

/** The list in the form for a call on behalf of an owner. */
export function wrapList({ items, total, page, perPage }: StoreList): JsonObject {
  return { pagination: { page, per_page: perPage, total }, data_stores: items };
}

/** The list in the form for a call without an owner. */
export function bareList({ items, total }: StoreList): JsonObject {
  return { total, datastores: items };
}

/** What both forms of the list say. */
export interface StoreList {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
}

/** Reads the list of datastores in either form. */
export function readList(body: unknown, { request: { query } }: Exchange): StoreList {
  const { data_stores, datastores, pagination, total } = toObject(body);
  const perPage = Number(query["limit"] ?? STORES_OF_PAGE);
  return {
    items: toArray(data_stores ?? datastores),
    total: Number(total ?? toObject(pagination)["total"] ?? 0),
    page: Math.floor(Number(query["offset"] ?? 0) / perPage) + 1,
    perPage,
  };
}

/** The form of the list depends on whether the call names an owner. */
const list: ListRule = {
  on: STORES,
  at: ["data_stores"],
  page: (all, exchange) => ({ items: cutPart(all, exchange, STORES_OF_PAGE), with: { total: all.length } }),
  answer(body, exchange) {
    const found = readList(body, exchange);
    return exchange.request.headers["ccx-owner"] === undefined ? bareList(found) : wrapList(found);
  },
};

export const datastore: Resource = {
  name: "datastore",
  idAt: ["uuid"],
  isAdopted: true,
  create: [{ on: CREATE, toItem: toStore, answer: answerCreated }],
  read: [{ on: STORE }, { on: NODES, answer: answerNodes }],
  list: [list],
  update: [{ on: CHANGE, toItem: applyChange }, { on: "PATCH /api/v2/stores/{store_id}" }],
  remove: [{ on: DELETE }],
  lifecycle: {
    at: ["cluster_status"],
    created: [
      { state: "DEPLOYING", forMs: JOB_MS - 60_000, with: { is_deploying: true, deploy_progress: 40, ...NOT_YET } },
      { state: "STARTED", forMs: 60_000, with: { is_deploying: true, deploy_progress: 90, ...NOT_YET } },
      STARTED,
    ],
    removed: [
      { state: "DELETING", forMs: JOB_MS, with: { operable: false } },
      { state: "DELETED", forMs: DELETED_MS, with: { operable: false }, isHidden: true },
    ],
    assumed: STARTED,
  },
};
