import { failureOf, startMock } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createPaletteClient, type PaletteOptions } from "./client.ts";
import { doctor } from "./doctor.ts";
import { AmbiguousWriteError, unwrap, waitForAppDeployment, waitForCluster, waitForClusterDeleted } from "./index.ts";

// The mock's times are dates of its clock, and the client's look-ups compare them with the machine's.
const clock = Object.assign(createFakeClock(Date.now()), { random: () => 0 });
const mock = await startMock("palette", { clock });
const run = <T>(promise: Promise<T>) => clock.runUntil(promise);

/** A client of the mock. */
function open(options: Partial<PaletteOptions> = {}) {
  return createPaletteClient({
    apiKey: "k1",
    baseUrl: mock.url,
    fetch: clock.fetch,
    clock,
    ...options,
  } as PaletteOptions);
}

// What a client loads with its first calls, and after a failure, takes time that no clock of tests knows.
beforeAll(async () => {
  const palette = createPaletteClient({ apiKey: "k1", baseUrl: mock.url });
  const missing = { headers: { Prefer: "code=404" } };
  await failureOf(palette.GET("/v1/packs", missing).then(unwrap));
  await failureOf(palette.DELETE("/v1/projects/{uid}", { ...at("u1"), body: {}, ...missing }).then(unwrap));
  await palette.POST("/v1/projects", { body: {} });
  await palette.DELETE("/v1/spectroclusters/{uid}", at("u1"));
  mock.reset();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const lines = () => mock.requests.map(({ method, path }) => `${method} ${path}`);
const uidOf = ({ uid }: { uid?: string | undefined }) => uid ?? "";
const at = (uid: string) => ({ params: { path: { uid } } });

async function createCluster(palette = open()) {
  const body = { metadata: { name: "mine" }, spec: { cloudAccountUid: "a1", cloudConfig: { region: "eu-1" } } };
  return uidOf(unwrap(await run(palette.POST("/v1/spectroclusters/aws", { body }))) as { uid?: string });
}

describe("a cluster of the mock", () => {
  test("created, is waited for until it runs and is healthy", async () => {
    const palette = open().project("p1");
    const uid = await createCluster(palette);
    const startMs = clock.now();
    const states: string[] = [];
    const cluster = await run(waitForCluster(palette, uid, { clock, onProgress: ({ state }) => states.push(state) }));
    expect(lines()[0]).toBe("POST /v1/spectroclusters/aws");
    expect(new Set(lines().slice(1))).toEqual(
      new Set([`GET /v1/spectroclusters/${uid}`, `GET /v1/dashboard/spectroclusters/${uid}/overview`]),
    );
    expect(mock.requests.every(({ headers }) => headers["projectuid"] === "p1")).toBe(true);
    expect(cluster).toMatchObject({ metadata: { uid, name: "mine" }, status: { state: "Running" } });
    expect([...new Set(states)]).toEqual(["Provisioning", "Running, UnHealthy", "Running, Healthy"]);
    expect(clock.now() - startMs).toBe(100_000);
    expect(mock.violations).toEqual([]);
  });

  test("deleted, is waited for until it is Deleted", async () => {
    const palette = open();
    const uid = await createCluster(palette);
    unwrap(await run(palette.DELETE("/v1/spectroclusters/{uid}", at(uid))));
    const states: string[] = [];
    await run(waitForClusterDeleted(palette, uid, { clock, onProgress: ({ state }) => states.push(state) }));
    expect([...new Set(states)]).toEqual(["Deleting", "Deleted"]);
  });

  test("deleted long ago, counts as deleted because it is missing", async () => {
    const palette = open();
    const uid = await createCluster(palette);
    unwrap(await run(palette.DELETE("/v1/spectroclusters/{uid}", at(uid))));
    await clock.advance(3_600_000);
    const states: string[] = [];
    await run(waitForClusterDeleted(palette, uid, { clock, onProgress: ({ state }) => states.push(state) }));
    expect(states).toEqual(["not found"]);
    expect(await failureOf(run(waitForCluster(palette, uid, { clock })))).toMatchObject({ code: "WAIT_FAILED" });
  });

  test("that is being deleted, fails the wait for it", async () => {
    const palette = open();
    const uid = await createCluster(palette);
    unwrap(await run(palette.DELETE("/v1/spectroclusters/{uid}", at(uid))));
    expect(await failureOf(run(waitForCluster(palette, uid, { clock })))).toMatchObject({
      code: "WAIT_FAILED",
      lastState: "Deleting",
    });
  });
});

test("an application of the mock, deployed, is waited for until its tiers are ready", async () => {
  const palette = open().project("p1");
  const body = { metadata: { name: "mine" }, spec: {} };
  const uid = uidOf(unwrap(await run(palette.POST("/v1/appDeployments", { body }))) as { uid?: string });
  const states: string[] = [];
  const options = { clock, onProgress: ({ state }: { state: string }) => states.push(state) };
  expect(await run(waitForAppDeployment(palette, uid, options))).toMatchObject({ status: { state: "Deployed" } });
  expect(states).toEqual([...Array(3).fill("a tier is not ready"), "Deployed"]);
});

describe("projects of the mock", () => {
  test("do not find each other's clusters, nor does the tenant", async () => {
    const palette = open();
    const uid = await createCluster(palette.project("p1"));
    const read = async (client: typeof palette) =>
      (await run(client.GET("/v1/spectroclusters/{uid}", at(uid)))).response.status;
    expect([
      await read(palette.project("p1")),
      await read(palette.project("p2")),
      await read(palette.tenant()),
    ]).toEqual([200, 404, 404]);
  });

  test("created and deleted, are what the doctor says of them", async () => {
    const palette = open();
    const uid = uidOf(unwrap(await run(palette.POST("/v1/projects", { body: { metadata: { name: "mine" } } }))));
    const examine = async () => {
      const { checks } = await doctor({ apiKey: "k1", baseUrl: mock.url, projectUid: uid });
      return checks.find(({ name }) => name === "scope");
    };
    expect(await examine()).toMatchObject({ outcome: "ok", found: "the project exists" });
    unwrap(await run(palette.DELETE("/v1/projects/{uid}", { ...at(uid), body: {} })));
    expect(await examine()).toMatchObject({ outcome: "failed", found: "there is no such project (404)" });
  });
});

describe("a cluster profile of the mock", () => {
  const body = {
    metadata: { name: "mine", labels: { team: "red" } },
    spec: {
      version: "1.0.0",
      template: {
        cloudType: "all",
        type: "add-on" as const,
        packs: [{ name: "nginx", tag: "1.0", type: "helm" as const, layer: "addon", uid: "pack1", values: "a: 1\n" }],
      },
    },
  };

  /** A `fetch` that loses the answer of the first creation after it took effect. */
  function createForgetful() {
    let isLost = false;
    return async (...[input, init]: Parameters<typeof fetch>) => {
      const answer = await clock.fetch(input, init);
      const isCreation = new Request(input, init).method === "POST";
      if (!isCreation || isLost) return answer;
      isLost = true;
      await answer.text();
      throw Object.assign(new TypeError("fetch failed"), {
        cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      });
    };
  }

  test("whose creation was lost on its way back, is found by name and version and not created again", async () => {
    const palette = open({ fetch: createForgetful() as typeof fetch });
    const { uid } = unwrap(await run(palette.POST("/v1/clusterprofiles", { body }))) as { uid: string };
    expect(lines()).toEqual([
      "POST /v1/clusterprofiles",
      "GET /v1/dashboard/clusterprofiles/metadata",
      `GET /v1/clusterprofiles/${uid}`,
    ]);
    expect(mock.items("clusterProfile")).toMatchObject([{ metadata: { uid, name: "mine" } }]);
  });

  test("that somebody changed since, leaves the lost creation in doubt", async () => {
    const palette = open();
    const fetch = createForgetful();
    const changing = async (...[input, init]: Parameters<typeof globalThis.fetch>) => {
      const isLookUp = String(input instanceof Request ? input.url : input).endsWith("/metadata");
      const [profile] = mock.items("clusterProfile") as unknown as { metadata: { uid: string } }[];
      if (isLookUp && profile) {
        const other = { ...body, spec: { ...body.spec, template: { ...body.spec.template, type: "infra" as const } } };
        await palette.PUT("/v1/clusterprofiles/{uid}", { ...at(profile.metadata.uid), body: other });
      }
      return fetch(input, init);
    };
    const other = open({ fetch: changing as typeof globalThis.fetch });
    const failure = await failureOf(run(other.POST("/v1/clusterprofiles", { body })));
    expect(failure).toBeInstanceOf(AmbiguousWriteError);
  });

  test("of a name and version that another has, is refused", async () => {
    const palette = open();
    unwrap(await run(palette.POST("/v1/clusterprofiles", { body })));
    const other = { ...body, metadata: { ...body.metadata, labels: { team: "blue" } } };
    const { error, response } = await run(palette.POST("/v1/clusterprofiles", { body: other }));
    expect(response.status).toBe(409);
    expect(error).toMatchObject({ code: "ResourceAlreadyExists" });
    expect(mock.items("clusterProfile")).toHaveLength(1);
  });
});

test("more things than fit on a page, are all read, each once", async () => {
  const palette = open();
  for (let index = 0; index < 60; index++) {
    await run(palette.POST("/v1/projects", { body: { metadata: { name: `n${index}` } } }));
  }
  const names: (string | undefined)[] = [];
  const reading = (async () => {
    for await (const project of palette.items.POST("/v1/dashboard/projects", { body: {} }))
      names.push(project.metadata?.name);
  })();
  await run(reading);
  expect(names.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, index) => `n${index}`));
  expect(new Set(names).size).toBe(names.length);
  const searches = mock.requests.filter(({ path }) => path === "/v1/dashboard/projects");
  expect(searches.map(({ url }) => url.split("?")[1])).toEqual([undefined, "continue=page.50&offset=50"]);
});
