import { type Exchange, jsonAnswer } from "../../behaviour/exchange.ts";
import { merge } from "../../behaviour/members.ts";
import type { Resource, VendorState } from "../../behaviour/resource.ts";
import { type JsonObject, toArray, toObject } from "../../internal/json.ts";

/** One kind of environment: the query for one, that for a list, and how the mutations end. */
interface Kind {
  readonly query: string;
  readonly list: string;
  readonly type: string;
}

export const KINDS: readonly Kind[] = [
  { query: "awsEnv", list: "awsEnvs", type: "AWSEnv" },
  { query: "awsEnvHosted", list: "awsEnvsHosted", type: "AWSEnvHosted" },
  { query: "azureEnv", list: "azureEnvs", type: "AzureEnv" },
  { query: "gcpEnv", list: "gcpEnvs", type: "GCPEnv" },
  { query: "hcloudEnv", list: "hcloudEnvs", type: "HCloudEnv" },
  { query: "k8sEnv", list: "k8sEnvs", type: "K8SEnv" },
];

/** How long a new environment takes until it is connected, and a change until it is applied. */
const CONNECT_MS = 300_000;
const APPLY_MS = 180_000;
/** How long an environment is being deleted. */
export const DELETION_MS = 600_000;

/** What an environment works on; no members of the vendor's own. */
const SINCE = "sinceMs";
const APPLIED = "appliedBefore";

const NOT_CONNECTED = { code: "DISCONNECTED", message: "This environment has never been connected" };
const NO_KUBERNETES = { code: "K8S_DISCONNECTED", message: "The cluster of this environment is not connected yet" };

function create({ name, spec }: JsonObject, { clock }: Exchange): JsonObject {
  return { name, spec: toObject(spec), specRevision: 1, [APPLIED]: 0, [SINCE]: clock.now() };
}

function update({ spec }: JsonObject, exchange: Exchange, environment: JsonObject): JsonObject {
  return {
    spec: toObject(spec),
    specRevision: Number(environment["specRevision"]) + 1,
    [APPLIED]: appliedOf(environment, exchange),
    [SINCE]: exchange.clock.now(),
  };
}

/** The revision that has been reached. */
function appliedOf(environment: JsonObject, { clock }: Exchange): number {
  const { specRevision, [APPLIED]: before = specRevision, [SINCE]: sinceMs = 0 } = environment;
  const isOver = clock.now() - Number(sinceMs) >= (before === 0 ? CONNECT_MS : APPLY_MS);
  return Number(isOver ? specRevision : before);
}

/** The connection comes in two steps before the first revision is applied. */
function listErrors({ [SINCE]: sinceMs = 0 }: JsonObject, applied: number, { clock }: Exchange): readonly JsonObject[] {
  if (applied > 0) return [];
  return [clock.now() - Number(sinceMs) < CONNECT_MS / 2 ? NOT_CONNECTED : NO_KUBERNETES];
}

function show(environment: JsonObject, sample: unknown, exchange: Exchange): unknown {
  const appliedSpecRevision = appliedOf(environment, exchange);
  const errors = listErrors(environment, appliedSpecRevision, exchange);
  const { pendingDelete = false } = toObject(environment["status"]);
  return merge(merge(toObject(sample), environment), { status: { appliedSpecRevision, errors, pendingDelete } });
}

/** What a mutation tells of the environment: what is asked for now. */
function answerChange({ spec, specRevision }: JsonObject, sample: unknown): unknown {
  return { ...toObject(sample), spec, specRevision };
}

function readFilter({ request }: Exchange): readonly unknown[] | undefined {
  const { names } = toObject(toObject(request.body)["filter"]);
  return Array.isArray(names) ? names : undefined;
}

function keep({ query, list, type }: Kind): Resource {
  const param = "name";
  return {
    name: query,
    idAt: ["name"],
    newId: (_, __, { name }) => String(name),
    uniqueBy: ({ name }) => String(name),
    isAdopted: true,
    show,
    create: [{ on: `mutation create${type}`, toItem: create, answer: answerChange }],
    read: [{ on: `query ${query}`, param }],
    list: [
      {
        on: `query ${list}`,
        page(items, exchange) {
          const names = readFilter(exchange);
          return { items: names ? items.filter((one) => names.includes(toObject(one)["name"])) : toArray(items) };
        },
      },
    ],
    update: [{ on: `mutation update${type}`, param, toItem: update, answer: answerChange }],
    remove: [
      { on: `mutation delete${type}`, param, answer: (_, sample) => ({ ...toObject(sample), pendingMFA: false }) },
    ],
    lifecycle: {
      // No field of the schema: what an environment works on shows in its status.
      at: ["state"],
      created: [{ state: "connecting", forMs: CONNECT_MS }, { state: "applied" }],
      removed: [{ state: "pending delete", forMs: DELETION_MS, with: { status: { pendingDelete: true } } }],
      // What was not created here has been there for long.
      assumed: {
        state: "applied",
        with: { specRevision: 1, status: { appliedSpecRevision: 1, errors: [], pendingDelete: false } },
      },
    },
  };
}

/** What the mock of Anywhere remembers: environments, each under its name. */
export const state: VendorState = {
  resources: KINDS.map(keep),
  missing: ({ name }) =>
    name.startsWith("query ") ? jsonAnswer(200, null) : jsonAnswer(404, { code: "NOT_FOUND", message: "not found" }),
  conflict: () => jsonAnswer(409, { code: "CONFLICT", message: "already exists" }),
};
