import { failureOf, type Mock, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createCcxClient } from "./client.ts";
import { doctor } from "./doctor.ts";
import {
  isPrimaryNode,
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

// The first answer of an operation takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const clock = Object.assign(createFakeClock(), { random: () => 0 });
const run = <T>(promise: Promise<T>) => clock.runUntil(promise);
let mock: Mock;

beforeAll(async () => {
  mock = await startMock("ccx", { clock });
  // What a client loads with its first answers takes time that a clock of tests does not know.
  const ccx = createCcxClient({ token: "honey-token", baseUrl: mock.url });
  await ccx.GET("/api/deployment/v3/data-stores");
  const absent = { params: { path: { vpc_id: "x" } }, headers: { Prefer: "code=404" } };
  await failureOf(ccx.GET("/api/vpc/api/v2/vpcs/{vpc_id}", absent).then(unwrap));
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const request = {
  general: { cluster_name: "orders", cluster_size: 2, cluster_type: "galera", db_vendor: "percona", db_version: "8" },
  cloud: { cloud_provider: "aws", cloud_region: "eu-north-1" },
  instance: { instance_size: "small", volume_size: 100 },
  network: { network_type: "public" as const },
  notifications: { enabled: false, emails: [] },
};

function setUp() {
  const ccx = createCcxClient({ token: "honey-token", baseUrl: mock.url, fetch: clock.fetch, clock });
  const startMs = clock.now();
  const states: string[] = [];
  const wait = { clock, onProgress: ({ state }: { state: string }) => void states.push(state) };
  const create = async () => {
    const { uuid, cluster_uuid = uuid } = unwrap(await run(ccx.POST("/api/prov/api/v2/cluster", { body: request })));
    return String(cluster_uuid);
  };
  return { ccx, states, wait, create, passedMs: () => clock.now() - startMs };
}

/** A datastore that was not created here. */
const OLDER = "00000000-0000-4000-8000-0000000009f3";

const pathOf = (store_uuid: string) => ({ params: { path: { store_uuid } } });
const requested = (method: string) => mock.requests.filter((one) => one.method === method);
const CLUSTER = "/api/prov/api/v2/cluster/{store_uuid}";
const STORE = "/api/deployment/v3/data-stores/{store_uuid}";
const JOBS = "/api/deployment/v2/data-stores/{store_uuid}/jobs";

describe("a datastore of the mock", () => {
  test("created, is deployed by a job, then started with what was asked for", async () => {
    const { ccx, states, wait, create, passedMs } = setUp();
    const id = await create();
    const [job] = unwrap(await run(ccx.GET(JOBS, pathOf(id)))).jobs;
    expect(job).toMatchObject({ type: "JOB_TYPE_DEPLOY_DATASTORE", status: "JOB_STATUS_RUNNING" });
    const store = await run(waitForDatastore(ccx, id, wait));
    expect(JSON.parse(requested("POST")[0]?.body ?? "")).toEqual(request);
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
    expect(mock.violations).toEqual([]);
  });

  test("created, answers with its id by both names and with its region by code", async () => {
    const { ccx } = setUp();
    const made = unwrap(await run(ccx.POST("/api/prov/api/v2/cluster", { body: request })));
    expect(made).toMatchObject({ uuid: made.cluster_uuid, region: "eu-north-1", cluster_name: "orders" });
    expect(mock.items("datastore")[0]?.["uuid"]).toBe(made.uuid);
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
    const { ccx, create } = setUp();
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
    expect(mock.violations).toEqual([]);
  });

  test("changed without a job, shows the change, and what is empty in it stays", async () => {
    const { ccx, create } = setUp();
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
    const { ccx } = setUp();
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
    const { ccx, create } = setUp();
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
    expect(mock.violations).toEqual([]);
  });

  test("jobs of more than a page, are all listed once, the newest first", async () => {
    const { ccx, create } = setUp();
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
    const { ccx } = setUp();
    const found: unknown[] = [];
    const read = async () => {
      for await (const backup of ccx.items.GET("/api/backup/api/v1/backups/{store_uuid}", pathOf(OLDER)))
        found.push(backup);
    };
    await run(read());
    expect(found.length).toBeGreaterThan(0);
    expect(mock.requests.length).toBe(1);
  });
});

describe("what is in a datastore of the mock", () => {
  const RULE = "/api/firewall/api/v1/firewall/{store_uuid}";
  const DATABASE = "/api/userdb/api/v1/database/{store_uuid}";
  const DATABASES = "/api/userdb/api/v1/databases/{store_uuid}";
  const USER = "/api/userdb/api/v1/user/{store_uuid}";
  const USERS = "/api/userdb/api/v1/users/{store_uuid}";

  test("a firewall rule, is listed, and deleted by the source in the body", async () => {
    const { ccx, create } = setUp();
    const id = await create();
    const body = { source: "10.0.0.0/8", description: "office" };
    expect(unwrap(await run(readFirewallRules(ccx, id)))).toEqual([]);
    unwrap(await run(ccx.POST(RULE, { ...pathOf(id), body })));
    expect(unwrap(await run(readFirewallRules(ccx, id)))).toMatchObject([body]);
    unwrap(await run(ccx.DELETE(RULE, { ...pathOf(id), body: { source: body.source } })));
    expect(JSON.parse(requested("DELETE")[0]?.body ?? "")).toEqual({ source: body.source });
    expect(unwrap(await run(readFirewallRules(ccx, id)))).toEqual([]);
  });

  test("a database, is in its store alone, refused with 409 a second time and then found, and deleted by its name", async () => {
    const { ccx, create } = setUp();
    const [id, other] = [await create(), await create()];
    const body = { database_name: "shop" };
    const names = async (store: string) =>
      unwrap(await run(ccx.GET(DATABASES, pathOf(store)))).map(({ database_name }) => database_name);
    unwrap(await run(ccx.POST(DATABASE, { ...pathOf(id), body })));
    expect([await names(id), await names(other)]).toEqual([["shop"], []]);
    unwrap(await run(ccx.POST(DATABASE, { ...pathOf(id), body })));
    expect(requested("POST").at(-1)).toMatchObject({ status: 409, answer: '{"code":409,"err":"already exists"}' });
    unwrap(await run(ccx.POST(DATABASE, { ...pathOf(other), body })));
    unwrap(await run(ccx.DELETE(DATABASE, { ...pathOf(id), body })));
    expect([await names(id), await names(other)]).toEqual([[], ["shop"]]);
  });

  test("a user, is listed by the names of the answer, without its password, and deleted by its name", async () => {
    const { ccx, create } = setUp();
    const id = await create();
    const body = { database_username: "me", database_password: "secret-of-me" };
    unwrap(await run(ccx.POST(USER, { ...pathOf(id), body })));
    expect(unwrap(await run(ccx.GET(USERS, pathOf(id))))).toMatchObject([{ user_name: "me", host_allow: "%" }]);
    expect(mock.requests.map(({ answer }) => answer).join()).not.toContain("secret-of-me");
    unwrap(await run(ccx.DELETE(USER, { ...pathOf(id), body: { database_username: "me" } })));
    expect(unwrap(await run(ccx.GET(USERS, pathOf(id))))).toEqual([]);
  });

  test("of a datastore that is gone, is not found", async () => {
    const { ccx, create } = setUp();
    const id = await create();
    unwrap(await run(ccx.DELETE(CLUSTER, pathOf(id))));
    await clock.advance(780_000);
    expect((await run(ccx.GET(USERS, pathOf(id)))).response.status).toBe(404);
    expect((await run(readFirewallRules(ccx, id))).response.status).toBe(404);
  });
});

describe("lost creations", () => {
  /** A client whose first writing request takes effect while a proxy answers in the place of CCX. */
  function createLosing() {
    let isLost = false;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await clock.fetch(input, init);
      const isFirst = init?.method === "POST" && !isLost;
      isLost ||= isFirst;
      return isFirst ? new Response("bad gateway", { status: 502 }) : answer;
    };
    return createCcxClient({ token: "honey-token", baseUrl: mock.url, fetch, clock });
  }

  test.each([
    ["a database", "/api/userdb/api/v1/database/{store_uuid}", { database_name: "shop" }],
    ["a firewall rule", "/api/firewall/api/v1/firewall/{store_uuid}", { source: "10.1.2.3" }],
  ] as const)("%s, is found and sent once", async (_, path, body) => {
    const made = createLosing();
    const id = await setUp().create();
    const answer = await run(
      made.POST(path as "/api/userdb/api/v1/database/{store_uuid}", { ...pathOf(id), body: body as never }),
    );
    expect(answer.error).toBeUndefined();
    expect(requested("POST").filter(({ path: sent }) => !sent.endsWith("/cluster"))).toHaveLength(1);
  });

  test("a parameter group, is found by its name and content, and sent once", async () => {
    const body = {
      name: "Fast",
      database_vendor: "percona",
      database_version: "8",
      database_type: "galera",
      parameters: { max_connections: "100" },
    };
    const made = unwrap(await run(createLosing().POST("/api/db-configuration/v1/parameter-groups", { body })));
    expect(requested("POST")).toHaveLength(1);
    expect(made).toEqual({ uuid: mock.items("parameterGroup")[0]?.["uuid"] });
  });

  test("a user, is found and stays in doubt, because its password may be another one", async () => {
    const id = await setUp().create();
    const body = { database_username: "me", database_password: "secret-of-me" };
    const failure = await failureOf(
      run(createLosing().POST("/api/userdb/api/v1/user/{store_uuid}", { ...pathOf(id), body })),
    );
    expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE" });
    expect(mock.items("dbUser")).toHaveLength(1);
  });
});

describe("parameter groups and networks of the mock", () => {
  const GROUP = "/api/db-configuration/v1/parameter-groups/{group_uuid}";

  test("a group, is shown with its parameters, which a change replaces, and gone after its deletion", async () => {
    const { ccx } = setUp();
    const body = { name: "fast", database_vendor: "percona", database_version: "8", parameters: { a: "1", b: "2" } };
    const { uuid: group_uuid } = unwrap(await run(ccx.POST("/api/db-configuration/v1/parameter-groups", { body })));
    const params = { path: { group_uuid } };
    const read = async () => unwrap(await run(ccx.GET(GROUP, { params })));
    expect(await read()).toMatchObject({ uuid: group_uuid, name: "fast", db_parameters: { a: "1", b: "2" } });
    unwrap(await run(ccx.PUT(GROUP, { params, body: { parameters: { b: "3" } } })));
    expect((await read()).db_parameters).toEqual({ b: "3" });
    unwrap(await run(ccx.DELETE(GROUP, { params })));
    expect((await run(ccx.GET(GROUP, { params }))).response.status).toBe(404);
  });

  test("a network, is shown as it was made, and gone after its deletion", async () => {
    const { ccx } = setUp();
    const body = { name: "net", cloud: "aws", region: "eu-north-1", cidr_ipv4_block: "10.10.0.0/16" };
    const { vpc } = unwrap(await run(ccx.POST("/api/vpc/api/v2/vpcs", { body })));
    const params = { path: { vpc_id: String(vpc?.id) } };
    expect(unwrap(await run(ccx.GET("/api/vpc/api/v2/vpcs/{vpc_id}", { params }))).vpc).toMatchObject(body);
    unwrap(await run(ccx.DELETE("/api/vpc/api/v2/vpcs/{vpc_id}", { params })));
    expect((await run(ccx.GET("/api/vpc/api/v2/vpcs/{vpc_id}", { params }))).response.status).toBe(404);
  });
});

describe("doctor()", () => {
  test("of a client of the mock, finds the owner and the list of datastores", async () => {
    const report = await doctor({ token: "honey-token", baseUrl: mock.url, owner: "admin-user:id" });
    const outcomes = report.checks.map(({ name, outcome }) => [name, outcome]);
    expect(outcomes).toContainEqual(["scope", "ok"]);
    expect(outcomes).toContainEqual(["read", "ok"]);
  });
});
