import type { ItemRule, Resource } from "../../behaviour/resource.ts";
import { isObject, type JsonObject } from "../../internal/json.ts";
import { countId, cutPage, DATA, wrap } from "./envelope.ts";

/** How long a mock takes to make an environment; ACM takes about 24 min, which the scenario `slow-environments` plays. */
export const ENVIRONMENT_MS = 120_000;
/** How long an environment stays as it is after its deletion was asked for, until somebody has followed the link in the mail. */
export const CONFIRMATION_MS = 60_000;
const KEEPER_MS = 45_000;

/** The document has no schema for these answers. */
function answerEnvironment({ id, name, status }: JsonObject, envelope: unknown): unknown {
  return wrap(envelope, { id, name, status });
}

const environment: Resource = {
  name: "environment",
  idAt: ["id"],
  itemAt: DATA,
  newId: countId,
  create: [
    { on: "POST /environments/request", answer: answerEnvironment },
    { on: "POST /environments/connect", answer: answerEnvironment },
  ],
  read: [{ on: "GET /environment/{id}" }],
  list: [{ on: "GET /environments", at: DATA }],
  update: [{ on: "POST /environment/{id}" }],
  remove: [{ on: "DELETE /environment/{id}" }],
  lifecycle: {
    at: ["status"],
    created: [{ state: "pending", forMs: ENVIRONMENT_MS }, { state: "online" }],
    removed: [
      { state: "online", forMs: CONFIRMATION_MS },
      { state: "deleting", forMs: ENVIRONMENT_MS },
    ],
    assumed: { state: "online" },
  },
};

const KEEPER = "/environment/{environment}/keeper/{name}";

function keeperKey(environmentId: string | undefined, name: unknown): string {
  return `${environmentId ?? ""} ${String(name)}`;
}

function keeperRule(on: string): ItemRule {
  return { on, param: "name", keyOf: ({ params }) => keeperKey(params["environment"], params["name"]) };
}

/** What a keeper has of a request; its flag comes as 0 or 1 and is shown as a boolean. */
function toKeeper({ ha, ...body }: JsonObject): JsonObject {
  return ha === undefined ? body : { ...body, ha: Boolean(ha) };
}

/** A keeper has no id but its name, which is its environment's alone. */
const keeper: Resource = {
  name: "keeper",
  idAt: ["name"],
  itemAt: DATA,
  newId: (_count, _seed, item) => String(item["name"]),
  keyOf: (item, environmentId) => keeperKey(environmentId, isObject(item) ? item["name"] : undefined),
  parent: { resource: "environment", param: "environment" },
  create: [
    {
      on: "POST /environment/{environment}/keepers",
      toItem: toKeeper,
      answer: ({ name }, envelope) => wrap(envelope, { name }),
    },
  ],
  read: [
    {
      ...keeperRule(`GET ${KEEPER}/status`),
      answer: ({ name, status }, envelope) => wrap(envelope, { name, status }),
    },
  ],
  list: [{ on: "GET /environment/{environment}/keepers", at: DATA }],
  update: [{ ...keeperRule(`POST ${KEEPER}`), toItem: toKeeper }],
  remove: [keeperRule(`DELETE ${KEEPER}`)],
  lifecycle: {
    at: ["status"],
    created: [{ state: "pending", forMs: KEEPER_MS }, { state: "ready" }],
    assumed: { state: "ready" },
  },
};

const nodeType: Resource = {
  name: "nodeType",
  idAt: ["id"],
  itemAt: DATA,
  newId: countId,
  parent: { resource: "environment", param: "environment" },
  create: [{ on: "POST /environment/{environment}/nodetypes", toItem: (body) => body }],
  read: [],
  list: [{ on: "GET /environment/{environment}/nodetypes", at: DATA }],
  update: [{ on: "POST /nodetype/{id}", toItem: (body) => body }],
  remove: [{ on: "DELETE /nodetype/{id}" }],
};

const logEntry: Resource = {
  name: "environmentLogEntry",
  idAt: ["id"],
  parent: { resource: "environment", param: "id" },
  read: [],
  list: [{ on: "GET /environment/{id}/log", at: DATA, page: cutPage }],
};

export const environmentResources: readonly Resource[] = [environment, keeper, nodeType, logEntry];
