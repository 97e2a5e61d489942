import {
  judgeState,
  type LookCall,
  type Outcome,
  unwrap,
  type Verdict,
  type WaitOptions,
  waitFor,
} from "@vendor-clients/runtime";
import type { CcxClient } from "./client.ts";
import type { Job, JobType } from "./generated/types.ts";
import { isNotFound } from "./is-not-found.ts";
import { readJobs } from "./read-jobs.ts";

type Reader = Pick<CcxClient, "GET">;

/** Which jobs came after something: those with other ids than were listed before it, or those that began later by CCX's clock. */
export type JobsSince = { readonly before: readonly string[] } | { readonly since: Date };

const DEFAULTS = { firstDelayMs: 10_000, intervalMs: 30_000, timeoutMs: 3_600_000 };
const NO_JOB = { missing: "no job" } as const;

const MEANING = {
  done: ["JOB_STATUS_FINISHED"],
  failed: ["JOB_STATUS_ERRORED", "JOB_STATUS_FAILED"],
  waiting: ["JOB_STATUS_RUNNING", "JOB_STATUS_UNKNOWN"],
};

/**
 * The ids of a datastore's jobs, from all pages. Ask before a change: CCX does not say which job a change starts.
 *
 * @throws HttpError when CCX refuses to list them.
 */
export async function listJobIds(
  client: Reader,
  storeUuid: string,
  call: Partial<LookCall> = {},
): Promise<readonly string[]> {
  return unwrap(await readJobs(client, storeUuid, call)).map(({ job_id }) => job_id);
}

/**
 * Waits until the jobs of one type that a change has started are finished; call it again with the same ids to resume.
 *
 * An older job of that type is never taken for the new one, and jobs behind the first page are seen. Looks after 10 s for the first time, every
 * 30 s then, for 60 min at most; a job has a minute to appear (`notFoundMs`).
 *
 * @throws WaitError when one fails, none appears or the time is over; AuthError, HttpError when CCX refuses to list them.
 * @example
 * const before = await listJobIds(ccx, storeUuid);
 * unwrap(await ccx.PATCH("/api/prov/api/v2/cluster/{store_uuid}", { params, body: { add_nodes: { specs: [{}] } } }));
 * await waitForNewJobs(ccx, storeUuid, "JOB_TYPE_ADD_NODE", { before });
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/jobs.go
 */
export function waitForNewJobs(
  client: Reader,
  storeUuid: string,
  type: JobType,
  since: JobsSince,
  options: WaitOptions = {},
): Promise<readonly Job[]> {
  const isNew = "before" in since ? isNoneOf(since.before) : isAfter(since.since);
  const judge = (all: readonly Job[]): Verdict<readonly Job[]> => {
    const jobs = all.filter((job) => job.type === type && isNew(job));
    return jobs.length === 0 ? NO_JOB : judgeJobs(jobs);
  };
  const look = (call: LookCall) => readJobs(client, storeUuid, call);
  const spec = { vendor: "ccx", operation: "wait for new jobs", id: `${storeUuid} ${type}`, look, judge, isNotFound };
  return waitFor({ ...spec, defaults: DEFAULTS }, options);
}

/**
 * Waits until a job is finished; call it again with its id to resume.
 *
 * @throws WaitError when it fails, is not listed for a minute or the time is over; AuthError, HttpError when CCX refuses to list jobs.
 */
export function waitForJob(client: Reader, storeUuid: string, jobId: string, options: WaitOptions = {}): Promise<Job> {
  const judge = (all: readonly Job[]): Verdict<Job> => {
    const job = all.find(({ job_id }) => job_id === jobId);
    return job ? judgeState(job.status, job, MEANING) : NO_JOB;
  };
  const look = (call: LookCall) => readJobs(client, storeUuid, call, (jobs) => jobs.has(jobId));
  const spec = { vendor: "ccx", operation: "wait for job", id: jobId, look, judge, isNotFound, defaults: DEFAULTS };
  return waitFor(spec, options);
}

/** All have to be finished; one that failed decides. */
function judgeJobs(jobs: readonly Job[]): Outcome<readonly Job[]> {
  const verdicts = jobs.map((job) => judgeState(job.status, jobs, MEANING));
  const failed = verdicts.find((verdict) => "failed" in verdict);
  const waiting = verdicts.find((verdict) => "waiting" in verdict);
  return failed ?? waiting ?? (verdicts[0] as Outcome<readonly Job[]>);
}

function isNoneOf(ids: readonly string[]): (job: Job) => boolean {
  const known = new Set(ids);
  return ({ job_id }) => !known.has(job_id);
}

/** A job that shows no time is of no use here. @see https://github.com/severalnines/ccx-admin-mcp/blob/main/src/types.ts (names of the times) */
function isAfter(since: Date): (job: Job) => boolean {
  return (job) => {
    const { created_at, started_at } = job as { readonly created_at?: unknown; readonly started_at?: unknown };
    const time = [created_at, started_at].find((one) => typeof one === "string");
    return Date.parse(String(time)) >= since.getTime();
  };
}
