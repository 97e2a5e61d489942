import { readFile } from "node:fs/promises";
import type { LostWrite, Result } from "@vendor-clients/runtime";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createPaletteClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { sendRules } from "./send-rules.ts";

// What a call that failed loads would take longer than the test's clock waits.
beforeAll(async () => {
  const notFoundFetch = async () => Response.json({}, { status: 404 });
  await createPaletteClient({ apiKey: "k1", fetch: notFoundFetch }).GET("/v1/packs");
});

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>>;
}

const CREATE = "POST /v1/clusterprofiles";

async function readDocument(): Promise<ReadonlyMap<string, Operation>> {
  const text = await readFile(new URL("../../../specs/palette/openapi.json", import.meta.url), "utf8");
  const paths = Object.entries<Record<string, Operation>>(JSON.parse(text).paths);
  return new Map(
    paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}

const classOf = (operation: string) => sendRules.classOf?.(operation);
const successOf = ({ responses }: Operation) => Object.keys(responses).find((status) => status.startsWith("2"));
const schemaOf = ({ responses }: Operation) =>
  JSON.stringify(responses["200"]?.content?.["application/json"]?.schema ?? {});

describe("operations that are called safe", () => {
  // How it is decided that an operation reads: its success creates nothing (never 201 or 202, never the uid of something new), its id
  // says nothing of a change, and it answers either with what it read or, for a validation, with nothing.
  test("are 106 of POST, and each only reads, as the vendor's document says", async () => {
    const reads = [...(await readDocument())].filter(([name]) => classOf(name) === "safe");
    for (const [name, operation] of reads) {
      expect.soft(name).toMatch(/^POST /);
      expect.soft(["200", "204"], name).toContain(successOf(operation));
      expect.soft(schemaOf(operation), name).not.toMatch(/schemas\/v1(Uid|UserToken|AsyncOperationIdEntity)"/);
      expect
        .soft(operation.operationId, name)
        .not.toMatch(
          /(Create|Update|Delete|Register|Sync|Apply|Copy|Reset|Migrate|Add|Remove|Activate|Revoke)(?!\w*Validate)/i,
        );
      if (successOf(operation) === "204") expect.soft(operation.operationId, name).toMatch(/validate$/i);
    }
    expect(reads.length).toBe(106);
  });

  test("leave out no POST that answers 200, but those that change something or make a secret", async () => {
    const others = [...(await readDocument())].filter(
      ([name, operation]) => name.startsWith("POST ") && successOf(operation) === "200" && classOf(name) !== "safe",
    );
    expect(others.map(([name]) => name.slice(9)).sort()).toEqual([
      "auth/authenticate",
      "auth/org/{org}/saml/callback",
      "clouds/aws/regions/{region}/copydefaultimages",
      "edgehosts/register",
      "pcg/selfHosted",
      "spectroclusters/{uid}/vms",
      "spectroclusters/{uid}/vms/{vmName}/clone",
      "spectroclusters/{uid}/vms/{vmName}/snapshot",
      "system/activate",
      "system/encrypt",
      "users/mfa/register/device/start",
    ]);
  });

  test("hold every validation by POST", async () => {
    const validations = [...(await readDocument()).keys()].filter((name) => /^POST .*validate/i.test(name));
    expect(validations.length).toBeGreaterThan(40);
    for (const name of validations) expect.soft(classOf(name), name).toBe("safe");
  });

  test("hold every search that pages", () => {
    const searches = Object.values(operations).filter(([method, , style]) => method === "POST" && style);
    expect(searches.length).toBe(12);
    for (const [method, path] of searches) expect.soft(classOf(`${method} ${path}`), path).toBe("safe");
  });
});

describe("operations that do something each time", () => {
  test("are those eight of PUT and one of GET, plain writes", async () => {
    const names = [...(await readDocument()).keys()].filter((name) => classOf(name) === "write");
    expect(names.sort()).toEqual([
      "GET /v1/auth/user/org/forgot",
      "PUT /v1/edgehosts/{uid}/reset",
      "PUT /v1/overlords/{uid}/reset",
      "PUT /v1/spectroclusters/{uid}/reset",
      "PUT /v1/spectroclusters/{uid}/vms/{vmName}/addVolume",
      "PUT /v1/spectroclusters/{uid}/vms/{vmName}/migrate",
      "PUT /v1/spectroclusters/{uid}/vms/{vmName}/removeVolume",
      "PUT /v1/spectroclusters/{uid}/vms/{vmName}/restart",
      "PUT /v1/system/admins/{uid}/passwordResetLink",
    ]);
  });

  test.each([
    "POST /v1/spectroclusters/aws",
    "POST /v1/projects",
    "POST /v1/clusterprofiles/import",
    "PUT /v1/projects/{uid}",
  ])("%s, goes by its method, as no source says more", (name) => {
    expect(classOf(name)).toBeUndefined();
  });
});

describe("a cluster profile whose creation was lost", () => {
  const NOW = Date.parse("2026-11-21T12:00:00Z");
  const at = (seconds: number) => ({ metadata: { creationTimestamp: new Date(NOW + seconds * 1000).toISOString() } });
  const profile = (name: string, version: string, uid: unknown = "u1") => ({
    metadata: { name, uid },
    spec: { version },
  });

  async function lookUp(items: unknown, detail: object = at(1), body: unknown = profile("base", "1.0.0", undefined)) {
    const asked: string[] = [];
    const send = async (method: string, path: string): Promise<Result<unknown, unknown>> => {
      asked.push(`${method} ${path}`);
      return { data: path.includes("{uid}") ? detail : { items }, response: new Response() };
    };
    const lost: LostWrite = { operation: CREATE, init: { body }, sentAtEpochMs: NOW, send };
    return { found: await sendRules.lookUps?.[CREATE]?.(lost), asked };
  }

  test("is found by name and version, when it was created since", async () => {
    const items = [profile("base", "0.9.0", "u0"), profile("other", "1.0.0", "u2"), profile("base", "1.0.0")];
    const { found, asked } = await lookUp(items);
    expect(found).toEqual({ data: { uid: "u1" } });
    expect(asked).toEqual(["GET /v1/dashboard/clusterprofiles/metadata", "GET /v1/clusterprofiles/{uid}"]);
  });

  test.each([
    ["none of that name and version", [profile("base", "2.0.0"), { metadata: { name: "other" } }], "absent"],
    ["rows without names", [profile("base", "2.0.0"), { metadata: null }], "unclear"],
    ["null for a row", [null], "unclear"],
    ["no profile at all", [], "absent"],
    ["two of them", [profile("base", "1.0.0"), profile("Base", "1.0.0")], "unclear"],
    ["one without a uid", [profile("base", "1.0.0", null)], "unclear"],
    ["no list", undefined, "unclear"],
  ])("with %s, is %s", async (_, items, want) => {
    expect((await lookUp(items)).found).toBe(want);
  });

  test.each([
    ["two minutes before, by the vendor's clock", at(-120), { data: { uid: "u1" } }],
    ["longer ago", at(-121), "unclear"],
    ["nobody knows when", { metadata: {} }, "unclear"],
    ["not at all, by now", {}, "unclear"],
  ])("when the one found was created %s", async (_, detail, want) => {
    expect((await lookUp([profile("base", "1.0.0")], detail)).found).toEqual(want);
  });

  test.each([
    [null],
    [{ metadata: { name: "base" } }],
    [profile("", "1.0.0")],
    [profile("base", "")],
  ])("sent as %j, without name or version, is in doubt", async (body) => {
    expect((await lookUp([], at(1), body)).found).toBe("unclear");
  });

  const sentPacks = [
    { name: "vault", layer: "addon", tag: "1.2.0", values: "a: 1\n", uid: "p1" },
    { name: "ubuntu", layer: "os" },
  ];
  const shownPacks = [
    { name: "ubuntu", layer: "os", tag: "22.04", values: "" },
    { name: "vault", layer: "addon", tag: "1.2.0", values: "a: 1", packUid: "p1", digest: "d" },
  ];
  const sentProfile = {
    metadata: { name: "base", labels: { team: "a" } },
    spec: { version: "1.0.0", template: { cloudType: "aws", type: "add-on", packs: sentPacks } },
  };
  const shownTemplate = { cloudType: "aws", type: "add-on", packs: shownPacks };
  const showing = (spec: object, metadata: object = {}) => ({ metadata: { ...at(1).metadata, ...metadata }, spec });
  const [ubuntu, vault] = shownPacks;

  test.each([
    ["the packs that were sent, in another order", showing({ draft: shownTemplate })],
    [
      "them published",
      showing({ published: shownTemplate, version: "1.0.0" }, { name: "base", labels: { team: "a" } }),
    ],
    ["less of a pack", showing({ draft: { packs: [{ name: "vault" }, { name: "ubuntu" }] } })],
  ])("that shows %s, is taken for the one that was sent", async (_, detail) => {
    const { found } = await lookUp([profile("base", "1.0.0")], detail, sentProfile);
    expect(found).toEqual({ data: { uid: "u1" } });
  });

  test.each([
    ["another pack", { packs: [{ name: "other" }, ubuntu] }],
    ["a pack less", { packs: [vault] }],
    ["a pack more", { packs: [...shownPacks, { name: "other" }] }],
    ["another tag of a pack", { packs: [{ ...vault, tag: "1.3.0" }, ubuntu] }],
    ["another layer of a pack", { packs: [{ ...vault, layer: "csi" }, ubuntu] }],
    ["another version of a pack", { packs: [{ ...vault, packUid: "p2" }, ubuntu] }],
    ["other values of a pack", { packs: [{ ...vault, values: "a: 2" }, ubuntu] }],
    ["another cloud", { cloudType: "gcp" }],
    ["another type", { type: "infra" }],
    ["no packs", { packs: undefined }],
  ])("with %s, is somebody else's and not taken for the one that was sent", async (_, difference) => {
    const detail = showing({ published: { ...shownTemplate, ...difference } });
    expect((await lookUp([profile("base", "1.0.0")], detail, sentProfile)).found).toBe("unclear");
  });

  test.each([
    ["nothing of what it holds", showing({})],
    ["another version", showing({ draft: shownTemplate, version: "1.0.1" })],
    ["another name", showing({ draft: shownTemplate }, { name: "other" })],
    ["another label", showing({ draft: shownTemplate }, { labels: { team: "b" } })],
    ["a draft that is not what is published", showing({ draft: shownTemplate, published: { packs: [] } })],
  ])("that shows %s, is not taken for the one that was sent", async (_, detail) => {
    expect((await lookUp([profile("base", "1.0.0")], detail, sentProfile)).found).toBe("unclear");
  });

  test("refused with 409 by a client's first attempt, where other packs are there, stays the 409", async () => {
    const refused = json({ code: "DuplicateClusterProfiles", message: "exists" }, 409);
    const foreign = json({
      metadata: { creationTimestamp: new Date(Date.now() - 60_000).toISOString() },
      spec: { published: { packs: [{ name: "other" }] } },
    });
    const { fetch, sent } = createRecordingFetch(refused, json({ items: [profile("base", "1.0.0", "f1")] }), foreign);
    const clock = createFakeClock();
    const palette = createPaletteClient({ baseUrl: "https://palette.test", apiKey: "k1", fetch, clock });
    const body = { metadata: { name: "base" }, spec: { version: "1.0.0", template: { packs: [{ name: "mine" }] } } };
    const { data, error, response } = await clock.runUntil(palette.POST("/v1/clusterprofiles", { body }));
    expect([data, response.status]).toEqual([undefined, 409]);
    expect(error).toMatchObject({ code: "DuplicateClusterProfiles" });
    expect(sent.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("by a refused listing, is in doubt", async () => {
    const send = async () => ({ error: {}, response: new Response(null, { status: 403 }) });
    const body = profile("base", "1.0.0");
    const lost: LostWrite = { operation: CREATE, init: { body }, sentAtEpochMs: NOW, send };
    expect(await sendRules.lookUps?.[CREATE]?.(lost)).toBe("unclear");
  });

  test("by a client, is sent once and answered with what was found", async () => {
    const cut = () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
    };
    const created = json({ metadata: { creationTimestamp: new Date().toISOString() } });
    const { fetch, sent } = createRecordingFetch(cut, json({ items: [profile("base", "1.0.0")] }), created);
    const clock = createFakeClock();
    const palette = createPaletteClient({ baseUrl: "https://palette.test", apiKey: "k1", fetch, clock }).project("p1");
    const body = { metadata: { name: "base" }, spec: { version: "1.0.0" } };
    const { data } = await clock.runUntil(palette.POST("/v1/clusterprofiles", { body }));
    expect(data).toEqual({ uid: "u1" });
    expect(sent.map(({ line }) => line.replace("https://palette.test", ""))).toEqual([
      CREATE,
      "GET /v1/dashboard/clusterprofiles/metadata",
      "GET /v1/clusterprofiles/u1",
    ]);
    expect(sent.map(({ headers }) => headers.get("ProjectUid"))).toEqual(["p1", "p1", "p1"]);
  });
});

describe("what a caller is told of a lost creation", () => {
  test.each([
    ["POST /v1/spectroclusters/aws", "GET /v1/dashboard/spectroclusters/meta"],
    ["POST /v1/spectroclusters/edge-native/import", "GET /v1/dashboard/spectroclusters/meta"],
    ["POST /v1/spectroclusters/cloudTypes/{cloudType}", "GET /v1/dashboard/spectroclusters/meta"],
    ["POST /v1/clusterprofiles/{uid}/clone", "GET /v1/dashboard/clusterprofiles/metadata"],
    ["POST /v1/projects", "GET /v1/dashboard/projects/metadata"],
  ])("of %s, names a listing that the vendor has", async (operation, listing) => {
    expect(sendRules.reconcile?.(operation)).toBe(`look for the name in ${listing}`);
    expect((await readDocument()).has(listing)).toBe(true);
    expect((await readDocument()).has(operation)).toBe(true);
  });

  test("of anything else, is left to the runtime", () => {
    expect(sendRules.reconcile?.("POST /v1/apiKeys")).toBeUndefined();
  });
});
