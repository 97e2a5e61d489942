import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { useMock } from "../contract/mock-bench.ts";
import {
  listJobIds,
  readFirewallRules,
  readNodes,
  unwrap,
  waitForDatastore,
  waitForDatastoreDeleted,
  waitForJob,
  waitForNewJobs,
  waitForNodes,
} from "./index.ts";

const { clock, run, play, sent } = useMock();
const pathOf = (store_uuid: string) => ({ params: { path: { store_uuid } } });
const CLUSTER = "/api/prov/api/v2/cluster/{store_uuid}";
const STORES = "/api/deployment/v3/data-stores";
const addNode = { add_nodes: { specs: [{}] } };
const answers = (end: string) => sent(end).map(({ answer }) => JSON.parse(answer));

describe("jobs", () => {
  test("stale-job, waitForNewJobs(), does not take the old one for the new one, nor an old failure", async () => {
    const { ccx, create } = play(["stale-job"]);
    const id = await create();
    await clock.advance(180_000);
    const before = await run(listJobIds(ccx, id));
    unwrap(await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body: addNode })));
    const startMs = clock.now();
    const jobs = await run(waitForNewJobs(ccx, id, "JOB_TYPE_ADD_NODE", { before }, { clock }));
    const [list] = answers("/jobs");
    expect(list.jobs.slice(0, 10).map(({ job_id }: { job_id: string }) => job_id)).toEqual(
      Array.from({ length: 10 }, (_, index) => `old-job-${index + 1}`),
    );
    const old = list.jobs.filter(({ type }: { type: string }) => type === "JOB_TYPE_ADD_NODE");
    expect(old.map(({ status }: { status: string }) => status)).toEqual(["JOB_STATUS_ERRORED", "JOB_STATUS_FINISHED"]);
    expect(jobs).toEqual([{ job_id: "job-1-2", type: "JOB_TYPE_ADD_NODE", status: "JOB_STATUS_FINISHED" }]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(180_000);
  });

  test("job-pages, waitForNewJobs() and waitForJob(), find the new job behind two pages of old ones", async () => {
    const { ccx, create } = play(["job-pages"]);
    const id = await create();
    const before = await run(listJobIds(ccx, id));
    expect(before).toHaveLength(26);
    expect(sent("/jobs").map(({ query }) => query["offset"])).toEqual(["0", "10", "20"]);
    unwrap(await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body: addNode })));
    const [job] = await run(waitForNewJobs(ccx, id, "JOB_TYPE_ADD_NODE", { before }, { clock }));
    expect(job).toMatchObject({ job_id: "job-1-2", status: "JOB_STATUS_FINISHED" });
    expect(await run(waitForJob(ccx, id, "job-1-1", { clock, firstDelayMs: 0 }))).toMatchObject({ job_id: "job-1-1" });
  });

  test("job-times, waitForNewJobs() since a time, waits for the job that began after it alone", async () => {
    const { ccx, create } = play(["job-times"]);
    const id = await create();
    unwrap(await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body: addNode })));
    await clock.advance(200_000);
    const since = new Date(clock.now());
    unwrap(await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body: addNode })));
    const jobs = await run(waitForNewJobs(ccx, id, "JOB_TYPE_ADD_NODE", { since }, { clock }));
    expect(jobs).toMatchObject([{ job_id: "job-1-3", status: "JOB_STATUS_FINISHED", created_at: since.toISOString() }]);
  });

  test("one-job-at-a-time, a second change, is refused with 409 until the first is over", async () => {
    const { ccx, create } = play(["one-job-at-a-time"]);
    const id = await create();
    const change = async () => (await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body: addNode }))).response.status;
    expect(await change()).toBe(409);
    await clock.advance(180_000);
    expect(await change()).toBe(200);
  });
});

describe("datastores", () => {
  test("deploy-fails, waitForDatastore() and the waiter for its job, fail, and the datastore can be deleted", async () => {
    const { ccx, create } = play(["deploy-fails"]);
    const id = await create();
    const failure = await failureOf(run(waitForDatastore(ccx, id, { clock })));
    expect(answers(id).map(({ cluster_status }) => cluster_status)).toContain("DEPLOYING");
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "DEPLOY_FAILED" });
    const { datastores } = unwrap(await run(ccx.GET(STORES))) as {
      datastores: { uuid: string; cluster_status: string }[];
    };
    expect(datastores.find(({ uuid }) => uuid === id)?.cluster_status).toBe("DEPLOY_FAILED");
    await clock.advance(60_000);
    const job = await failureOf(run(waitForJob(ccx, id, "job-1-1", { clock })));
    expect(job).toMatchObject({ code: "WAIT_FAILED", lastState: "JOB_STATUS_FAILED" });
    unwrap(await run(ccx.DELETE(CLUSTER, pathOf(id))));
    expect(await run(waitForDatastoreDeleted(ccx, id, { clock }))).toBe("deleted");
  });

  test("not-found-while-deploying, nodes and rules, are none, and waitForNodes() goes on until they are there", async () => {
    const { ccx, create } = play(["not-found-while-deploying"]);
    const id = await create();
    expect(unwrap(await run(readNodes(ccx, id)))).toEqual([]);
    expect(unwrap(await run(readFirewallRules(ccx, id)))).toEqual([]);
    expect([...sent("/nodes"), ...sent(`/firewalls/${id}`)].map(({ status }) => status)).toEqual([404, 404]);
    expect(await run(waitForNodes(ccx, id, { clock }))).toHaveLength(2);
    expect(sent("/nodes").at(-2)?.status).toBe(404);
  });

  test("admin-missing-500, a datastore that an administrator deleted, is not found", async () => {
    const { ccx } = play(["admin-missing-500"], { session: "honey-session" });
    const params = { path: { id: "s1" } };
    unwrap(await run(ccx.DELETE("/api/admin/datastores/{id}", { params })));
    const failure = await failureOf(run(ccx.GET("/api/admin/datastores/{id}", { params }).then(unwrap)));
    expect(sent("/s1").map(({ status }) => status)).toEqual([200, 500]);
    expect(failure).toMatchObject({ status: 404 });
  });
});

describe("lists of datastores", () => {
  test.each<[string, string | undefined, string]>([
    ["bare-list", "user:6f1c", "datastores"],
    ["wrapped-list", undefined, "data_stores"],
  ])("%s, items, come from all pages whatever the owner %s says", async (scenario, owner, member) => {
    const { ccx, create } = play([scenario]);
    for (let count = 0; count < 4; count++) await create();
    const client = owner === undefined ? ccx : ccx.owner(owner);
    const found: string[] = [];
    const read = async () => {
      for await (const { uuid } of client.items.GET(STORES, { params: { query: { limit: 2 } } })) found.push(uuid);
    };
    await run(read());
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThanOrEqual(5);
    for (const answer of answers("/data-stores")) expect(Object.keys(answer)).toContain(member);
    expect(sent("/data-stores")[0]?.headers["ccx-owner"]).toBe(owner);
  });
});
