import type { Exchange } from "../../behaviour/exchange.ts";
import { overlay } from "../../behaviour/members.ts";
import type { ItemRule, Lifecycle, Phase, Resource } from "../../behaviour/resource.ts";
import { type JsonObject, toArray, toObject } from "../../internal/json.ts";

const RESOURCES = "/cluster-management/v2/resources";
export const CLUSTERS = "GET /cluster-management/v2/data-sources/clusters/v2";
export const SETTINGS = "PUT /cluster-management/v2/operations/clusters/v2/{clusterId}/change-settings/v2";

/** How long a new cluster takes until it runs. */
const START_MS = { genesis: 60_000, provisioning: 120_000, provisioned: 60_000, joining: 120_000 };
/** How long a change of a cluster takes, and its deletion. */
export const OPERATION_MS = 300_000;

/** Applications by the word in their paths: their name in the list of all, how their collection ends, and how one of it ends. */
const APPLICATIONS: Readonly<Record<string, readonly [type: string, collectionEnd: string, itemEnd: string]>> = {
  cadence: ["CADENCE", "/", ""],
  cassandra: ["APACHE_CASSANDRA", "", ""],
  kafka: ["KAFKA", "", ""],
  "kafka-connect": ["KAFKA_CONNECT", "/", ""],
  opensearch: ["OPENSEARCH", "/", ""],
  postgresql: ["POSTGRESQL", "/", "/"],
  redis: ["REDIS", "", ""],
  zookeeper: ["APACHE_ZOOKEEPER", "", ""],
};

const TYPES = Object.values(APPLICATIONS).map(([type]) => type);

function pathOf(application: string): string {
  return `${RESOURCES}/applications/${application}/clusters/v2`;
}

/** Templates of an operation about one cluster, of every application. */
function about(method: string): string[] {
  return Object.entries(APPLICATIONS).map(([name, [, , end]]) => `${method} ${pathOf(name)}/{clusterId}${end}`);
}

/** What reads one cluster. */
export const READS: readonly string[] = about("GET");
/** What changes one cluster; the vendor has none for ZooKeeper. */
export const CHANGES: readonly string[] = about("PUT").filter((on) => !on.includes("/zookeeper/"));
export const REMOVALS: readonly string[] = about("DELETE");

/** The application that a request is about; `undefined` when it is about all of them. */
function typeOf({ name }: Exchange): string | undefined {
  return APPLICATIONS[/\/resources\/applications\/([\w-]+)\/clusters\/v2/.exec(name)?.[1] ?? ""]?.[0];
}

/** The states that a new cluster passes through, of either generation of the API. */
export function passStates(running: Phase): readonly Phase[] {
  return [
    { state: "GENESIS", forMs: START_MS.genesis },
    { state: "PROVISIONING", forMs: START_MS.provisioning },
    { state: "PROVISIONED", forMs: START_MS.provisioned },
    { state: "JOINING", forMs: START_MS.joining },
    running,
  ];
}

function run(currentClusterOperationStatus: string, more: Partial<Phase> = {}): Phase {
  return { state: "RUNNING", with: { currentClusterOperationStatus }, ...more };
}

const IDLE = run("NO_OPERATION");

const lifecycle: Lifecycle = {
  at: ["status"],
  created: passStates(IDLE),
  removed: [{ state: "DELETING", forMs: OPERATION_MS }],
  actions: Object.fromEntries(CHANGES.map((on) => [on, [run("OPERATION_IN_PROGRESS", { forMs: OPERATION_MS }), IDLE]])),
  // Nobody has to confirm the deletion of what was not created here.
  assumed: { ...IDLE, with: { ...IDLE.with, twoFactorDelete: [] } },
};

/** An id that is a part of another one: the same length, another end. */
export function partOf(id: unknown, place: number): string {
  return String(id).slice(0, -4) + place.toString(16).padStart(4, "0");
}

const MOST_NODES = 100;

/** A data centre and its nodes are in the state of their cluster; how many nodes it has is what was asked for. */
function showCentre(centre: JsonObject, { id, status }: JsonObject, place: number): JsonObject {
  const [like] = toArray(centre["nodes"]);
  const count = Math.min(Number(centre["numberOfNodes"] ?? 1), MOST_NODES);
  const nodes = Array.from({ length: count }, (_, index) => ({
    ...toObject(like),
    id: partOf(id, (place + 1) * 256 + index),
    rack: `rack-${index + 1}`,
    privateAddress: `10.0.${place}.${index + 1}`,
    status,
  }));
  return { ...centre, id: partOf(id, place), status, nodes, deletedNodes: [] };
}

function show(cluster: JsonObject, sample: unknown): unknown {
  const centres = toArray(cluster["dataCentres"]).map((centre, place) => showCentre(toObject(centre), cluster, place));
  return overlay(sample, { ...cluster, dataCentres: centres });
}

function bodyOf({ request }: Exchange): JsonObject {
  return toObject(request.body);
}

/** Settings come as one object, and stand in a list of the cluster. */
const changeSettings: ItemRule = {
  on: SETTINGS,
  toItem: ({ description, twoFactorDelete }) => ({
    ...(description !== undefined && { description }),
    ...(twoFactorDelete !== undefined && { twoFactorDelete: twoFactorDelete === null ? [] : [twoFactorDelete] }),
  }),
};

/** A cluster of the Cluster Management API v2, of whatever application; one of another application is not found. */
export const cluster: Resource = {
  name: "cluster",
  idAt: ["id"],
  scopesOf(exchange) {
    const type = typeOf(exchange);
    return type === undefined ? TYPES : [type];
  },
  stamps: {
    created: (exchange) => ({
      application: typeOf(exchange),
      twoFactorDelete: toArray(bodyOf(exchange)["twoFactorDelete"]),
    }),
  },
  show,
  isAdopted: true,
  create: Object.entries(APPLICATIONS).map(([name, [, collectionEnd, itemEnd]]) => ({
    on: `POST ${pathOf(name)}${collectionEnd}`,
    like: `GET ${pathOf(name)}/{clusterId}${itemEnd}`,
  })),
  read: READS.map((on) => ({ on })),
  list: [
    {
      on: CLUSTERS,
      at: ["0", "clusters"],
      show: ({ id, application }) => ({ id, application }),
      answer: (body) => toArray(body).slice(0, 1).map(showAccount),
    },
  ],
  update: [...CHANGES.map((on) => ({ on, answer: show })), changeSettings],
  remove: REMOVALS.map((on) => ({ on })),
  lifecycle,
};

/** The list tells of each cluster its id and application. */
function showAccount(account: unknown): JsonObject {
  const { clusters, ...rest } = toObject(account);
  return {
    ...rest,
    clusters: toArray(clusters)
      .map(toObject)
      .map(({ id, application }) => ({ id, application })),
  };
}
