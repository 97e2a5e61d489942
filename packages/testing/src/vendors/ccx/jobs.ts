import type { Exchange } from "../../behaviour/exchange.ts";
import { readAt } from "../../behaviour/members.ts";
import type { CreateRule, Resource } from "../../behaviour/resource.ts";
import { isObject } from "../../internal/json.ts";
import { CHANGE, CREATE, DELETE, JOB_MS } from "./datastores.ts";
import { cutPart } from "./pages.ts";

export const JOBS = "GET /api/deployment/v2/data-stores/{store_uuid}/jobs";
/** How many jobs a list holds that was not asked for a number. */
export const JOBS_OF_PAGE = 10;

const GROUPS = "/api/db-configuration/v1/parameter-groups";

function job(on: string, type: string, more: Partial<CreateRule> = {}): CreateRule {
  // The time is no member that the document knows, so it shows only in the scenario `job-times`.
  const toItem: CreateRule["toItem"] = (_, { clock }) => ({ type, created_at: new Date(clock.now()).toISOString() });
  return { on, toItem, answer: (_, body) => body, ...more };
}

function asks(member: string): (exchange: Exchange) => boolean {
  return ({ request: { body } }) => isObject(body) && isObject(body[member]);
}

/** Newest first; what was not created here is older. */
export function sortJobs(jobs: readonly unknown[]): readonly unknown[] {
  const numberOf = (one: unknown) => Number(/^job-\d+-(\d+)$/.exec(String(readAt(one, ["job_id"])))?.[1] ?? 0);
  return jobs.toSorted((a, b) => numberOf(b) - numberOf(a));
}

/** Every change that takes time starts a job, and does not say which. */
export const jobResource: Resource = {
  name: "job",
  idAt: ["job_id"],
  newId: (count, seed) => `job-${seed}-${count}`,
  parent: { resource: "datastore", param: "store_uuid" },
  create: [
    job(CREATE, "JOB_TYPE_DEPLOY_DATASTORE", { parentOf: (_, answered) => String(readAt(answered, ["uuid"])) }),
    job(DELETE, "JOB_TYPE_DESTROY_DATASTORE"),
    job(CHANGE, "JOB_TYPE_ADD_NODE", { when: asks("add_nodes") }),
    job(CHANGE, "JOB_TYPE_REMOVE_NODE", { when: asks("remove_nodes") }),
    ...["PUT", "POST"].map((method) =>
      job(`${method} ${GROUPS}/apply/{group_uuid}/{store_uuid}`, "JOB_TYPE_MODIFYDBCONFIG"),
    ),
    job("PUT /api/db-configuration/v1/{store_uuid}", "JOB_TYPE_MODIFYDBCONFIG"),
  ],
  read: [],
  list: [
    {
      on: JOBS,
      at: ["jobs"],
      countAt: ["total"],
      page: (all, exchange) => ({ items: cutPart(sortJobs(all), exchange, JOBS_OF_PAGE) }),
    },
  ],
  lifecycle: {
    at: ["status"],
    created: [{ state: "JOB_STATUS_RUNNING", forMs: JOB_MS }, { state: "JOB_STATUS_FINISHED" }],
  },
};
