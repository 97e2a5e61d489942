import { readAt } from "../../behaviour/members.ts";
import type { CreateRule, Phase, Resource } from "../../behaviour/resource.ts";
import { isObject, type JsonObject } from "../../internal/json.ts";
import { countId, cutPage, DATA, wrap } from "./envelope.ts";

/** How long an operation on a cluster takes before its health checks pass again. */
export const OPERATION_MS = 60_000;
/** How long a launch takes. */
export const LAUNCH_MS = 180_000;

/** What runs in a cluster; no member of ACM's own, it shows only in the answer of the status. */
const OPERATION = "operation";

function operation(action: string, percent: number, passed: number, total = 2): JsonObject {
  return {
    [OPERATION]: { action, actionProgress: { completed: percent / 25, percent, total: 4 }, health: { passed, total } },
  };
}

const IDLE: Phase = { state: "online", with: operation("Completed", 100, 2) };

/** An operation: the cluster is online all the time, 100 percent come early, and the health checks follow the end. */
function work(action: string, end: Phase = IDLE): Phase[] {
  return [
    { state: "online", forMs: 25_000, with: operation(action, 25, 1) },
    { state: "online", forMs: 20_000, with: operation(action, 100, 1) },
    { state: "online", forMs: OPERATION_MS - 45_000, with: operation("Completed", 100, 1) },
    end,
  ];
}

/** What is blank in a cluster that is being made. */
const BLANK: JsonObject = { type: "", role: "", keeperName: "", shards: "0", replicas: "0" };

const LAUNCHED: readonly Phase[] = [
  { state: "pending", forMs: LAUNCH_MS - OPERATION_MS, with: { ...operation("Launching", 50, 0, 0), ...BLANK } },
  ...work("Launching"),
];

/** No status of a stopped cluster is known: the word is this mock's own, and so is that no check runs. */
const STOPPED: Phase = { state: "stopped", with: operation("Completed", 100, 0, 0) };

const ACTIONS: Readonly<Record<string, readonly Phase[]>> = {
  "PUT /cluster/{id}/rescale": work("Rescaling"),
  "PUT /cluster/{id}/restart": work("Restarting"),
  "PUT /cluster/{id}/upgrade": work("Upgrading"),
  "PUT /cluster/{id}/resume": work("Resuming"),
  "PUT /cluster/{id}/stop": work("Stopping", STOPPED),
  "POST /cluster/{id}/push": work("Publishing"),
  "POST /cluster/{id}/backup": work("Backing up"),
};

export const LAUNCHES: readonly string[] = [
  "POST /environment/{environment}/clusters/launch",
  "POST /{environment}/cluster-launch",
];

export const DELETE_CLUSTER = "DELETE /cluster/{id}/{terminate}";

/** Everything that starts work in an environment and has its end. */
export const WORK: readonly string[] = [...LAUNCHES, ...Object.keys(ACTIONS), DELETE_CLUSTER];

/** The second launch has no schema for its answer, so it shows what tells one cluster from another. */
function answerLaunch({ id, name, status, id_environment }: JsonObject, envelope: unknown): unknown {
  return wrap(envelope, { id, name, status, id_environment });
}

function create(on: string): CreateRule {
  const isPlain = on.startsWith("POST /{environment}");
  return {
    on,
    toItem: (body, { params }) => ({ ...body, id_environment: Number(params["environment"]) }),
    ...(isPlain && { answer: answerLaunch }),
  };
}

function answerStatus(cluster: JsonObject, envelope: unknown): unknown {
  const running = cluster[OPERATION];
  return isObject(running) ? wrap(envelope, running) : envelope;
}

const cluster: Resource = {
  name: "cluster",
  idAt: ["id"],
  itemAt: DATA,
  newId: countId,
  parent: { resource: "environment", param: "environment" },
  create: LAUNCHES.map(create),
  read: [
    { on: "GET /cluster/{id}", param: "id" },
    { on: "GET /cluster/{cluster}/status", param: "cluster", answer: answerStatus },
  ],
  list: [
    { on: "GET /environment/{environment}/clusters", at: DATA },
    { on: "GET /clusters", at: DATA },
  ],
  update: [
    { on: "POST /cluster/{id}", param: "id" },
    { on: "PUT /cluster/{id}/rescale", param: "id" },
  ],
  remove: [{ on: DELETE_CLUSTER, param: "id" }],
  lifecycle: {
    at: ["status"],
    created: LAUNCHED,
    removed: [{ state: "terminating", forMs: OPERATION_MS, with: operation("Terminating", 50, 0) }],
    actions: ACTIONS,
    assumed: IDLE,
  },
};

/** What was done to a cluster: one entry for each operation that starts work. */
const auditEntry: Resource = {
  name: "auditEntry",
  idAt: ["id"],
  newId: countId,
  parent: { resource: "cluster", param: "id" },
  create: WORK.filter((on) => on !== DELETE_CLUSTER).map((on) => ({
    on,
    toItem: (_, { params: { id } }) => ({
      action: on,
      success: true,
      confirmed: true,
      error: "",
      ...(id !== undefined && { id_cluster: Number(id) }),
    }),
    answer: (_, body) => body,
    ...(LAUNCHES.includes(on) && { parentOf: (_, answered) => String(readAt(answered, [...DATA, "id"])) }),
  })),
  read: [],
  list: [{ on: "GET /cluster/{id}/audit", at: DATA, page: cutPage }],
};

export const clusterResources: readonly Resource[] = [cluster, auditEntry];
