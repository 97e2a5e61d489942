import { readFileSync } from "node:fs";
import type { LostWrite, Result } from "@vendor-clients/runtime";
import { describe, expect, test } from "vitest";
import { sendRules } from "./send-rules.ts";

const SPEC = new URL("../../../specs/altinity-acm/openapi.json", import.meta.url);
const document = JSON.parse(readFileSync(SPEC, "utf8")) as { paths: Record<string, Record<string, unknown>> };
const OPERATIONS = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
);

const classOf = (operation: string) => sendRules.classOf?.(operation);

describe("classes of ACM's operations", () => {
  test("all of the document, those that differ from their method, are these", () => {
    const found = OPERATIONS.flatMap((operation) => {
      const differs = classOf(operation);
      return differs ? [`${differs}: ${operation}`] : [];
    });
    expect(found.sort()).toEqual([
      "safe: POST /backups",
      "safe: POST /cluster/validate-migration",
      "safe: POST /cluster/{id}/kafka-check",
      "safe: POST /environment/{environment}/backups",
      "safe: POST /storage/cluster-volume/{clusterVolume}/validate-modification-pvc",
      "token: POST /login",
      "write-with-lookup: POST /cluster/{cluster}/users",
      "write-with-lookup: POST /environment/{environment}/clusters/launch",
      "write-with-lookup: POST /environment/{environment}/keepers",
      "write-with-lookup: POST /{environment}/cluster-launch",
      "write: DELETE /environment/{id}",
      "write: GET /account/anywhere-token",
      "write: GET /account/token",
      "write: PUT /cluster/{id}/rescale",
      "write: PUT /cluster/{id}/restart",
      "write: PUT /cluster/{id}/resume",
      "write: PUT /cluster/{id}/stop",
      "write: PUT /cluster/{id}/upgrade",
      "write: PUT /environment/{id}/chop-configuration-apply",
      "write: PUT /environment/{id}/reset",
      "write: PUT /node/{id}/restart",
      "write: PUT /zookeeper/{id}/push",
      "write: PUT /zookeeper/{id}/rescale",
    ]);
  });

  test.each([
    "POST /cluster/{cluster}/profiles",
    "POST /profile/{profile}/settings",
    "POST /cluster/{cluster}/settings",
  ])("%s, whose names are not unique, has no look-up", (operation) => {
    expect(OPERATIONS).toContain(operation);
    expect(sendRules.lookUps?.[operation]).toBeUndefined();
  });

  test("every look-up, belongs to an operation of the document", () => {
    expect(OPERATIONS).toEqual(expect.arrayContaining(Object.keys(sendRules.lookUps ?? {})));
  });
});

/** Runs a look-up against one answer; says what it asked for and what it found. */
async function lookUp(operation: string, path: Record<string, unknown>, body: unknown, data: unknown) {
  const asked: unknown[] = [];
  const lost: LostWrite = {
    operation,
    init: { params: { path }, body },
    sentAtEpochMs: 0,
    send: async (...call) => {
      asked.push(call);
      return { data } as Result<unknown, unknown>;
    },
  };
  return { asked, found: await sendRules.lookUps?.[operation]?.(lost) };
}

describe.each([
  "POST /environment/{environment}/clusters/launch",
  "POST /{environment}/cluster-launch",
])("the look-up of %s", (operation) => {
  const path = { environment: 176 };
  const body = { name: "api-test", adminPass: "p", shards: 1, replicas: 2, secure: true, size: 100 };
  const row = { id: "337", name: "api-test", shards: "1", replicas: "2", secure: 1 };

  test.each<[string, unknown, unknown]>([
    ["a cluster of that name and content", [{ ...row, name: "other" }, row], { data: row }],
    ["none of that name", [{ ...row, name: "other" }], "absent"],
    ["one of that name and another shape", [{ ...row, replicas: "3" }], "unclear"],
    [
      "a row whose shape is not filled in yet",
      [{ ...row, replicas: 0, shards: "" }],
      { data: { ...row, replicas: 0, shards: "" } },
    ],
    ["a row whose other fields are 0", [{ ...row, secure: 0 }], "unclear"],
    ["a row with the id 0", [{ ...row, id: 0 }], "unclear"],
    ["a row without an id", [{ ...row, id: null }], "unclear"],
    ["a row that shows nothing but id and name", [{ id: 7, name: "api-test" }], "unclear"],
    ["a row that shows null for what was sent", [{ id: 7, name: "api-test", shards: null }], "unclear"],
    ["rows without names", [{ id: 7, title: "api-test" }], "unclear"],
    ["null", null, "unclear"],
  ])("shown %s, reads the environment's clusters and says so", async (_, data, want) => {
    const { asked, found } = await lookUp(operation, path, body, data);
    expect(asked).toEqual([["GET", "/environment/{environment}/clusters", { params: { path } }]]);
    expect(found).toEqual(want);
  });
});

describe("other look-ups", () => {
  test("a keeper of that name and content, is adopted", async () => {
    const path = { environment: 176 };
    const row = { name: "k", zones: ["a"], instanceType: "m" };
    const { asked, found } = await lookUp(
      "POST /environment/{environment}/keepers",
      path,
      { name: "k", zones: ["a"] },
      [row],
    );
    expect(asked).toEqual([["GET", "/environment/{environment}/keepers", { params: { path } }]]);
    expect(found).toEqual({ data: row });
  });

  test.each([
    ["nothing but the name", [{ name: "k" }], "unclear"],
    ["other zones", [{ name: "k", zones: ["b"] }], "unclear"],
    ["rows without names", [{ keeper: "k" }], "unclear"],
    ["another name", [{ name: "l" }], "absent"],
  ])("a keeper of which the list shows %s, is not adopted", async (_, data, want) => {
    const body = { name: "k", zones: ["a"] };
    const { found } = await lookUp("POST /environment/{environment}/keepers", { environment: 176 }, body, data);
    expect(found).toBe(want);
  });

  test("a user whose row is there, stays in doubt, because the row precedes the statement", async () => {
    const path = { cluster: 337 };
    const operation = "POST /cluster/{cluster}/users";
    const { asked, found } = await lookUp(operation, path, { login: "me" }, [{ id: 5, login: "me" }]);
    expect(asked).toEqual([["GET", "/cluster/{cluster}/users", { params: { path } }]]);
    expect(found).toBe("unclear");
    expect((await lookUp(operation, path, { login: "me" }, [{ id: 5, login: "you" }])).found).toBe("absent");
  });
});

describe("what to do about a lost write", () => {
  test.each([
    ["POST /environment/{environment}/clusters/launch", "GET /environment/{environment}/clusters"],
    ["POST /{environment}/cluster-launch", "GET /environment/{environment}/clusters"],
    ["POST /cluster/{cluster}/users", "POST /cluster/{cluster}/user/{id}"],
    ["POST /environments/request", "GET /environments"],
    ["DELETE /environment/{id}", "mail"],
    ["GET /account/anywhere-token", "make another one"],
    ["PUT /cluster/{id}/rescale", "GET /cluster/{id}/audit"],
    ["POST /environment/{id}/iceberg", "GET /environment/{id}/log"],
  ])("%s, is told with %s", (operation, want) => {
    expect(OPERATIONS).toContain(operation);
    expect(sendRules.reconcile?.(operation)).toContain(want);
  });

  test("an operation that nobody knows a way for, is told nothing", () => {
    expect(sendRules.reconcile?.("POST /billing/address")).toBeUndefined();
  });

  test("an absence, is believed after twice the time that lists lag", () => {
    expect(sendRules.settleMs).toBe(10_000);
  });
});
