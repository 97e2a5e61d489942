import { jsonAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario, ScenarioContext } from "../../../behaviour/scenario.ts";
import { type JsonObject, toArray, toObject } from "../../../internal/json.ts";
import { NODES, STORE, STORES } from "../datastores.ts";
import { JOBS } from "../jobs.ts";

const RULES = "GET /api/firewall/api/v1/firewalls/{store_uuid}";

function findStore({ items }: ScenarioContext, storeId: string | undefined): JsonObject | undefined {
  return items("datastore").find(({ uuid }) => uuid === storeId);
}

/** A datastore that would be up. */
function fail(store: unknown): unknown {
  const { cluster_status, ...rest } = toObject(store);
  if (cluster_status !== "STARTED") return store;
  return { ...rest, cluster_status: "DEPLOY_FAILED", is_deploying: false, operable: false };
}

function failJob(job: unknown): unknown {
  const { type, status } = toObject(job);
  const isEnded = type === "JOB_TYPE_DEPLOY_DATASTORE" && status === "JOB_STATUS_FINISHED";
  return isEnded ? { ...toObject(job), status: "JOB_STATUS_FAILED" } : job;
}

const deployFails: Scenario = {
  name: "deploy-fails",
  summary: "Every deployment fails: the datastore stays, as DEPLOY_FAILED, and so does its failed job.",
  quirk: "final-states",
  start: (context) => ({
    after({ name, params }, answer) {
      if (answer.status !== 200) return answer;
      const body = toObject(answer.body);
      const isOwn = (store: unknown) => findStore(context, String(toObject(store)["uuid"])) !== undefined;
      if (name === STORE && isOwn(body)) return { ...answer, body: fail(body) };
      if (name === JOBS && findStore(context, params["store_uuid"]))
        return { ...answer, body: { ...body, jobs: toArray(body["jobs"]).map(failJob) } };
      if (name !== STORES) return answer;
      const key = Object.hasOwn(body, "datastores") ? "datastores" : "data_stores";
      const stores = toArray(body[key]).map((store) => (isOwn(store) ? fail(store) : store));
      return { ...answer, body: { ...body, [key]: stores } };
    },
  }),
};

const notFoundWhileDeploying: Scenario = {
  name: "not-found-while-deploying",
  summary: "Nodes and firewall rules are answered with 404 while their datastore, which is there, is being deployed.",
  quirk: "not-found-while-deploying",
  start: (context) => ({
    before({ name, params }) {
      if (name !== NODES && name !== RULES) return undefined;
      const isDeploying = findStore(context, params["store_uuid"])?.["is_deploying"] === true;
      return isDeploying ? jsonAnswer(404, { code: 404, err: "not found" }) : undefined;
    },
  }),
};

const adminMissing: Scenario = {
  name: "admin-missing-500",
  summary: "The admin API answers 500 with the text of a gRPC error for a datastore that was deleted there.",
  start() {
    const deleted = new Set<string | undefined>();
    return {
      before({ name, params }) {
        if (!name.includes(" /api/admin/datastores/{id}") || !deleted.has(params["id"])) return undefined;
        return jsonAnswer(500, { err: "rpc error: code = NotFound desc = no such datastore" });
      },
      after({ name, params }, answer) {
        if (name === "DELETE /api/admin/datastores/{id}" && answer.status < 300) deleted.add(params["id"]);
        return answer;
      },
    };
  },
};

export const storeScenarios: readonly Scenario[] = [deployFails, notFoundWhileDeploying, adminMissing];
