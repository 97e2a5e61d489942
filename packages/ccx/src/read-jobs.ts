import type { CallOptions, Result } from "@vendor-clients/runtime";
import type { CcxClient } from "./client.ts";
import type { Job } from "./generated/types.ts";

const PAGE = 50;
const MOST_PAGES = 100;

/**
 * The jobs of a datastore from all pages, or from as many as are enough.
 *
 * Each job once, though a job that is added meanwhile moves the others to later places.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/jobs.go (reads one page of ten)
 */
export async function readJobs(
  client: Pick<CcxClient, "GET">,
  storeUuid: string,
  call: CallOptions,
  isEnough: (jobs: ReadonlyMap<string, Job>) => boolean = () => false,
): Promise<Result<readonly Job[], unknown>> {
  const jobs = new Map<string, Job>();
  for (let page = 0, offset = 0; ; page++) {
    const params = { path: { store_uuid: storeUuid }, query: { limit: PAGE, offset } };
    const { data, error, response } = await client.GET("/api/deployment/v2/data-stores/{store_uuid}/jobs", {
      params,
      ...call,
    });
    if (error !== undefined) return { error, response };
    const found = data?.jobs ?? [];
    for (const job of found) jobs.set(job.job_id, job);
    offset += found.length;
    const isLast = found.length === 0 || offset >= (data?.total ?? Number.POSITIVE_INFINITY) || page >= MOST_PAGES;
    if (isLast || isEnough(jobs)) return { data: [...jobs.values()], response };
  }
}
