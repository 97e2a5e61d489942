import type { Exchange, MockAnswer } from "../../../behaviour/exchange.ts";
import { jsonAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario, ScenarioContext } from "../../../behaviour/scenario.ts";
import { isObject, toArray, toObject } from "../../../internal/json.ts";
import { CHANGE } from "../datastores.ts";
import { JOBS, JOBS_OF_PAGE, sortJobs } from "../jobs.ts";
import { cutPart } from "../pages.ts";

const TYPES = ["DEPLOY_DATASTORE", "DESTROY_DATASTORE", "MODIFYDBCONFIG", "ADD_NODE", "REMOVE_NODE"];

/** Jobs that ended long ago; every other one of them badly. */
function oldJobs(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    job_id: `old-job-${index + 1}`,
    type: `JOB_TYPE_${TYPES[index % TYPES.length]}`,
    status: index % 2 === 0 ? "JOB_STATUS_FINISHED" : "JOB_STATUS_ERRORED",
  }));
}

/** Shows older jobs before the others, and no more than some on a page. */
function showOldFirst(old: readonly object[], mostOfPage: number): Scenario["start"] {
  return ({ items }) => ({
    after(exchange, answer) {
      if (exchange.name !== JOBS || answer.status !== 200) return answer;
      const storeId = exchange.params["store_uuid"] ?? "";
      const own = sortJobs(items("job", storeId)).map((job) => {
        const { job_id, type, status } = toObject(job);
        return { job_id, type, status };
      });
      const all = [...old, ...own];
      const jobs = cutPart(all, exchange, JOBS_OF_PAGE).slice(0, mostOfPage);
      return { ...answer, body: { jobs, total: all.length } };
    },
  });
}

function showTimes({ items }: ScenarioContext, exchange: Exchange, answer: MockAnswer): MockAnswer {
  if (exchange.name !== JOBS || answer.status !== 200) return answer;
  const own = new Map(
    items("job", exchange.params["store_uuid"] ?? "").map((job) => [job["job_id"], job["created_at"]]),
  );
  const jobs = toArray(toObject(answer.body)["jobs"]).map((job) => {
    const created_at = own.get(toObject(job)["job_id"]);
    return created_at === undefined ? job : { ...toObject(job), created_at };
  });
  return { ...answer, body: { ...toObject(answer.body), jobs } };
}

/** Operations that start a job, and are refused while another one runs. */
function startsJob({ name, request: { body } }: Exchange): boolean {
  if (name === CHANGE) return isObject(body) && (isObject(body["add_nodes"]) || isObject(body["remove_nodes"]));
  return name.includes("/parameter-groups/apply/") || name.endsWith("/restore");
}

function refuseWhileBusy({ items }: ScenarioContext, exchange: Exchange): MockAnswer | undefined {
  if (!startsJob(exchange)) return undefined;
  const jobs = toArray(items("job", exchange.params["store_uuid"] ?? ""));
  const isBusy = jobs.some((job) => toObject(job)["status"] === "JOB_STATUS_RUNNING");
  return isBusy ? jsonAnswer(409, { code: 409, err: "a job is running" }) : undefined;
}

export const jobScenarios: readonly Scenario[] = [
  {
    name: "stale-job",
    summary: "The list of jobs begins with jobs of every type that ended long ago, some of them badly.",
    quirk: "older-job",
    start: showOldFirst(oldJobs(2 * TYPES.length), Number.POSITIVE_INFINITY),
  },
  {
    name: "job-pages",
    summary: "The list of jobs shows ten at a time, whatever it is asked for, and 25 old ones before the new.",
    quirk: "job-pages",
    start: showOldFirst(oldJobs(25), JOBS_OF_PAGE),
  },
  {
    name: "job-times",
    summary: "Jobs that began here show when they were created.",
    start: (context) => ({ after: (exchange, answer) => showTimes(context, exchange, answer) }),
  },
  {
    name: "one-job-at-a-time",
    summary: "A change that starts a job is refused with 409 while another job of the datastore runs.",
    start: (context) => ({ before: (exchange) => refuseWhileBusy(context, exchange) }),
  },
];
