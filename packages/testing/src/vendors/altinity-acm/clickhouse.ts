import { overlay } from "../../behaviour/members.ts";
import type { Resource } from "../../behaviour/resource.ts";
import type { JsonObject } from "../../internal/json.ts";
import { countId, DATA } from "./envelope.ts";

function overlayData(item: JsonObject, envelope: unknown): unknown {
  return overlay(envelope, { data: item });
}

/** What a cluster's user has of a request: never the password, and its flag as a boolean. */
function toUser({ password: _, accessManagement, ...body }: JsonObject): JsonObject {
  return accessManagement === undefined ? body : { ...body, accessManagement: Boolean(accessManagement) };
}

const dbUser: Resource = {
  name: "dbUser",
  idAt: ["id"],
  itemAt: DATA,
  newId: countId,
  parent: { resource: "cluster", param: "cluster" },
  create: [
    {
      on: "POST /cluster/{cluster}/users",
      toItem: (body, { params }) => ({ ...toUser(body), id_cluster: Number(params["cluster"]) }),
    },
  ],
  read: [],
  list: [{ on: "GET /cluster/{cluster}/users", at: DATA }],
  update: ["POST /cluster/{cluster}/user/{id}", "POST /user/{id}"].map((on) => ({
    on,
    param: "id",
    toItem: toUser,
    answer: overlayData,
  })),
  remove: ["DELETE /cluster/{cluster}/user/{id}", "DELETE /user/{id}"].map((on) => ({ on, param: "id" })),
};

/** Things in a cluster or profile that have a number, and whose names are not unique. */
function plain(
  name: string,
  parent: NonNullable<Resource["parent"]>,
  collection: string,
  item: string,
  listAt: readonly string[] = DATA,
): Resource {
  return {
    name,
    idAt: ["id"],
    itemAt: DATA,
    newId: countId,
    parent,
    create: [
      {
        on: `POST ${collection}`,
        toItem: (body, { params }) => ({ ...body, [`id_${parent.resource}`]: Number(params[parent.param]) }),
      },
    ],
    read: [],
    list: [{ on: `GET ${collection}`, at: listAt }],
    update: [{ on: `POST ${item}`, toItem: (body) => body, answer: overlayData }],
    remove: [{ on: `DELETE ${item}` }],
  };
}

const OF_CLUSTER = { resource: "cluster", param: "cluster" };

export const clickhouseResources: readonly Resource[] = [
  dbUser,
  plain("profile", OF_CLUSTER, "/cluster/{cluster}/profiles", "/profile/{id}"),
  plain("profileSetting", { resource: "profile", param: "profile" }, "/profile/{profile}/settings", "/setting/{id}", [
    ...DATA,
    "settings",
  ]),
  plain("clusterSetting", OF_CLUSTER, "/cluster/{cluster}/settings", "/cluster-setting/{id}"),
  plain("clusterEnvSetting", OF_CLUSTER, "/cluster/{cluster}/env-settings", "/cluster-env-setting/{id}"),
];
