import { type Exchange, jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import { readAt, withAt } from "../../../behaviour/members.ts";
import type { Scenario, ScenarioContext } from "../../../behaviour/scenario.ts";
import type { JsonObject } from "../../../internal/json.ts";
import { CREATE, DELETE, failure, isDryRun, LIST, OVERWRITE, PATCH, READ, WORK_MS } from "../state.ts";

const VERSION = ["status", "resourceVersion"];
const CHANGES = [OVERWRITE, PATCH];

/** @see https://docs.imply.io/api/manager/manager-api-overview */
const putWithoutPivot: Scenario["start"] = () => ({
  before({ name, request }) {
    if (name !== OVERWRITE || readAt(request.body, ["spec", "pivot", "accessMode"]) !== undefined) return undefined;
    return failure(500, "InternalServerError", "The overwrite has no access mode");
  },
});

function refuseChange(): MockAnswer {
  return failure(409, "Conflict", "The cluster was changed meanwhile");
}

/** Somebody else's change shows in the version alone. */
const changedMeanwhile: Scenario["start"] = () => {
  const touched = new Set<string | undefined>();
  return {
    before(exchange) {
      const { name, params } = exchange;
      if (!CHANGES.includes(name) || isDryRun(exchange) || touched.has(params["clusterId"])) return undefined;
      touched.add(params["clusterId"]);
      return refuseChange();
    },
    after({ name, params }, answer) {
      const isShown = [READ, ...CHANGES].includes(name) && touched.has(params["clusterId"]) && answer.status < 300;
      if (!isShown) return answer;
      return { ...answer, body: withAt(answer.body, VERSION, Number(readAt(answer.body, VERSION)) + 1) };
    },
  };
};

const S3_PATH = /^s3:\/\/[^/]+\/./;

function findFaults({ name, request }: Exchange): readonly JsonObject[] {
  if (![CREATE, ...CHANGES].includes(name)) return [];
  const cluster = readAt(request.body, ["metadata", "name"]);
  const path = readAt(request.body, ["spec", "deepStorage", "path"]);
  const isNull = cluster === null || (cluster === undefined && name === CREATE);
  return [
    ...(isNull ? [{ code: "NullValue", target: "metadata.name", message: "must not be null" }] : []),
    ...(typeof path === "string" && !S3_PATH.test(path)
      ? [{ code: "MalformedValue", target: "spec.deepStorage.path", message: "must be an S3 path" }]
      : []),
  ];
}

const checkedValues: Scenario["start"] = () => ({
  before(exchange) {
    const details = findFaults(exchange);
    return details.length === 0 ? undefined : failure(400, "BadArgument", "The cluster cannot be used", details);
  },
});

function isStopped({ items }: ScenarioContext, { params, clock }: Exchange): boolean {
  const own = items("cluster").find((one) => readAt(one, ["metadata", "uid"]) === params["clusterId"]);
  const versions = readAt(own, ["versions"]);
  const last = Array.isArray(versions) ? versions.at(-1) : undefined;
  const isOver = clock.now() - Number(readAt(own, ["sinceMs"])) >= WORK_MS;
  return readAt(last, ["spec", "desiredState"]) === "STOPPED" && isOver;
}

const stopBeforeDelete: Scenario["start"] = (context) => ({
  before(exchange) {
    if (exchange.name !== DELETE || isStopped(context, exchange)) return undefined;
    return failure(409, "Conflict", "The cluster is not stopped");
  },
});

const accepted: Scenario["start"] = () => ({
  after(exchange, answer) {
    const isChange = [CREATE, ...CHANGES].includes(exchange.name) && !isDryRun(exchange);
    return isChange && answer.status === 200 ? { ...answer, status: 202 } : answer;
  },
});

export const clusterScenarios: readonly Scenario[] = [
  {
    name: "put-without-pivot-500",
    summary: "An overwrite without spec.pivot.accessMode is answered with 500.",
    quirk: "put-without-pivot",
    start: putWithoutPivot,
  },
  {
    name: "changed-meanwhile",
    summary:
      "The first change of a cluster is refused with 409, because somebody else has changed it; its version has risen by one.",
    quirk: "conflict",
    start: changedMeanwhile,
  },
  {
    name: "change-refused",
    summary: "Every change of a cluster is refused with 409, though nobody has changed it.",
    quirk: "conflict",
    start: () => ({
      before: (exchange) => (CHANGES.includes(exchange.name) && !isDryRun(exchange) ? refuseChange() : undefined),
    }),
  },
  {
    name: "stop-before-delete",
    summary: "A cluster that is not stopped refuses its deletion with 409.",
    quirk: "stop-before-delete",
    start: stopBeforeDelete,
  },
  {
    name: "checked-values",
    summary:
      "A cluster without a name, or whose deep storage is no S3 path, is refused with 400 and the place of each fault.",
    quirk: "nested-errors",
    start: checkedValues,
  },
  {
    name: "accepted",
    summary: "Creations and changes that are no dry runs are answered with 202 instead of 200.",
    start: accepted,
  },
  {
    name: "list-in-values",
    summary: "The list of clusters comes in `values` instead of bare.",
    quirk: "list-forms",
    start: () => ({
      after: ({ name }, answer) =>
        name === LIST && Array.isArray(answer.body) ? { ...answer, body: { values: answer.body } } : answer,
    }),
  },
  {
    name: "no-body",
    summary: "Failures come without a body.",
    quirk: "failures-without-body",
    start: () => ({
      after: (_, answer) => (answer.status < 400 ? answer : { status: answer.status, headers: {}, body: undefined }),
    }),
  },
  {
    name: "gateway-errors",
    summary: "Failures come from a gateway, with nothing but a message.",
    quirk: "nested-errors",
    start: () => ({
      after: (_, answer) => (answer.status < 400 ? answer : jsonAnswer(answer.status, { message: "Said the gateway" })),
    }),
  },
];
