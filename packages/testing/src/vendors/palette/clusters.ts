import type { Exchange } from "../../behaviour/exchange.ts";
import type { Phase } from "../../behaviour/resource.ts";
import type { JsonObject } from "../../internal/json.ts";
import { create, createThing, inProject, inProjectOrTenant, item, list, pages, showThing } from "./thing.ts";

/** Clouds that clusters are created in, and those that one is imported from. */
const CLOUDS = "aks apache-cloudstack aws azure edge-native eks gcp gke maas virtual vsphere cloudTypes/{cloudType}";
const IMPORTS = "apache-cloudstack aws azure edge-native gcp generic maas vsphere";

const PATH = "/v1/spectroclusters";
const DASHBOARD = "/v1/dashboard/spectroclusters";

const withHealth = (state: string): JsonObject => ({ status: { health: { state } } });
const RUNNING: Phase = { state: "Running", with: withHealth("Healthy") };

/** Cloud of a creation, as its path says. */
function readCloud({ name, params }: Exchange): string {
  return params["cloudType"] ?? /^POST \/v1\/[a-z]+\/([a-z-]+)/.exec(name)?.[1] ?? "";
}

/**
 * Clusters of all clouds: a new one is provisioned and runs before it is healthy; a deleted one is still answered for, and later missing.
 *
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/cluster.go
 */
export const cluster = createThing({
  name: "cluster",
  code: "c1",
  path: PATH,
  scopesOf: inProject,
  create: [
    ...CLOUDS.split(" ").map((cloud) => create(`POST ${PATH}/${cloud}`)),
    ...IMPORTS.split(" ").map((cloud) => create(`POST ${PATH}/${cloud}/import`)),
  ],
  read: [
    item(`GET ${PATH}/{uid}`),
    item(`GET ${PATH}/{uid}/status`),
    item(`GET ${DASHBOARD}/{uid}`),
    item(`GET ${DASHBOARD}/{uid}/overview`),
  ],
  list: [
    pages(`POST ${DASHBOARD}/search`),
    list(`GET ${DASHBOARD}/meta`, ""),
    list(`GET ${DASHBOARD}/metadata`, "items", {
      idAt: ["uid"],
      show: (thing, sample, exchange) =>
        (showThing({ ...thing }, { metadata: sample }, exchange) as { metadata: unknown }).metadata,
    }),
  ],
  update: [item(`PATCH ${PATH}/{uid}/metadata`)],
  stamps: { created: (exchange) => ({ spec: { cloudType: readCloud(exchange) } }) },
  lifecycle: {
    at: ["status", "state"],
    created: [
      { state: "Pending", forMs: 20_000, with: withHealth("") },
      { state: "Provisioning", forMs: 60_000, with: withHealth("") },
      { state: "Running", forMs: 20_000, with: withHealth("UnHealthy") },
      RUNNING,
    ],
    removed: [
      { state: "Deleting", forMs: 60_000 },
      { state: "Deleted", forMs: 600_000, isHidden: true },
    ],
    assumed: RUNNING,
  },
});

const ACCOUNTS = "/v1/cloudaccounts";
const ACCOUNT_CLOUDS = "aws apache-cloudstack azure cloudTypes/{cloudType} gcp maas vsphere".split(" ");

/** Accounts at clouds, of the project or of the tenant. */
export const cloudAccount = createThing({
  name: "cloudAccount",
  code: "a1",
  path: ACCOUNTS,
  scopesOf: inProjectOrTenant,
  create: ACCOUNT_CLOUDS.map((cloud) =>
    create(`POST ${ACCOUNTS}/${cloud}`, { like: `GET ${ACCOUNTS}/${cloud}/{uid}` }),
  ),
  read: ACCOUNT_CLOUDS.map((cloud) => item(`GET ${ACCOUNTS}/${cloud}/{uid}`)),
  list: [
    ...ACCOUNT_CLOUDS.map((cloud) =>
      pages(`GET ${ACCOUNTS}/${cloud}`, "items", {
        filter: (account, { params }) => account["cloud"] === (params["cloudType"] ?? cloud),
      }),
    ),
    pages(`GET ${ACCOUNTS}/summary`),
    list("GET /v1/dashboard/cloudaccounts/metadata"),
  ],
  update: ACCOUNT_CLOUDS.map((cloud) => item(`PUT ${ACCOUNTS}/${cloud}/{uid}`)),
  remove: ACCOUNT_CLOUDS.map((cloud) => item(`DELETE ${ACCOUNTS}/${cloud}/{uid}`)),
  stamps: { created: (exchange) => ({ cloud: readCloud(exchange), kind: readCloud(exchange) }) },
});
