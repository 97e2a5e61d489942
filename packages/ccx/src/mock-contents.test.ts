import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { useMock } from "../contract/mock-bench.ts";
import { createCcxClient } from "./client.ts";
import { doctor } from "./doctor.ts";
import { readFirewallRules, unwrap } from "./index.ts";

const { clock, run, play, mock } = useMock();
const pathOf = (store_uuid: string) => ({ params: { path: { store_uuid } } });
const CLUSTER = "/api/prov/api/v2/cluster/{store_uuid}";
const requested = (method: string) => mock().requests.filter((one) => one.method === method);

describe("what is in a datastore of the mock", () => {
  const RULE = "/api/firewall/api/v1/firewall/{store_uuid}";
  const DATABASE = "/api/userdb/api/v1/database/{store_uuid}";
  const DATABASES = "/api/userdb/api/v1/databases/{store_uuid}";
  const USER = "/api/userdb/api/v1/user/{store_uuid}";
  const USERS = "/api/userdb/api/v1/users/{store_uuid}";

  test("a firewall rule, is listed, and deleted by the source in the body", async () => {
    const { ccx, create } = play([]);
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
    const { ccx, create } = play([]);
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
    const { ccx, create } = play([]);
    const id = await create();
    const body = { database_username: "me", database_password: "secret-of-me" };
    unwrap(await run(ccx.POST(USER, { ...pathOf(id), body })));
    expect(unwrap(await run(ccx.GET(USERS, pathOf(id))))).toMatchObject([{ user_name: "me", host_allow: "%" }]);
    expect(
      mock()
        .requests.map(({ answer }) => answer)
        .join(),
    ).not.toContain("secret-of-me");
    unwrap(await run(ccx.DELETE(USER, { ...pathOf(id), body: { database_username: "me" } })));
    expect(unwrap(await run(ccx.GET(USERS, pathOf(id))))).toEqual([]);
  });

  test("of a datastore that is gone, is not found", async () => {
    const { ccx, create } = play([]);
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
    return createCcxClient({ token: "honey-token", baseUrl: mock().url, fetch, clock });
  }

  test.each([
    ["a database", "/api/userdb/api/v1/database/{store_uuid}", { database_name: "shop" }],
    ["a firewall rule", "/api/firewall/api/v1/firewall/{store_uuid}", { source: "10.1.2.3" }],
  ] as const)("%s, is found and sent once", async (_, path, body) => {
    const made = createLosing();
    const id = await play([]).create();
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
    expect(made).toEqual({ uuid: mock().items("parameterGroup")[0]?.["uuid"] });
  });

  test("a user, is found and stays in doubt, because its password may be another one", async () => {
    const id = await play([]).create();
    const body = { database_username: "me", database_password: "secret-of-me" };
    const failure = await failureOf(
      run(createLosing().POST("/api/userdb/api/v1/user/{store_uuid}", { ...pathOf(id), body })),
    );
    expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE" });
    expect(mock().items("dbUser")).toHaveLength(1);
  });
});

describe("parameter groups and networks of the mock", () => {
  const GROUP = "/api/db-configuration/v1/parameter-groups/{group_uuid}";

  test("a group, is shown with its parameters, which a change replaces, and gone after its deletion", async () => {
    const { ccx } = play([]);
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
    const { ccx } = play([]);
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
    const headers = { authorization: "Bearer honey-token" };
    const answer = await fetch(`${mock().url}/api/v2/auth/check`, { headers });
    const { scopes }: { scopes: { id: string }[] } = await answer.json();
    const report = await doctor({ token: "honey-token", baseUrl: mock().url, owner: `admin-user:${scopes[0]?.id}` });
    const outcomes = report.checks.map(({ name, outcome }) => [name, outcome]);
    expect(outcomes).toContainEqual(["scope", "ok"]);
    expect(outcomes).toContainEqual(["read", "ok"]);
  });
});
