import { afterAll, afterEach, describe, expect, test } from "vitest";
import { loadRules, templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { readAt } from "../../behaviour/members.ts";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { startMock } from "../../mock/start-mock.ts";

const { state, operations, bodyOf } = await loadRules("imply");
const clock = createFakeClock();
const mock = await startMock("imply", { clock });

afterEach(() => mock.reset());
afterAll(() => mock.close());

const BODY = { ...bodyOf("POST /clusters"), metadata: { name: "mine" } };
const SPEC = BODY["spec" as never] as object;

async function send(method: string, path = "", body?: unknown): Promise<{ status: number; body: unknown }> {
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const headers = { authorization: "Bearer any", ...(body !== undefined && { "content-type": type }) };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const answer = await fetch(`${mock.url}/clusters${path}`, init);
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function create(): Promise<string> {
  return String(readAt((await send("POST", "", BODY)).body, ["metadata", "uid"]));
}

describe("the state of imply", () => {
  test("its rules, name operations of the document only", () => {
    expect(state.resources.flatMap(templatesOf).filter((template) => !operations.has(template))).toEqual([]);
  });

  test("a new cluster, shows what was sent, the desired state that it was not asked for, and the version 1", async () => {
    const uid = await create();
    const { body } = await send("GET", `/${uid}`);
    expect(body).toEqual({
      metadata: { name: "mine", uid },
      spec: { desiredState: "STARTED", ...SPEC },
      status: { resourceVersion: 1, state: "STARTING" },
    });
    await clock.advance(300_000);
    expect((await send("GET", `/${uid}`)).body).toMatchObject({ status: { state: "STARTED" } });
    expect(readAt((await send("GET")).body, ["0", "metadata"])).toEqual({ name: "mine", uid });
    expect(mock.violations).toEqual([]);
  });

  test("each change, is a version more, and those before it stay readable", async () => {
    const path = `/${await create()}`;
    await send("PATCH", path, { spec: { awsKeyPair: "mine", master: { replicas: 5 } } });
    const patched = (await send("PATCH", path, { spec: { awsKeyPair: null } })).body;
    expect(patched).toMatchObject({ spec: { master: { replicas: 5 } }, status: { resourceVersion: 3 } });
    expect(readAt(patched, ["spec"])).not.toHaveProperty("awsKeyPair");
    const pivot = { accessMode: "NATIVE" };
    await send("PUT", path, { metadata: { name: "other" }, spec: { ...SPEC, pivot } });
    expect((await send("GET", path)).body).toMatchObject({ metadata: { name: "other" }, spec: { pivot } });

    const version = async (number: number) => send("GET", `${path}/history/${number}`);
    expect((await version(1)).body).toMatchObject({ metadata: { name: "mine" }, status: { resourceVersion: 1 } });
    expect((await version(2)).body).toMatchObject({ spec: { awsKeyPair: "mine" } });
    expect((await version(4)).body).toMatchObject({ metadata: { name: "other" } });
    expect([(await version(0)).status, (await version(5)).status]).toEqual([404, 404]);
    expect(mock.violations).toEqual([]);
  });

  test("after 120 changes, the last hundred versions are there", async () => {
    const path = `/${await create()}`;
    for (let count = 0; count < 120; count++) await send("PATCH", path, { spec: { version: String(count) } });
    const { body } = await send("GET", path);
    expect(body).toMatchObject({ spec: { version: "119" }, status: { resourceVersion: 121 } });
    expect((await send("GET", `${path}/history/22`)).body).toMatchObject({ spec: { version: "20" } });
    expect((await send("GET", `${path}/history/21`)).status).toBe(404);
  });

  test("a dry run, changes nothing", async () => {
    const path = `/${await create()}`;
    await send("PATCH", `${path}?dryRun=true`, { spec: { version: "9" } });
    await send("PUT", `${path}?dryRun=true`, { ...BODY, spec: { ...SPEC, pivot: { accessMode: "NATIVE" } } });
    await send("POST", "?dryRun=true", BODY);
    expect((await send("GET", path)).body).toMatchObject({ status: { resourceVersion: 1 } });
    expect(mock.items("cluster")).toHaveLength(1);
  });

  test("clusters that were not created here, show in the list as they are read", async () => {
    const rows = (await send("GET")).body as object[];
    expect(rows.map((row) => Object.keys(row))).toEqual(rows.map(() => ["metadata", "spec", "status"]));
    expect(rows.map((row) => readAt(row, ["status", "state"]))).toEqual(["STARTED", "STARTED"]);
  });

  test("a cluster that was not created here, runs, has its one version, and can be changed and deleted", async () => {
    const path = "/00000000-0000-4000-8000-00000000beef";
    expect((await send("GET", path)).body).toMatchObject({ status: { resourceVersion: 1, state: "STARTED" } });
    expect((await send("GET", `${path}/history/7`)).body).toMatchObject({ status: { resourceVersion: 7 } });
    await send("PATCH", path, { spec: { desiredState: "STOPPED" } });
    expect((await send("GET", path)).body).toMatchObject({ status: { resourceVersion: 2, state: "STOPPING" } });
    await clock.advance(300_000);
    expect((await send("GET", path)).body).toMatchObject({ status: { state: "STOPPED" } });
    expect((await send("DELETE", path)).status).toBe(202);
    expect((await send("GET", path)).body).toMatchObject({ status: { state: "DELETING" } });
    await clock.advance(60_000);
    expect(await send("GET", path)).toMatchObject({ status: 404, body: { error: { code: "NotFound" } } });
    expect(mock.violations).toEqual([]);
  });
});
