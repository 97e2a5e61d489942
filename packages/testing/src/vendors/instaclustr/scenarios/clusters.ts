import type { Exchange, MockAnswer } from "../../../behaviour/exchange.ts";
import { readAt } from "../../../behaviour/members.ts";
import type { Scenario, ScenarioContext } from "../../../behaviour/scenario.ts";
import { type JsonObject, toArray, toObject } from "../../../internal/json.ts";
import { CHANGES, OPERATION_MS, READS, REMOVALS } from "../clusters.ts";
import { CLUSTER_V1 } from "../provisioning.ts";
import { failure } from "../state.ts";

/** How long somebody takes to confirm a deletion. */
const CONFIRMATION_MS = 180_000;
const OPERATION = "currentClusterOperationStatus";

/** The cluster of a request as the mock keeps it; `undefined` when it was not created here. */
function findOwn({ items }: ScenarioContext, { params }: Exchange): JsonObject | undefined {
  const id = params["clusterId"];
  return [...items("cluster"), ...items("clusterV1")].find((one) => one["id"] === id);
}

/** Changes what a successful look at one cluster shows. */
function afterLook(
  change: (body: JsonObject, exchange: Exchange, context: ScenarioContext) => unknown,
): Scenario["start"] {
  return (context) => ({
    after(exchange, answer) {
      const isLook = READS.includes(exchange.name) || exchange.name === CLUSTER_V1;
      if (!isLook || answer.status >= 300) return answer;
      return { ...answer, body: change(toObject(answer.body), exchange, context) };
    },
  });
}

const LATE = ["JOINING", "RUNNING"];

function stateOf({ status, clusterStatus }: JsonObject): string {
  return String(status ?? clusterStatus);
}

function withState(body: JsonObject, state: string): JsonObject {
  return { ...body, [body["clusterStatus"] === undefined ? "status" : "clusterStatus"]: state };
}

/** The first node of the first data centre, in another state. */
function withNodeState(body: JsonObject, state: string): JsonObject {
  const [first, ...centres] = toArray(body["dataCentres"]).map(toObject);
  const [node, ...nodes] = toArray(first?.["nodes"]).map(toObject);
  const member = readAt(node, ["nodeStatus"]) === undefined ? "status" : "nodeStatus";
  return { ...body, dataCentres: [{ ...first, nodes: [{ ...node, [member]: state }, ...nodes] }, ...centres] };
}

const deferred = afterLook((body, exchange, context) =>
  LATE.includes(stateOf(body)) && findOwn(context, exchange)
    ? withNodeState(withState(body, "DEFERRED"), "DEFERRED")
    : body,
);

const deferredNode = afterLook((body, exchange, context) =>
  LATE.includes(stateOf(body)) && findOwn(context, exchange)
    ? withNodeState(withState(body, "JOINING"), "DEFERRED")
    : body,
);

function isBusy({ status, [OPERATION]: operation }: JsonObject): boolean {
  return status !== "RUNNING" || operation !== "NO_OPERATION";
}

const busyCluster: Scenario["start"] = (context) => ({
  before(exchange) {
    const own = CHANGES.includes(exchange.name) ? findOwn(context, exchange) : undefined;
    return own && isBusy(own) ? failure(exchange, 409, "Conflict", "The cluster is not ready for this") : undefined;
  },
});

const operationFails: Scenario["start"] = () => {
  const changed = new Set<string | undefined>();
  return {
    after({ name, params }, answer) {
      if (answer.status >= 300) return answer;
      if (CHANGES.includes(name)) changed.add(params["clusterId"]);
      const isOver = READS.includes(name) && readAt(answer.body, [OPERATION]) === "NO_OPERATION";
      if (!isOver || !changed.has(params["clusterId"])) return answer;
      return { ...answer, body: { ...toObject(answer.body), [OPERATION]: "OPERATION_FAILED" } };
    },
  };
};

const CONFIRMATION = [{ confirmationEmail: "owner@cluster.example", confirmationPhoneNumber: "" }];

/** The deletion is remembered at once, and shows when somebody has confirmed it. */
const confirmedDeletion: Scenario["start"] = ({ clock }) => {
  const asked = new Map<string | undefined, number>();
  const show = (body: JsonObject, isConfirmed: boolean): JsonObject => ({
    ...(isConfirmed ? body : withNodeState(withState(body, "RUNNING"), "RUNNING")),
    twoFactorDelete: CONFIRMATION,
  });
  return {
    after({ name, params }, answer): MockAnswer {
      if (answer.status >= 300) return answer;
      const id = params["clusterId"];
      if (REMOVALS.includes(name)) {
        asked.set(id, asked.get(id) ?? clock.now());
        return { ...answer, status: 202 };
      }
      const askedMs = READS.includes(name) ? asked.get(id) : undefined;
      if (askedMs === undefined) return answer;
      return { ...answer, body: show(toObject(answer.body), clock.now() - askedMs >= CONFIRMATION_MS) };
    },
  };
};

export const clusterScenarios: readonly Scenario[] = [
  {
    name: "accepted-read",
    summary: "A look at a cluster of the Provisioning API is answered with 202 instead of 200.",
    quirk: "success-codes",
    start: () => ({
      after: ({ name }, answer) => (name === CLUSTER_V1 && answer.status === 200 ? { ...answer, status: 202 } : answer),
    }),
  },
  {
    name: "deferred",
    summary: "A new cluster ends in DEFERRED where it would run; only the vendor's support can help it.",
    quirk: "states",
    start: deferred,
  },
  {
    name: "deferred-node",
    summary: "A new cluster stays in JOINING because one of its nodes is in DEFERRED.",
    quirk: "states",
    start: deferredNode,
  },
  {
    name: "busy-cluster",
    summary: "A cluster that does not run yet, or that is being changed, refuses another change with 409.",
    quirk: "conflict-on-resize",
    start: busyCluster,
  },
  {
    name: "operation-fails",
    summary: `A change of a cluster ends in OPERATION_FAILED after ${OPERATION_MS / 60_000} minutes, while the cluster runs on.`,
    quirk: "conflict-on-resize",
    start: operationFails,
  },
  {
    name: "confirmed-deletion",
    summary: `A deletion is answered with 202, and the cluster runs on for ${CONFIRMATION_MS / 60_000} minutes until somebody confirms it.`,
    quirk: "confirmed-deletion",
    start: confirmedDeletion,
  },
];
