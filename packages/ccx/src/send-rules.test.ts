import { readFileSync } from "node:fs";
import type { LostWrite, Result } from "@vendor-clients/runtime";
import { describe, expect, test } from "vitest";
import { sendRules } from "./send-rules.ts";

const SPEC = new URL("../../../specs/ccx/openapi.json", import.meta.url);
const document = JSON.parse(readFileSync(SPEC, "utf8")) as { paths: Record<string, Record<string, unknown>> };
const OPERATIONS = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
);

describe("classes of CCX's operations", () => {
  test("all of the document, those that differ from their method, are these", () => {
    const found = OPERATIONS.flatMap((operation) => {
      const differs = sendRules.classOf?.(operation);
      return differs ? [`${differs}: ${operation}`] : [];
    });
    expect(found.sort()).toEqual([
      "idempotent: POST /api/auth/jwt-logout",
      "safe: POST /api/auth/jwt-check",
      "token: POST /api/auth/admin-login",
      "token: POST /api/auth/jwt-login",
      "token: POST /api/auth/login",
      "token: POST /api/auth/oauth2/token",
      "token: POST /api/v2/auth/login",
      "write-with-lookup: POST /api/db-configuration/v1/parameter-groups",
      "write-with-lookup: POST /api/firewall/api/v1/firewall/{store_uuid}",
      "write-with-lookup: POST /api/userdb/api/v1/database/{store_uuid}",
      "write-with-lookup: POST /api/userdb/api/v1/user/{store_uuid}",
    ]);
  });

  test("creating a datastore, whose name may not be unique, has no look-up", () => {
    expect(sendRules.classOf?.("POST /api/prov/api/v2/cluster")).toBeUndefined();
  });
});

const STORE = { store_uuid: "9f3c" };

/** Runs a look-up against answers by path; says what it asked for and what it found. */
async function lookUp(operation: string, body: unknown, answers: Record<string, unknown>) {
  const asked: unknown[] = [];
  const lost: LostWrite = {
    operation,
    init: { params: { path: STORE }, body },
    sentAtEpochMs: 0,
    send: async (...call) => {
      asked.push(call);
      return { data: answers[call[1]] } as Result<unknown, unknown>;
    },
  };
  return { asked, found: await sendRules.lookUps?.[operation]?.(lost) };
}

describe("the look-up of a database", () => {
  const operation = "POST /api/userdb/api/v1/database/{store_uuid}";
  const list = "/api/userdb/api/v1/databases/{store_uuid}";

  test.each<[string, unknown, unknown]>([
    ["the name", [{ database_name: "shop" }], { data: { database_name: "shop" } }],
    ["other names", [{ database_name: "stop" }], "absent"],
    ["the name of one that has tables", [{ database_name: "shop", number_of_tables: 3 }], "unclear"],
    ["rows of another form", [{ name: "shop" }], "unclear"],
  ])("shown %s, reads the store's databases and says so", async (_, data, want) => {
    const { asked, found } = await lookUp(operation, { database_name: "shop" }, { [list]: data });
    expect(asked).toEqual([["GET", list, { params: { path: STORE } }]]);
    expect(found).toEqual(want);
  });
});

test("the look-up of a user, shown the name, leaves it in doubt, because the password may be another", async () => {
  const operation = "POST /api/userdb/api/v1/user/{store_uuid}";
  const list = "/api/userdb/api/v1/users/{store_uuid}";
  const body = { database_username: "me", database_password: "p" };
  const { asked, found } = await lookUp(operation, body, { [list]: [{ user_name: "me" }] });
  expect(asked).toEqual([["GET", list, { params: { path: STORE } }]]);
  expect(found).toBe("unclear");
  expect((await lookUp(operation, body, { [list]: [{ user_name: "you" }] })).found).toBe("absent");
  expect((await lookUp(operation, body, { [list]: [{ name: "me" }] })).found).toBe("unclear");
});

