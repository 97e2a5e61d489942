import { describe, expect, test } from "vitest";
import { REQUEST, useMock } from "../contract/mock-bench.ts";
import {
  isPrimaryNode,
  listJobIds,
  readNodes,
  unwrap,
  waitForDatastore,
  waitForDatastoreDeleted,
  waitForJob,
  waitForNewJobs,
  waitForNodes,
} from "./index.ts";

const { clock, run, play, mock } = useMock();
const pathOf = (store_uuid: string) => ({ params: { path: { store_uuid } } });
const CLUSTER = "/api/prov/api/v2/cluster/{store_uuid}";
const STORE = "/api/deployment/v3/data-stores/{store_uuid}";
const JOBS = "/api/deployment/v2/data-stores/{store_uuid}/jobs";
/** A datastore that was not created here. */
const OLDER = "00000000-0000-4000-8000-0000000009f3";
const requested = (method: string) => mock().requests.filter((one) => one.method === method);

function setUp() {
  const states: string[] = [];
  const wait = { clock, onProgress: ({ state }: { state: string }) => void states.push(state) };
  const startMs = clock.now();
  return { ...play([]), states, wait, passedMs: () => clock.now() - startMs };
}

describe("a datastore of the mock", () => {
  test("created, is deployed by a job, then started with what was asked for", async () => {
    const { ccx, states, wait, create, passedMs } = setUp();
    const id = await create();
    const [job] = unwrap(await run(ccx.GET(JOBS, pathOf(id)))).jobs;
    expect(job).toMatchObject({ type: "JOB_TYPE_DEPLOY_DATASTORE", status: "JOB_STATUS_RUNNING" });
    const store = await run(waitForDatastore(ccx, id, wait));
    expect(JSON.parse(requested("POST")[0]?.body ?? "")).toEqual(REQUEST);
    expect([...new Set(states)]).toEqual(["DEPLOYING", "STARTED, deploying", "STARTED"]);
    expect(passedMs()).toBe(180_000);
    expect(store).toMatchObject({
      uuid: id,
      cluster_name: "orders",
      cluster_size: 2,
      database_vendor: "percona",
      database_version: "8",
      region: { code: "eu-north-1" },
      disk_size: 100,
      operable: true,
      deploy_progress: 100,
    });
    expect(await run(waitForJob(ccx, id, String(job?.job_id), { clock }))).toMatchObject({
      status: "JOB_STATUS_FINISHED",
    });
    expect(mock().violations).toEqual([]);
  });

  test("created, answers with its id by both names and with its region by code", async () => {
    const { ccx } = play([]);
    const made = unwrap(await run(ccx.POST("/api/prov/api/v2/cluster", { body: REQUEST })));
    expect(made).toMatchObject({ uuid: made.cluster_uuid, region: "eu-north-1", cluster_name: "orders" });
    expect(mock().items("datastore")[0]?.["uuid"]).toBe(made.uuid);
  });

  test("being deployed, lists nodes without a port, and with one when it is up", async () => {
    const { ccx, states, wait, create } = setUp();
    const id = await create();
    const nodes = await run(waitForNodes(ccx, id, wait));
    expect(states[0]).toBe("0 of 2 nodes");
    expect(nodes.map((node) => [node.hostname, isPrimaryNode(node)])).toEqual([
      ["node-1", true],
      ["node-2", false],
    ]);
  });

  test("given a node, has a job for it and one node more, and one less when it is taken", async () => {
    const { ccx, create } = play([]);
    const id = await create();
    await run(waitForDatastore(ccx, id, { clock }));
    const change = async (type: string, body: object) => {
      const before = await run(listJobIds(ccx, id));
      unwrap(await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body })));
      const jobs = await run(waitForNewJobs(ccx, id, type, { before }, { clock }));
      expect(jobs).toMatchObject([{ type, status: "JOB_STATUS_FINISHED" }]);
      return unwrap(await run(readNodes(ccx, id)));
    };
    const nodes = await change("JOB_TYPE_ADD_NODE", { add_nodes: { specs: [{}] } });
    expect(nodes).toHaveLength(3);
    const body = { remove_nodes: { node_uuids: [nodes[2]?.host_uuid] } };
    expect(await change("JOB_TYPE_REMOVE_NODE", body)).toHaveLength(2);
    expect(mock().violations).toEqual([]);
  });

  test("changed without a job, shows the change, and what is empty in it stays", async () => {
    const { ccx, create } = play([]);
    const id = await create();
    const settings = { maintenance_settings: { day_of_week: 3, start_hour: 4, end_hour: 6 } };
    unwrap(
      await run(ccx.PATCH(CLUSTER, { ...pathOf(id), body: { cluster_name: "", new_volume_size: 200, ...settings } })),
    );
    expect(unwrap(await run(ccx.GET(STORE, pathOf(id))))).toMatchObject({
      cluster_name: "orders",
      disk_size: 200,
      ...settings,
    });
    expect(unwrap(await run(ccx.GET(JOBS, pathOf(id)))).total).toBe(1);
  });

  test("deleted, is being deleted, then DELETED and in no list, and then not found", async () => {
    const { ccx, states, wait, create } = setUp();
    const id = await create();
    const before = await run(listJobIds(ccx, id));
    const ids = async () => {
      const { datastores } = unwrap(await run(ccx.GET("/api/deployment/v3/data-stores"))) as {
        datastores: { uuid: string }[];
      };
      return datastores.map(({ uuid }) => uuid);
    };
    expect(await ids()).toContain(id);
    unwrap(await run(ccx.DELETE(CLUSTER, pathOf(id))));
    expect(await run(waitForDatastoreDeleted(ccx, id, wait))).toBe("deleted");
    expect(states[0]).toBe("DELETING");
    expect(await ids()).not.toContain(id);
    const jobs = await run(waitForNewJobs(ccx, id, "JOB_TYPE_DESTROY_DATASTORE", { before }, { clock }));
    expect(jobs).toMatchObject([{ status: "JOB_STATUS_FINISHED" }]);
    expect(unwrap(await run(ccx.GET(STORE, pathOf(id)))).cluster_status).toBe("DELETED");
    await clock.advance(600_000);
    const gone = await run(ccx.GET(STORE, pathOf(id)));
    expect([gone.response.status, gone.error]).toEqual([404, { code: 404, err: "not found" }]);
    expect(await run(waitForDatastoreDeleted(ccx, id, { clock }))).toBe("deleted");
  });

  test("never created here, is up, and keeps what is changed in it", async () => {
    const { ccx } = play([]);
    expect(await run(waitForDatastore(ccx, OLDER, { clock }))).toMatchObject({
      uuid: OLDER,
      cluster_status: "STARTED",
    });
    unwrap(await run(ccx.PATCH(CLUSTER, { ...pathOf(OLDER), body: { cluster_name: "renamed" } })));
    expect(unwrap(await run(ccx.GET(STORE, pathOf(OLDER)))).cluster_name).toBe("renamed");
  });
});

