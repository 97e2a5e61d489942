import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { loadRules, templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { readAt, withAt } from "../../behaviour/members.ts";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { type Mock, startMock } from "../../mock/start-mock.ts";

const { state, operations, bodyOf } = await loadRules("palette");
const kinds = state.resources.map((resource) => [resource.name, resource] as const);
const creations = state.resources.flatMap((resource) =>
  (resource.create ?? []).filter(({ on }) => !on.includes("{uid}")).map((rule) => [rule.on, resource] as const),
);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const clock = createFakeClock(Date.parse("2031-01-01T00:00:00Z"));
const mock = await startMock("palette", { clock });
const send = createSender(mock);
const now = () => new Date(clock.now()).toISOString();

afterEach(() => mock.reset());
afterAll(() => mock.close());

function createSender(mock: Mock) {
  return async (template: string, uid = "", body?: unknown, project?: string): Promise<Answer> => {
    const [method = "", path = ""] = template.split(" ");
    const url = mock.url + path.replace("{uid}", uid).replace("{cloudType}", "nutanix");
    const headers: Record<string, string> = { ApiKey: "k", ...(project !== undefined && { ProjectUid: project }) };
    if (body !== undefined) headers["content-type"] = "application/json";
    const answer = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
}

const named = (template: string, name: string) => withAt(bodyOf(template), ["metadata", "name"], name);
const uidOf = ({ body }: Answer) => String(readAt(body, ["uid"]));

test.each(kinds)("the rules of %s, name operations of the document only, each once", (_, resource) => {
  const templates = templatesOf(resource);
  expect(templates.filter((template) => !operations.has(template))).toEqual([]);
  expect(new Set(templates).size).toBe(templates.length);
});

describe("a thing of Palette", () => {
  test.each(
    creations,
  )("created by %s, is read, listed, changed and deleted as the document says", async (on, resource) => {
    const created = await send(on, "", named(on, "mine"));
    expect(created).toMatchObject({ status: 201, body: { uid: expect.stringMatching(/^[0-9a-f]{24}$/) } });
    const uid = uidOf(created);
    const cloud = on.split("/").slice(3).join("/");
    const reads = resource.read.filter(({ on: read }) => resource.read.length < 5 || read.includes(`/${cloud}/{uid}`));
    expect(reads.length).toBeGreaterThan(0);
    for (const read of reads) {
      const answer = await send(read.on, uid);
      expect(answer.status, read.on).toBe(200);
      if (readAt(answer.body, ["metadata"]) !== undefined) {
        expect(answer.body).toMatchObject({ metadata: { uid, name: "mine" } });
        expect(readAt(answer.body, ["metadata"])).not.toHaveProperty("deletionTimestamp");
      }
    }
    for (const list of resource.list ?? []) {
      const answer = await send(list.on, "", list.on.startsWith("POST") ? bodyOf(list.on) : undefined);
      const isOther = list.filter !== undefined && !list.on.endsWith(`/${cloud}`);
      expect(JSON.stringify(answer.body).includes(uid), list.on).toBe(!isOther);
    }
    for (const update of (resource.update ?? []).slice(0, 1)) {
      expect((await send(update.on, uid, bodyOf(update.on))).status, update.on).toBe(204);
      expect((await send(reads[0]?.on ?? "", uid)).body).toMatchObject({ metadata: { uid } });
    }
    expect((await send(resource.remove?.[0]?.on ?? "", uid)).status).toBe(204);
    await clock.advance(660_000);
    expect(await send(reads[0]?.on ?? "", uid)).toMatchObject({ status: 404, body: { code: "ResourceNotFound" } });
    expect(mock.violations).toEqual([]);
  });

  test("created, has the times of the mock's clock", async () => {
    const uid = uidOf(await send("POST /v1/projects", "", named("POST /v1/projects", "mine")));
    const createdAt = now();
    await clock.advance(1000);
    await send("PUT /v1/projects/{uid}/meta", uid, { name: "other" });
    expect((await send("GET /v1/projects/{uid}", uid)).body).toMatchObject({
      metadata: {
        name: "other",
        creationTimestamp: createdAt,
        lastModifiedTimestamp: now(),
      },
    });
  });

  test("has the labels that it was sent, and those alone", async () => {
    const body = { metadata: { name: "mine", labels: { team: "red", "a/b": "" } } };
    const uid = uidOf(await send("POST /v1/projects", "", body));
    expect(readAt((await send("GET /v1/projects/{uid}", uid)).body, ["metadata", "labels"])).toEqual({
      team: "red",
      "a/b": "",
    });
  });
});

describe("projects of Palette", () => {
  test.each([
    [
      "cluster",
      "POST /v1/spectroclusters/aws",
      "GET /v1/spectroclusters/{uid}",
      "GET /v1/dashboard/spectroclusters/meta",
    ],
    ["app deployment", "POST /v1/appDeployments", "GET /v1/appDeployments/{uid}", "POST /v1/dashboard/appDeployments"],
  ])("that have no part in a %s, do not see it, nor does the tenant", async (_, create, read, list) => {
    const body = list.startsWith("POST") ? {} : undefined;
    const uid = uidOf(await send(create, "", named(create, "mine"), "p1"));
    const sees = async (project?: string) => [
      (await send(read, uid, undefined, project)).status,
      JSON.stringify((await send(list, "", body, project)).body).includes(uid),
    ];
    expect(await sees("p1")).toEqual([200, true]);
    expect(await sees("p2")).toEqual([404, false]);
    expect(await sees()).toEqual([404, false]);
  });

  test("see the tenant's cluster profiles, and not each other's", async () => {
    const on = "POST /v1/clusterprofiles";
    const ofTenant = uidOf(await send(on, "", named(on, "shared")));
    const ofProject = uidOf(await send(on, "", named(on, "own"), "p1"));
    const read = async (uid: string, project?: string) =>
      (await send("GET /v1/clusterprofiles/{uid}", uid, undefined, project)).status;
    expect([await read(ofTenant, "p1"), await read(ofTenant, "p2"), await read(ofTenant)]).toEqual([200, 200, 200]);
    expect([await read(ofProject, "p1"), await read(ofProject, "p2"), await read(ofProject)]).toEqual([200, 404, 404]);
  });

  test("refuse a second cluster profile of the same name and version", async () => {
    const body = (version: string) => ({ metadata: { name: "Mine" }, spec: { version } });
    expect((await send("POST /v1/clusterprofiles", "", body("1.0.0"), "p1")).status).toBe(201);
    expect((await send("POST /v1/clusterprofiles", "", body("1.0.0"), "p1")).status).toBe(409);
    expect((await send("POST /v1/clusterprofiles", "", body("1.0.1"), "p1")).status).toBe(201);
    expect((await send("POST /v1/clusterprofiles", "", body("1.0.0"), "p2")).status).toBe(201);
  });
});

describe("clusters of Palette", () => {
  test("are provisioned, run, become healthy, and are answered for after their deletion", async () => {
    const on = "POST /v1/spectroclusters/cloudTypes/{cloudType}";
    const uid = uidOf(await send(on, "", named(on, "mine")));
    const look = async () => {
      const { body, status } = await send("GET /v1/spectroclusters/{uid}", uid);
      const overview = await send("GET /v1/dashboard/spectroclusters/{uid}/overview", uid);
      return [status, readAt(body, ["status", "state"]), readAt(overview.body, ["status", "health", "state"])];
    };
    expect((await send("GET /v1/spectroclusters/{uid}", uid)).body).toMatchObject({ spec: { cloudType: "nutanix" } });
    const seen: unknown[] = [await look()];
    for (const ms of [20_000, 60_000, 20_000]) {
      await clock.advance(ms);
      seen.push(await look());
    }
    expect(seen).toEqual([
      [200, "Pending", ""],
      [200, "Provisioning", ""],
      [200, "Running", "UnHealthy"],
      [200, "Running", "Healthy"],
    ]);
    await send("DELETE /v1/spectroclusters/{uid}", uid);
    const deletionTimestamp = now();
    expect((await look()).slice(0, 2)).toEqual([200, "Deleting"]);
    await clock.advance(60_000);
    expect((await look()).slice(0, 2)).toEqual([200, "Deleted"]);
    expect((await send("GET /v1/spectroclusters/{uid}", uid)).body).toMatchObject({
      metadata: { deletionTimestamp },
    });
    expect(JSON.stringify((await send("GET /v1/dashboard/spectroclusters/meta")).body)).not.toContain(uid);
    expect(mock.violations).toEqual([]);
  });

  test("that nobody created, run and are healthy", async () => {
    const answer = await send("GET /v1/spectroclusters/{uid}", "abc");
    expect(answer.body).toMatchObject({ metadata: { uid: "abc" }, status: { state: "Running" } });
  });

  test("that nobody created, deleted, are listed no more", async () => {
    const [row] = (await send("GET /v1/dashboard/spectroclusters/meta")).body as { metadata: { uid: string } }[];
    const uid = row?.metadata.uid ?? "";
    await send("DELETE /v1/spectroclusters/{uid}", uid);
    expect((await send("GET /v1/spectroclusters/{uid}", uid)).body).toMatchObject({ status: { state: "Deleting" } });
  });
});

describe("lists of Palette", () => {
  const on = "POST /v1/projects";
  const page = async (query: string) =>
    (await send(`POST /v1/dashboard/projects${query}`, "", {})).body as {
      items: { metadata: { name: string } }[];
      listmeta: { continue: string; count: number; offset: number; limit: number };
    };

  test("with a limit, come in pages whose token leads to the next", async () => {
    for (const name of ["a", "b", "c"]) await send(on, "", named(on, name));
    const first = await page("?limit=2");
    expect(first.items.map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
    expect(first.listmeta).toMatchObject({ continue: expect.stringMatching(/./), limit: 2, offset: 2 });
    const second = await page(`?limit=2&continue=${first.listmeta.continue}&offset=2`);
    expect(second.items[0]?.metadata.name).toBe("c");
    expect(second.listmeta.count).toBe(first.listmeta.count);
  });

  test("without a limit, come in pages of 50; after their end they are empty", async () => {
    for (let index = 0; index < 50; index++) await send(on, "", { metadata: { name: `n${index}` } });
    const first = await page("");
    expect(first.items).toHaveLength(50);
    expect(first.listmeta.continue).not.toBe("");
    expect((await page("?limit=500")).items).toHaveLength(50);
    expect(await page("?offset=1000")).toMatchObject({ items: [], listmeta: { continue: "" } });
  });
});

test("mocks without state, answer samples only", async () => {
  const bare = await startMock("palette", { state: false });
  onTestFinished(bare.close);
  const send = createSender(bare);
  const first = await send("POST /v1/projects", "", named("POST /v1/projects", "mine"));
  const second = await send("POST /v1/projects", "", named("POST /v1/projects", "mine"));
  expect(uidOf(first)).toBe(uidOf(second));
  expect(bare.items("project")).toEqual([]);
});