describe("the look-up of a firewall rule", () => {
  const operation = "POST /api/firewall/api/v1/firewall/{store_uuid}";
  const list = "/api/firewall/api/v1/firewalls/{store_uuid}";

  test.each<[string, object, unknown, unknown]>([
    ["its source", { source: "10.0.0.0/8" }, [{ source: "10.0.0.0/8", description: "" }], { data: undefined }],
    [
      "its address with a mask",
      { source: "10.1.2.3" },
      [{ source: "10.1.2.3/32", description: "" }],
      { data: undefined },
    ],
    ["its long address with a mask", { source: "FD00::1" }, [{ source: "fd00::1/128" }], { data: undefined }],
    ["another source", { source: "10.0.0.0/8" }, [{ source: "10.0.0.0/16" }], "absent"],
    ["no rules", { source: "10.0.0.0/8" }, [], "absent"],
    ["another description", { source: "::/0", description: "a" }, [{ source: "::/0", description: "b" }], "unclear"],
    ["no list", { source: "::/0" }, null, "unclear"],
    ["rows of another form", { source: "::/0" }, [{ cidr: "::/0" }], "unclear"],
    ["a list for a rule without a source", {}, [], "unclear"],
  ])("shown %s, reads the store's rules and says so", async (_, body, data, want) => {
    const { asked, found } = await lookUp(operation, body, { [list]: data });
    expect(asked).toEqual([["GET", list, { params: { path: STORE } }]]);
    expect(found).toEqual(want);
  });
});

describe("the look-up of a parameter group", () => {
  const operation = "POST /api/db-configuration/v1/parameter-groups";
  const groups = "/api/db-configuration/v1/parameter-groups";
  const body = { name: "g", database_vendor: "percona", database_version: "8", parameters: { a: "1" } };
  const row = { uuid: "u1", name: "g", database_vendor: "percona", database_version: "8" };
  const group = { ...row, db_parameters: { a: "1" } };

  test("shown one of that name and content, reads its parameters too and answers with its id", async () => {
    const { asked, found } = await lookUp(operation, body, {
      [groups]: { rows: [row], total: 1 },
      [`${groups}/{group_uuid}`]: group,
    });
    expect(asked).toEqual([
      ["GET", groups, { params: { query: { name: "g", page: 1, page_size: 100 } } }],
      ["GET", `${groups}/{group_uuid}`, { params: { path: { group_uuid: "u1" } } }],
    ]);
    expect(found).toEqual({ data: { uuid: "u1" } });
  });

  test.each<[string, unknown, unknown, unknown]>([
    ["nothing of that name", { rows: [{ ...row, name: "gg" }] }, undefined, "absent"],
    ["a bare list", [{ ...row, name: "gg" }], undefined, "absent"],
    ["other parameters", { rows: [row] }, { db_parameters: { a: "2" } }, "unclear"],
    ["no parameters", { rows: [row] }, undefined, "unclear"],
    ["a group without its parameters", { rows: [row] }, row, "unclear"],
    ["rows of another form", { rows: [{ title: "g" }] }, undefined, "unclear"],
    ["another version", { rows: [{ ...row, database_version: "7" }] }, group, "unclear"],
    ["the name in another case", { rows: [{ ...row, name: "G" }] }, group, "unclear"],
    ["no id", { rows: [{ ...row, uuid: null }] }, group, "unclear"],
    ["two lists", { rows: [], others: [] }, undefined, "unclear"],
    ["no list", { total: 0 }, undefined, "unclear"],
    ["a full page without it", { rows: Array(100).fill({ name: "gg" }) }, undefined, "unclear"],
  ])("shown %s, says what that means", async (_, list, shown, want) => {
    const answers = { [groups]: list, [`${groups}/{group_uuid}`]: shown };
    expect((await lookUp(operation, body, answers)).found).toEqual(want);
  });

  test("of a group without a name, is unclear and asks nothing", async () => {
    expect(await lookUp(operation, {}, {})).toEqual({ asked: [], found: "unclear" });
  });
});

describe("what to do about a lost write", () => {
  test.each([
    ["POST /api/prov/api/v2/cluster", "created_at"],
    ["PATCH /api/prov/api/v2/cluster/{store_uuid}", "/jobs"],
    ["POST /api/backup/api/v1/backups/{store_uuid}/{backup_id}/restore", "/jobs"],
    ["POST /api/db-configuration/v1/parameter-groups/apply/{group_uuid}/{store_uuid}", "JOB_TYPE_MODIFYDBCONFIG"],
    ["POST /api/userdb/api/v1/user/{store_uuid}", "password"],
    ["POST /api/firewall/api/v1/firewall/{store_uuid}", "/firewalls/{store_uuid}"],
    ["POST /api/userdb/api/v1/database/{store_uuid}", "/databases/{store_uuid}"],
    ["POST /api/db-configuration/v1/parameter-groups", "/parameter-groups"],
  ])("%s, is told with %s", (operation, want) => {
    expect(OPERATIONS).toContain(operation);
    expect(sendRules.reconcile?.(operation)).toContain(want);
  });

  test("an operation that nobody knows a way for, is told nothing", () => {
    expect(sendRules.reconcile?.("POST /api/vpc/api/v2/vpcs")).toBeUndefined();
  });
});