describe("lists of the mock", () => {
  test.each<[string, string | undefined, string]>([
    ["without an owner", undefined, "datastores"],
    ["with an owner", "user:6f1c", "data_stores"],
  ])("datastores %s, come page by page in its form, each once", async (_, owner, member) => {
    const { ccx, create } = play([]);
    for (let count = 0; count < 4; count++) await create();
    const client = owner === undefined ? ccx : ccx.owner(owner);
    const found: string[] = [];
    const read = async () => {
      for await (const store of client.items.GET("/api/deployment/v3/data-stores", { params: { query: { limit: 2 } } }))
        found.push(store.uuid);
    };
    await run(read());
    expect(found.length).toBeGreaterThanOrEqual(5);
    expect(new Set(found).size).toBe(found.length);
    const lists = requested("GET").filter(({ path }) => path.endsWith("/data-stores"));
    expect(lists.map(({ query }) => Number(query["offset"] ?? 0))).toEqual(lists.map((_, index) => 2 * index));
    for (const { answer, headers } of lists) {
      expect(headers["ccx-owner"]).toBe(owner);
      expect(Object.keys(JSON.parse(answer))).toContain(member);
    }
    expect(mock().violations).toEqual([]);
  });

  test("jobs of more than a page, are all listed once, the newest first", async () => {
    const { ccx, create } = play([]);
    const id = await create();
    const params = { path: { group_uuid: "g", store_uuid: id } };
    const apply = "/api/db-configuration/v1/parameter-groups/apply/{group_uuid}/{store_uuid}";
    for (let count = 0; count < 12; count++) unwrap(await run(ccx.PUT(apply, { params })));
    expect(unwrap(await run(ccx.GET(JOBS, pathOf(id)))).jobs).toHaveLength(10);
    const ids: string[] = [];
    const read = async () => {
      for await (const { job_id } of ccx.items.GET(JOBS, pathOf(id))) ids.push(job_id);
    };
    await run(read());
    expect(ids).toEqual(Array.from({ length: 13 }, (_, index) => `job-1-${13 - index}`));
    expect(await run(listJobIds(ccx, id))).toHaveLength(13);
  });

  test("backups, end by themselves", async () => {
    const { ccx } = play([]);
    const found: unknown[] = [];
    const read = async () => {
      for await (const backup of ccx.items.GET("/api/backup/api/v1/backups/{store_uuid}", pathOf(OLDER)))
        found.push(backup);
    };
    await run(read());
    expect(found.length).toBeGreaterThan(0);
    expect(mock().requests.length).toBe(1);
  });
});
