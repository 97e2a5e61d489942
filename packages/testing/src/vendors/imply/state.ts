import { type Exchange, jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import { merge, overlay } from "../../behaviour/members.ts";
import type { Resource, VendorState } from "../../behaviour/resource.ts";
import { isObject, type JsonObject, toArray, toObject } from "../../internal/json.ts";

export const LIST = "GET /clusters";
export const CREATE = "POST /clusters";
export const READ = "GET /clusters/{clusterId}";
export const OVERWRITE = "PUT /clusters/{clusterId}";
export const PATCH = "PATCH /clusters/{clusterId}";
export const DELETE = "DELETE /clusters/{clusterId}";
const HISTORY = "GET /clusters/{clusterId}/history/{resourceVersion}";

/** How long a cluster takes to do what it is asked for. */
export const WORK_MS = 300_000;
const DELETION_MS = 60_000;
/** How many configurations of a cluster stay readable. */
const MOST_VERSIONS = 100;

/** Configurations of a cluster, the first one first; no member of the vendor's own. */
const VERSIONS = "versions";
/** Where it stands in its life, but for what it is asked to be. */
const PHASE = "phase";
const DELETING = "DELETING";
/** Since when a cluster works towards its last configuration. */
const SINCE = "sinceMs";

/** The vendor publishes no names of states: those of a cluster at rest are the ones that can be asked for, the others this mock's own. */
const ON_THE_WAY: Readonly<Record<string, string>> = { STARTED: "STARTING", STOPPED: "STOPPING" };

/** A failure in the vendor's form. */
export function failure(status: number, code: string, message: string, details?: readonly JsonObject[]): MockAnswer {
  return jsonAnswer(status, { error: { code, message, ...(details && { details }) } });
}

/** What a cluster has with a new configuration beside those before it. */
function add(versions: readonly unknown[], version: JsonObject, last: number, { clock }: Exchange): JsonObject {
  return {
    [VERSIONS]: [...versions, version].slice(-MOST_VERSIONS),
    [SINCE]: clock.now(),
    status: { resourceVersion: last + 1 },
  };
}

function numberOf({ status }: JsonObject): number {
  return Number(toObject(status)["resourceVersion"]);
}

/** What a cluster is asked to be when nobody says so. */
function fill(spec: unknown): JsonObject {
  const given = toObject(spec);
  const pivot = toObject(given["pivot"]);
  return { desiredState: "STARTED", ...given, pivot: { accessMode: "PROXIED", ...pivot } };
}

function nameOf(metadata: unknown): JsonObject {
  return { name: toObject(metadata)["name"] };
}

/** @see https://www.rfc-editor.org/rfc/rfc7396 */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const copy: JsonObject = { ...toObject(target) };
  for (const [key, value] of Object.entries(patch)) {
    if (key === "__proto__") continue;
    if (value === null) delete copy[key];
    else copy[key] = mergePatch(Object.hasOwn(copy, key) ? copy[key] : undefined, value);
  }
  return copy;
}

export function isDryRun({ request }: Exchange): boolean {
  return request.query["dryRun"] === "true";
}

/** The configurations of a cluster; what was not created here has the one that it shows. */
function versionsOf(cluster: JsonObject): readonly unknown[] {
  const { [VERSIONS]: versions, metadata, spec } = cluster;
  return Array.isArray(versions) ? versions : [{ metadata: nameOf(metadata), spec }];
}

function overwrite(body: JsonObject, exchange: Exchange, cluster: JsonObject): JsonObject {
  if (isDryRun(exchange)) return {};
  const version = { metadata: nameOf(body["metadata"]), spec: fill(body["spec"]) };
  return add(versionsOf(cluster), version, numberOf(cluster), exchange);
}

function patch(body: JsonObject, exchange: Exchange, cluster: JsonObject): JsonObject {
  if (isDryRun(exchange)) return {};
  const versions = versionsOf(cluster);
  return add(versions, toObject(mergePatch(versions.at(-1), body)), numberOf(cluster), exchange);
}

function stateOf(cluster: JsonObject, { clock }: Exchange): string {
  const { desiredState } = toObject(toObject(versionsOf(cluster).at(-1))["spec"]);
  const wanted = String(desiredState);
  const isWorking = clock.now() - Number(cluster[SINCE] ?? Number.NEGATIVE_INFINITY) < WORK_MS;
  return isWorking ? (ON_THE_WAY[wanted] ?? "UPDATING") : wanted;
}

function show(cluster: JsonObject, sample: unknown, exchange: Exchange): unknown {
  const { [VERSIONS]: versions, [PHASE]: phase, metadata, status } = cluster;
  const last = toArray(versions).at(-1);
  const state = phase === DELETING ? DELETING : stateOf(cluster, exchange);
  if (!isObject(last)) return merge(toObject(overlay(sample, cluster)), { status: { state } });
  const { uid } = toObject(metadata);
  return { ...last, metadata: { ...toObject(last["metadata"]), uid }, status: { ...toObject(status), state } };
}

/** A row of a cluster that was not created here has its state where a cluster has it. */
function showRow(row: unknown): unknown {
  const { [PHASE]: state, ...rest } = toObject(row);
  return state === undefined ? row : merge(rest, { status: { state } });
}

/** A configuration that the cluster had, under its number; a cluster that was not created here had one under any number. */
function showVersion(cluster: JsonObject, sample: unknown, { params }: Exchange): unknown {
  const versions = versionsOf(cluster);
  const resourceVersion = Number(params["resourceVersion"]);
  const isOwn = Array.isArray(cluster[VERSIONS]);
  const version = isOwn ? versions[versions.length - 1 - (numberOf(cluster) - resourceVersion)] : versions[0];
  if (!isObject(version)) return undefined;
  const { uid } = toObject(cluster["metadata"]);
  const shown = { ...version, metadata: { ...toObject(version["metadata"]), uid }, status: { resourceVersion } };
  return isOwn ? shown : overlay(sample, shown);
}

const cluster: Resource = {
  name: "cluster",
  idAt: ["metadata", "uid"],
  isAdopted: true,
  show,
  create: [
    {
      on: CREATE,
      when: (exchange) => !isDryRun(exchange),
      toItem: ({ metadata, spec }, exchange) => add([], { metadata: nameOf(metadata), spec: fill(spec) }, 0, exchange),
    },
  ],
  read: [{ on: READ }, { on: HISTORY, param: "clusterId", answer: showVersion }],
  list: [{ on: LIST, answer: (body) => toArray(body).map(showRow) }],
  update: [
    { on: OVERWRITE, toItem: overwrite, answer: show },
    { on: PATCH, toItem: patch, answer: show },
  ],
  remove: [{ on: DELETE }],
  lifecycle: {
    at: [PHASE],
    created: [{ state: "STARTING", forMs: WORK_MS }, { state: "STARTED" }],
    removed: [{ state: DELETING, forMs: DELETION_MS }],
    assumed: { state: "STARTED" },
  },
};

/** What the mock of Imply's Manager remembers. */
export const state: VendorState = {
  resources: [cluster],
  missing: ({ params }) => failure(404, "NotFound", `There is no [${Object.values(params).join("] [")}]`),
};
