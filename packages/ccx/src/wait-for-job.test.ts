import { unwrap } from "@vendor-clients/runtime";
import { createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createCcxClient } from "./client.ts";
import { type JobsSince, listJobIds, waitForJob, waitForNewJobs } from "./wait-for-job.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", token: "honey-token", fetch });
  await ccx.GET("/api/deployment/v3/data-stores");
  await failureOf(ccx.GET("/api/deployment/v3/data-stores").then(unwrap));
});

const ADD = "JOB_TYPE_ADD_NODE";

interface TestJob {
  readonly job_id: string;
  readonly type: string;
  readonly status: string;
  readonly created_at?: string;
}

const job = (job_id: string, status: string, type = ADD): TestJob => ({ job_id, type, status: `JOB_STATUS_${status}` });

/** A datastore whose jobs are `lists[n]` from its n-th first page on; a page holds ten jobs at most, whatever is asked for. */
function setUp(...lists: (readonly TestJob[])[]) {
  let firstPages = 0;
  const { fetch, sent } = createRecordingFetch(({ url }) => {
    const offset = Number(new URL(url).searchParams.get("offset"));
    if (offset === 0) firstPages++;
    const all = lists[Math.min(firstPages, lists.length) - 1] ?? [];
    return Response.json({ jobs: all.slice(offset, offset + 10), total: all.length });
  });
  const clock = Object.assign(createFakeClock(), { random: () => 0 });
  const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", token: "honey-token", fetch });
  const pages = () =>
    sent.map(({ line }) => line.replace("GET https://ccx.example.com/api/deployment/v2/data-stores/9f3c", ""));
  return { ccx, clock, pages };
}

function wait({ ccx, clock }: ReturnType<typeof setUp>, since: JobsSince, options = {}) {
  return clock.runUntil(waitForNewJobs(ccx, "9f3c", ADD, since, { clock, ...options }));
}

describe("waitForNewJobs()", () => {
  test("while an older job of the type is finished, waits for the new one", async () => {
    const old = job("old", "FINISHED");
    const scene = setUp([old], [job("new", "RUNNING"), old], [job("new", "FINISHED"), old]);
    expect(await wait(scene, { before: ["old"] })).toEqual([job("new", "FINISHED")]);
    expect(scene.pages()).toEqual(Array(3).fill("/jobs?limit=50&offset=0"));
    expect(scene.clock.now()).toBe(10_000 + 30_000 + 30_000);
  });

  test("while the new job stands behind the first page, finds it", async () => {
    const others = Array.from({ length: 12 }, (_, at) => job(`other${at}`, "RUNNING", "JOB_TYPE_REBOOT_NODE"));
    const scene = setUp([...others, job("new", "FINISHED")]);
    expect(await wait(scene, { before: [] })).toEqual([job("new", "FINISHED")]);
    expect(scene.pages()).toEqual(["/jobs?limit=50&offset=0", "/jobs?limit=50&offset=10"]);
  });

  test("shown two new jobs, waits for both", async () => {
    const scene = setUp([job("a", "FINISHED"), job("b", "RUNNING")], [job("a", "FINISHED"), job("b", "FINISHED")]);
    expect(await wait(scene, { before: [] })).toHaveLength(2);
    expect(scene.pages()).toHaveLength(2);
  });

  test.each(["ERRORED", "FAILED"])("shown a new job that is %s, fails though another is finished", async (status) => {
    const scene = setUp([job("a", "FINISHED"), job("b", status)]);
    const failure = await failureOf(wait(scene, { before: [] }));
    expect(failure).toMatchObject({
      code: "WAIT_FAILED",
      lastState: `JOB_STATUS_${status}`,
      resourceId: `9f3c ${ADD}`,
    });
  });

  test("shown a job that failed before, does not fail", async () => {
    const scene = setUp([job("old", "ERRORED"), job("new", "FINISHED")]);
    expect(await wait(scene, { before: ["old"] })).toHaveLength(1);
  });

  test("shown no new job, gives it a minute to appear", async () => {
    const scene = setUp([job("old", "FINISHED")]);
    const failure = await failureOf(wait(scene, { before: ["old"] }));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "no job" });
    expect(scene.clock.now()).toBe(70_000);
  });

  test("told a time, takes jobs that began then or later and none without a time", async () => {
    const dated = (id: string, created_at: string) => ({ ...job(id, "FINISHED"), created_at });
    const list = [
      job("undated", "ERRORED"),
      dated("old", "2026-01-01T00:00:00Z"),
      dated("new", "2026-01-02T00:00:00Z"),
    ];
    const found = await wait(setUp(list), { since: new Date("2026-01-02T00:00:00Z") });
    expect(found.map(({ job_id }) => job_id)).toEqual(["new"]);
  });
});

describe("waitForJob()", () => {
  test("given an id, waits for that job and reads no page behind it", async () => {
    const others = Array.from({ length: 20 }, (_, at) => job(`other${at}`, "FINISHED"));
    const scene = setUp(
      [job("mine", "UNKNOWN"), ...others],
      [...others.slice(0, 9), job("mine", "FINISHED"), ...others],
    );
    const waiting = waitForJob(scene.ccx, "9f3c", "mine", { clock: scene.clock });
    expect(await scene.clock.runUntil(waiting)).toEqual(job("mine", "FINISHED"));
    expect(scene.pages()).toHaveLength(2);
  });

  test("of a job that is missing from a list once after it was seen, waits on", async () => {
    const running = [job("mine", "RUNNING")];
    const scene = setUp([], running, running, running, [], [job("mine", "FINISHED")]);
    const waiting = waitForJob(scene.ccx, "9f3c", "mine", { clock: scene.clock });
    expect(await scene.clock.runUntil(waiting)).toEqual(job("mine", "FINISHED"));
  });

  test("asked for where a proxy answers 404, waits on", async () => {
    let looks = 0;
    const fetch = async () => {
      looks++;
      if (looks < 6)
        return new Response("<html>default backend - 404</html>", {
          status: 404,
          headers: { "content-type": "text/html" },
        });
      return Response.json({ jobs: [job("mine", "FINISHED")], total: 1 });
    };
    const clock = Object.assign(createFakeClock(), { random: () => 0 });
    const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", token: "honey-token", fetch });
    expect(await clock.runUntil(waitForJob(ccx, "9f3c", "mine", { clock }))).toEqual(job("mine", "FINISHED"));
  });

  test("of a job that is not listed, fails after a minute", async () => {
    const scene = setUp([]);
    const waiting = waitForJob(scene.ccx, "9f3c", "mine", { clock: scene.clock });
    expect(await failureOf(scene.clock.runUntil(waiting))).toMatchObject({ resourceId: "mine", lastState: "no job" });
  });
});

describe("listJobIds()", () => {
  test("of more jobs than a page holds, lists all of them once", async () => {
    const all = Array.from({ length: 25 }, (_, at) => job(String(at), "FINISHED"));
    const { ccx, pages } = setUp([...all, ...all.slice(0, 3)]);
    expect(await listJobIds(ccx, "9f3c")).toEqual(all.map(({ job_id }) => job_id));
    expect(pages()).toHaveLength(3);
  });
});
