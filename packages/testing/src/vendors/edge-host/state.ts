import { jsonAnswer } from "../../behaviour/exchange.ts";
import type { ItemRule, Phase, Resource, VendorState } from "../../behaviour/resource.ts";

const HOST = "/v1/edge-mgmt/edgehosts/current";
const CLUSTER = "/v1/edge-mgmt/cluster";
const POOLS = "/v1/edge-mgmt/clusters/current/machinepools";

/** A member that no answer of the document has, for things that have no id and no state. */
const HIDDEN = ["mockId"];

/** A thing that a host has one of: no path names it. */
function single(name: string, rules: Partial<Resource>): Resource {
  return { name, idAt: HIDDEN, keyOf: () => name, read: [], ...rules };
}

function only(name: string, on: string): ItemRule {
  return { on, keyOf: () => name };
}

const RUNNING: Phase = { state: "Running", with: { status: { health: { status: "Healthy" } } } };
const PROVISIONING: Phase = { state: "Provisioning", forMs: 60_000 };
const STARTING: Phase = { state: "Running", forMs: 20_000, with: { status: { health: { status: "Unhealthy" } } } };
const DELETING_MS = 60_000;

/** Operations that change the cluster; what becomes of them, its state tells. */
const CHANGES = [
  `PATCH ${CLUSTER}`,
  `PUT ${CLUSTER}/{clusterName}`,
  `PATCH ${CLUSTER}/{clusterName}`,
  `PUT ${CLUSTER}/profiles`,
];

/** The cluster of the host as its details show it. */
const cluster = single("cluster", {
  create: [{ on: `POST ${CLUSTER}` }],
  read: [only("cluster", `GET ${CLUSTER}/details`)],
  remove: [only("cluster", `DELETE ${CLUSTER}`)],
  lifecycle: {
    at: ["status", "clusterState"],
    created: [PROVISIONING, STARTING, RUNNING],
    removed: [{ state: "Deleting", forMs: DELETING_MS }],
    assumed: RUNNING,
    actions: Object.fromEntries(CHANGES.map((on) => [on, [PROVISIONING, RUNNING]])),
  },
});

/** What the cluster was asked to be. */
const clusterConfiguration = single("clusterConfiguration", {
  create: [{ on: `POST ${CLUSTER}` }],
  read: [only("clusterConfiguration", `GET ${CLUSTER}`)],
  update: [
    only("clusterConfiguration", `PATCH ${CLUSTER}`),
    only("clusterConfiguration", `PUT ${CLUSTER}/{clusterName}`),
  ],
  remove: [only("clusterConfiguration", `DELETE ${CLUSTER}`)],
  isAdopted: true,
  lifecycle: { at: ["mockState"], created: [{ state: "kept" }], removed: [{ state: "kept", forMs: DELETING_MS }] },
});

/** The log bundle that was asked for last. */
const logBundle = single("logBundle", {
  create: [{ on: `POST ${HOST}/generate-logs` }],
  read: [only("logBundle", `GET ${HOST}/generate-logs-status`)],
  lifecycle: {
    at: ["status"],
    created: [{ state: "InProgress", forMs: 20_000 }, { state: "Completed" }],
    assumed: { state: "Completed" },
  },
});

const machinePool: Resource = {
  name: "machinePool",
  idAt: ["name"],
  newId: (count, _, { name }) => (typeof name === "string" ? name : `pool-${count}`),
  create: [{ on: `POST ${POOLS}`, toItem: (body) => body }],
  read: [],
  list: [{ on: `GET ${POOLS}`, at: ["items"] }],
  update: [
    { on: `PUT ${POOLS}/{poolName}`, toItem: (body) => body },
    { on: `PATCH ${POOLS}/{poolName}`, toItem: (body) => body },
  ],
  remove: [{ on: `DELETE ${POOLS}/{poolName}` }],
};

/** What is written and read as a whole. */
function setting(name: string, path: string, methods: readonly string[]): Resource {
  return single(name, {
    read: [only(name, `GET ${path}`)],
    update: methods.map((method) => only(name, `${method} ${path}`)),
    isAdopted: true,
  });
}

/** What an edge host's mock remembers. */
export const state: VendorState = {
  resources: [
    cluster,
    clusterConfiguration,
    logBundle,
    machinePool,
    setting("userData", `${HOST}/userdata`, ["PUT", "POST"]),
    setting("configuration", `${HOST}/configurations`, ["PUT"]),
    setting("currentUser", "/v1/users/current", ["PATCH"]),
  ],
  // No field of the host's own 404 is promised; the scenario `bare-error` leaves them out.
  missing: () => jsonAnswer(404, { code: "NotFound", message: "There is no such thing" }),
};
