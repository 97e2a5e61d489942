import type { Exchange } from "../../behaviour/exchange.ts";
import { overlay } from "../../behaviour/members.ts";
import type { Phase, Resource } from "../../behaviour/resource.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../internal/json.ts";
import { OPERATION_MS, partOf, passStates } from "./clusters.ts";

export const CLUSTER_V1 = "GET /provisioning/v1/{clusterId}";
const RULES_V1 = "/provisioning/v1/{clusterId}/firewallRules";
const USERS_V1 = "/provisioning/v1/{clusterId}/{bundle}/users";

/** How many nodes a cluster has; no member of the vendor's own, it shows in counts and lists. */
const NODES = "nodes";
const MOST_NODES = 100;

const RUNNING: Phase = { state: "RUNNING" };

function bodyOf({ request }: Exchange): JsonObject {
  return toObject(request.body);
}

function countNodes({ rackAllocation }: JsonObject): number {
  const { numberOfRacks = 1, nodesPerRack = 1 } = toObject(rackAllocation);
  return Math.min(Number(numberOfRacks) * Number(nodesPerRack) || 1, MOST_NODES);
}

/** A cluster, its one data centre and its nodes are in one state. */
function showCluster(cluster: JsonObject, sample: unknown): unknown {
  const { id, clusterStatus } = cluster;
  const [like] = toArray(cluster["dataCentres"]);
  const [node] = toArray(toObject(like)["nodes"]);
  const count = Number(cluster[NODES] ?? 1);
  const nodes = Array.from({ length: count }, (_, index) => ({
    ...toObject(node),
    id: partOf(id, 256 + index),
    nodeStatus: clusterStatus,
  }));
  const centre = { ...toObject(like), id: partOf(id, 0), cdcStatus: clusterStatus, nodeCount: count, nodes };
  return overlay(sample, { ...cluster, dataCentres: [centre] });
}

function showRow(row: JsonObject): JsonObject {
  const { clusterName, clusterStatus, [NODES]: nodeCount = 1, ...rest } = row;
  return {
    id: rest["id"],
    name: clusterName,
    nodeCount,
    runningNodeCount: clusterStatus === "RUNNING" ? nodeCount : 0,
    derivedStatus: clusterStatus,
    slaTier: rest["slaTier"],
  };
}

/** Rows of clusters that were not created here have their state where a cluster has it. */
function moveState(row: unknown): unknown {
  const { clusterStatus, ...rest } = toObject(row);
  return clusterStatus === undefined ? row : { ...rest, derivedStatus: clusterStatus };
}

const cluster: Resource = {
  name: "clusterV1",
  idAt: ["id"],
  stamps: { created: (exchange) => ({ [NODES]: countNodes(bodyOf(exchange)) }) },
  show: showCluster,
  create: ["POST /provisioning/v1/extended/", "POST /provisioning/v1/"].map((on) => ({
    on,
    answer: ({ id }) => ({ id }),
  })),
  read: [{ on: CLUSTER_V1 }],
  list: [{ on: "GET /provisioning/v1/", show: showRow, answer: (body) => toArray(body).map(moveState) }],
  remove: [{ on: "DELETE /provisioning/v1/{clusterId}" }],
  lifecycle: {
    at: ["clusterStatus"],
    created: passStates(RUNNING),
    removed: [{ state: "DELETING", forMs: OPERATION_MS }],
    assumed: RUNNING,
  },
};

function showRule(rule: unknown): unknown {
  const rules = toArray(toObject(rule)["rules"]).filter(isObject);
  return { ...toObject(rule), rules: rules.map((one) => ({ ...one, status: "RUNNING", deferredReason: "" })) };
}

function keyOf({ params }: Exchange, id: unknown): string {
  return [params["clusterId"], params["bundle"], id].filter((part) => part !== undefined).join(" ");
}

const CLUSTER = { resource: "clusterV1", param: "clusterId" };

/** The network tells one rule of a cluster from the others, and a deletion is told it in its body. */
const firewallRule: Resource = {
  name: "firewallRuleV1",
  idAt: ["network"],
  newId: (_, __, { network }) => String(network),
  keyOf: (item, parentId) => `${parentId} ${toObject(item)["network"]}`,
  parent: CLUSTER,
  create: [
    {
      on: `POST ${RULES_V1}`,
      toItem: ({ network, securityGroupId = "", rules }) => ({ network, securityGroupId, rules }),
      answer: (_, body) => body,
    },
  ],
  read: [],
  list: [
    { on: `GET ${RULES_V1}`, show: (rule, like) => overlay(like, rule), answer: (body) => toArray(body).map(showRule) },
  ],
  remove: [{ on: `DELETE ${RULES_V1}`, keyOf: (exchange) => keyOf(exchange, bodyOf(exchange)["network"]) }],
};

/** The body of a deletion says which user goes. */
const user: Resource = {
  name: "userV1",
  idAt: ["username"],
  newId: (_, __, { username }) => String(username),
  keyOf: (item, parentId) => `${parentId} ${toObject(item)["bundle"]} ${toObject(item)["username"]}`,
  parent: CLUSTER,
  create: [
    {
      on: `POST ${USERS_V1}`,
      toItem: ({ username }, { params }) => ({ username, bundle: params["bundle"] }),
      answer: (_, body) => body,
    },
  ],
  read: [],
  remove: [{ on: `DELETE ${USERS_V1}`, keyOf: (exchange) => keyOf(exchange, bodyOf(exchange)["username"]) }],
};

/** What the Provisioning API v1 keeps; its clusters are others than those of v2. */
export const provisioningResources: readonly Resource[] = [cluster, firewallRule, user];
