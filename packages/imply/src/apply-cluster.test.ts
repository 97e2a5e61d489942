import { unwrap } from "@vendor-clients/runtime";
import { type Answer, createRecordingFetch, failureOf, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { type ApplyOptions, applyCluster } from "./apply-cluster.ts";
import { createImplyClient } from "./client.ts";
import type { Cluster, ClusterWrite } from "./generated/types.ts";
import { AmbiguousWriteError, NetworkError } from "./index.ts";

// What a client loads with its first answers takes time that a clock of tests does not know.
beforeAll(async () => {
  const { fetch } = createRecordingFetch(json({}), json({}, 404));
  const imply = createImplyClient({ vanityDomain: "acme", token: "honey-token", fetch });
  await imply.GET("/clusters");
  await failureOf(imply.GET("/clusters").then(unwrap));
});

const DESIRED = {
  metadata: { name: "reporting" },
  spec: {
    version: "2021.06",
    awsInstanceRole: "role",
    desiredState: "STARTED",
    master: { instanceType: "m5.large", replicas: 3 },
    query: { instanceType: "m5.large", replicas: 2 },
    data: { tier1: { instanceType: "i3.large", replicas: 2 } },
    metadataStore: { instanceType: "db.m5.large", diskSize: 50 },
    deepStorage: { path: "s3://bucket/prefix" },
    pivot: { accessMode: "PROXIED" },
  },
} satisfies ClusterWrite;

const PRESENT: Cluster = {
  metadata: { name: "reporting", uid: "u1" },
  spec: { ...DESIRED.spec, awsTags: [] },
  status: { resourceVersion: 4, state: "STARTED" },
};

/** The cluster that is there, with some fields of its spec changed. */
function present(spec: object = {}, resourceVersion = 4): Cluster {
  return { ...PRESENT, spec: { ...PRESENT.spec, ...spec }, status: { resourceVersion, state: "STARTED" } };
}

const OTHER = { metadata: { name: "other", uid: "u2" }, spec: {} };
const conflict = json({ error: { code: "Conflict", message: "changed" } }, 409);

/** Applies against answers in their order; says what was sent and what came of it. */
async function apply(answers: (() => Response)[], options: ApplyOptions = {}, desired: ClusterWrite = DESIRED) {
  const { fetch, sent } = createRecordingFetch(...answers);
  const clock = createFakeClock();
  const imply = createImplyClient({ vanityDomain: "acme", token: "honey-token", fetch });
  const run = clock.runUntil(applyCluster(imply, desired, { ...options, clock }));
  const failure = await failureOf(run);
  const lines = sent.map(({ line }) => line.replace("https://acme.implycloud.com/api/v1", ""));
  const bodies = sent.map(({ body }) => (body === "" ? undefined : JSON.parse(body)));
  return {
    lines,
    bodies,
    headers: sent.map(({ headers }) => headers),
    failure,
    applied: failure ? undefined : await run,
    nowMs: clock.now(),
  };
}

describe("applyCluster() without such a cluster", () => {
  test("creates it", async () => {
    const { lines, bodies, applied } = await apply([json([OTHER]), json(PRESENT, 202)]);
    expect(lines).toEqual(["GET /clusters", "POST /clusters"]);
    expect(bodies[1]).toEqual(DESIRED);
    expect(applied).toMatchObject({ action: "create", dryRun: false, clusterId: "u1", cluster: PRESENT });
  });

  test("as a dry run, has the Manager check it and lists every field", async () => {
    const { lines, applied } = await apply([json({ values: [OTHER] }), json(DESIRED)], { dryRun: true });
    expect(lines).toEqual(["GET /clusters", "POST /clusters?dryRun=true"]);
    expect(applied).toMatchObject({ action: "create", dryRun: true, clusterId: undefined });
    expect(applied?.differences).toEqual([
      { path: "metadata", found: "absent", wanted: "object", value: DESIRED.metadata },
      { path: "spec", found: "absent", wanted: "object", value: DESIRED.spec },
    ]);
  });

  test("answered by a check, does not take that for a creation", async () => {
    const { failure } = await apply([json([]), json(DESIRED)]);
    expect(failure).toMatchObject({ code: "RESPONSE_FORMAT", status: 200 });
  });

  test("told a resource version, refuses before it creates anything", async () => {
    const { lines, failure } = await apply([json([])], { resourceVersion: 4 });
    expect(lines).toEqual(["GET /clusters"]);
    expect(failure).toMatchObject({ code: "APPLY_CONFLICT", wantedVersion: 4, foundVersion: undefined });
  });

  test("waiting, looks until it is started", async () => {
    const answers = [json([]), json(PRESENT, 202), json({ ...PRESENT, status: { state: "PREPARING" } }), json(PRESENT)];
    const { lines, applied } = await apply(answers, { wait: true });
    expect(lines).toEqual(["GET /clusters", "POST /clusters", "GET /clusters/u1", "GET /clusters/u1"]);
    expect(applied?.cluster).toEqual(PRESENT);
  });
});

describe("applyCluster() with a cluster that differs", () => {
  const changed = present({ query: { instanceType: "m5.large", replicas: 5 }, awsKeyPair: "key" });
  const difference = { path: "spec.query.replicas", found: "number", wanted: "number", value: 2 };

  test("patches what differs and nothing else", async () => {
    const { lines, bodies, headers, applied } = await apply([json([PRESENT]), json(changed), json(PRESENT, 202)]);
    expect(lines).toEqual(["GET /clusters", "GET /clusters/u1", "PATCH /clusters/u1"]);
    expect(bodies[2]).toEqual({ spec: { query: { replicas: 2 } } });
    expect(headers[2]?.get("content-type")).toBe("application/merge-patch+json");
    expect(applied).toEqual({
      action: "patch",
      dryRun: false,
      differences: [difference],
      clusterId: "u1",
      cluster: PRESENT,
    });
  });

  test("overwriting, replaces the whole and lets go what is not named", async () => {
    const { lines, bodies, applied } = await apply([json(changed), json(PRESENT, 202)], {
      mode: "overwrite",
      clusterId: "u1",
    });
    expect(lines).toEqual(["GET /clusters/u1", "PUT /clusters/u1"]);
    expect(bodies[1]).toEqual(DESIRED);
    expect(applied?.differences).toEqual([difference, { path: "spec.awsKeyPair", found: "string", wanted: "absent" }]);
  });

  test("as a dry run, sends no change and lists the differences", async () => {
    const { lines, applied } = await apply([json(changed)], { dryRun: true, clusterId: "u1" });
    expect(lines).toEqual(["GET /clusters/u1"]);
    expect(applied).toMatchObject({ action: "patch", dryRun: true, differences: [difference], cluster: changed });
  });

  test("to be stopped, patches the desired state and waits for that one", async () => {
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, desiredState: "STOPPED" } };
    const stopping = present({ desiredState: "STOPPED" });
    const stopped = { ...stopping, status: { resourceVersion: 5, state: "STOPPED" } };
    const answers = [json(PRESENT), json(stopping, 202), json(stopping), json(stopped)];
    const options = { clusterId: "u1", wait: { intervalMs: 1000 } };
    const { lines, bodies, applied, nowMs } = await apply(answers, options, desired);
    expect(lines).toEqual(["GET /clusters/u1", "PATCH /clusters/u1", "GET /clusters/u1", "GET /clusters/u1"]);
    expect(bodies[1]).toEqual({ spec: { desiredState: "STOPPED" } });
    expect(applied?.cluster.status?.["state"]).toBe("STOPPED");
    expect(nowMs).toBeLessThan(12_000);
  });

  test.each<[string, object | undefined, unknown]>([
    ["keeps the present one", { accessMode: "OIDC", url: "https://x" }, { accessMode: "OIDC" }],
    ["takes the default of the vendor where there is none", undefined, { accessMode: "PROXIED" }],
  ])("overwriting without an access mode, %s", async (_, pivot, want) => {
    const { pivot: _given, desiredState, ...spec } = DESIRED.spec;
    const before = present({ pivot, desiredState: "STOPPED" });
    const { bodies } = await apply(
      [json(before), json(PRESENT, 202)],
      { mode: "overwrite", clusterId: "u1" },
      {
        ...DESIRED,
        spec: { ...spec, version: "2021.07" },
      },
    );
    expect(bodies[1].spec).toEqual({ ...spec, version: "2021.07", pivot: want, desiredState: "STOPPED" });
  });
});

describe("applyCluster() with a cluster that is what it should be", () => {
  test.each(["patch", "overwrite"] as const)("in the mode %s, changes nothing", async (mode) => {
    const { lines, applied } = await apply([json([PRESENT]), json(PRESENT)], { mode });
    expect(lines).toEqual(["GET /clusters", "GET /clusters/u1"]);
    expect(applied).toMatchObject({ action: "none", differences: [], cluster: PRESENT });
  });
});

describe("applyCluster() and somebody else", () => {
  const mine = present({ version: "2021.05" });
  const theirs = present({ version: "2021.04", awsKeyPair: "key" }, 5);

  test("refused with 409 after another change, compares again and sends what differs now", async () => {
    const reread = present({ version: "2021.05", awsInstanceRole: "theirs" }, 5);
    const answers = [json(mine), conflict, json(reread), json(PRESENT, 202)];
    const { lines, bodies, applied } = await apply(answers, { clusterId: "u1" });
    expect(lines).toEqual(["GET /clusters/u1", "PATCH /clusters/u1", "GET /clusters/u1", "PATCH /clusters/u1"]);
    expect(bodies[3]).toEqual({ spec: { version: "2021.06", awsInstanceRole: "role" } });
    expect(applied?.differences).toHaveLength(2);
  });

  test("refused with 409 though nothing changed, is refused", async () => {
    const { lines, failure } = await apply([json(mine), conflict, json(mine)], { clusterId: "u1" });
    expect(lines).toHaveLength(3);
    expect(failure).toMatchObject({ status: 409, vendorCode: "Conflict" });
  });

  test("refused with 409 again and again, ends after three changes", async () => {
    const answers = [1, 2, 3].flatMap((version) => [json(present({ version: "2021.05" }, version)), conflict]);
    const { lines, failure } = await apply([...answers, json(present({}, 4))], { clusterId: "u1" });
    expect(lines.filter((line) => line.startsWith("PATCH"))).toHaveLength(3);
    expect(failure).toMatchObject({ status: 409 });
  });

  test("of another resource version than expected, sends nothing", async () => {
    const { lines, failure } = await apply([json(theirs)], { clusterId: "u1", resourceVersion: 4 });
    expect(lines).toEqual(["GET /clusters/u1"]);
    expect(failure).toMatchObject({ code: "APPLY_CONFLICT", wantedVersion: 4, foundVersion: 5 });
    expect(String(failure)).toContain("expected resource version 4, found 5");
  });

  test("refused with 409 while a resource version was expected, does not send again", async () => {
    const { lines, failure } = await apply([json(mine), conflict, json(theirs)], {
      clusterId: "u1",
      resourceVersion: 4,
    });
    expect(lines).toEqual(["GET /clusters/u1", "PATCH /clusters/u1", "GET /clusters/u1"]);
    expect(failure).toMatchObject({ code: "APPLY_CONFLICT", foundVersion: 5 });
  });
});

describe("applyCluster() whose change may have taken effect though its answer was lost", () => {
  const before = present({ version: "2021.05" }, 3);
  const after = present({}, 4);
  const difference = { path: "spec.version", found: "string", wanted: "string", value: "2021.06" };
  const lose: Answer = () => {
    throw Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
    });
  };

  /** Applies with a client that lives by the clock of the test, as a lost change is sent again after a pause. */
  async function applyLost(answers: Answer[], options: ApplyOptions = {}, limits: object = {}, desired = DESIRED) {
    const { fetch, sent } = createRecordingFetch(...answers);
    const clock = createFakeClock();
    const imply = createImplyClient({ vanityDomain: "acme", token: "honey-token", fetch, clock, ...limits });
    const run = clock.runUntil(applyCluster(imply, desired as ClusterWrite, { clusterId: "u1", ...options, clock }));
    const failure = await failureOf(run);
    return { methods: sent.map(({ method }) => method), failure, applied: failure ? undefined : await run };
  }

  test.each<[string, ApplyOptions]>([
    ["without an expected version", {}],
    ["with the version that it was made for", { resourceVersion: 3 }],
    ["as an overwrite", { mode: "overwrite" }],
  ])("%s, is reported as done when the resend is refused with 409 and the change is there", async (_, options) => {
    const { methods, applied, failure } = await applyLost([json(before), lose, conflict, json(after)], options);
    const { mode = "patch" } = options;
    const method = mode === "patch" ? "PATCH" : "PUT";
    expect(failure).toBeUndefined();
    expect(methods).toEqual(["GET", method, method, "GET"]);
    expect(applied).toEqual({
      action: mode,
      dryRun: false,
      differences: [difference],
      clusterId: "u1",
      cluster: after,
    });
  });

  test("takes a field away by null, is reported as done when the field is gone", async () => {
    const desired = { ...DESIRED, spec: { ...DESIRED.spec, awsKeyPair: null } } as unknown as typeof DESIRED;
    const keyed = present({ awsKeyPair: "key" }, 3);
    const { applied } = await applyLost([json(keyed), lose, json(after)], {}, { maxAttempts: 1 }, desired);
    expect(applied).toMatchObject({ action: "patch", cluster: { status: { resourceVersion: 4 } } });
    const { failure } = await applyLost([json(keyed), lose, json(keyed)], {}, { maxAttempts: 1 }, desired);
    expect(failure).toBeInstanceOf(AmbiguousWriteError);
  });

  test("but never left, is not looked for", async () => {
    const refuse: Answer = () => {
      const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall: "connect" });
      throw Object.assign(new TypeError("fetch failed"), { cause });
    };
    const { methods, failure } = await applyLost([json(before), refuse, json(after)], {}, { maxAttempts: 1 });
    expect(methods).toEqual(["GET", "PATCH"]);
    expect(failure).toBeInstanceOf(NetworkError);
  });

  test.each<[string, Answer]>([
    ["the cluster is as before", json(before)],
    ["somebody else changed it otherwise", json(present({ version: "2021.04" }, 4))],
    ["the cluster cannot be read", json({}, 403)],
    ["an answer that shows no cluster follows", json({})],
  ])("is a write in doubt when %s", async (_, reread) => {
    const { methods, failure } = await applyLost([json(before), lose, conflict, reread], { resourceVersion: 3 });
    expect(methods).toEqual(["GET", "PATCH", "PATCH", "GET"]);
    expect(failure).toBeInstanceOf(AmbiguousWriteError);
    expect(failure).toMatchObject({ operation: "PATCH /clusters/{clusterId}", status: 409 });
  });

  test("is a write in doubt when somebody else's field stands beside an overwrite", async () => {
    const theirs = present({ awsKeyPair: "key" }, 5);
    const { failure } = await applyLost([json(before), lose, conflict, json(theirs)], { mode: "overwrite" });
    expect(failure).toBeInstanceOf(AmbiguousWriteError);
  });

  test("is a write in doubt when the cluster cannot be reached any more", async () => {
    const { failure } = await applyLost([json(before), lose, lose], {}, { maxAttempts: 1 });
    expect(failure).toBeInstanceOf(AmbiguousWriteError);
  });

  test("and whose caller ends it while it looks, rethrows the reason", async () => {
    const controller = new AbortController();
    const stop: Answer = () => {
      controller.abort("enough");
      return json(after)();
    };
    const options = { signal: controller.signal };
    const { failure } = await applyLost([json(before), lose, stop], options, { maxAttempts: 1 });
    expect(failure).toBe("enough");
  });
});

describe("applyCluster() misused", () => {
  test.each<[string, unknown]>([
    ["nothing", null],
    ["no metadata", { spec: {} }],
    ["an empty name", { metadata: { name: "" }, spec: {} }],
    ["no spec", { metadata: { name: "a" } }],
  ])("given %s, throws TypeError before anything is sent", async (_, desired) => {
    const { lines, failure } = await apply([], {}, desired as ClusterWrite);
    expect(lines).toEqual([]);
    expect(failure).toBeInstanceOf(TypeError);
  });

  test("shown two clusters of the name, asks which", async () => {
    const { lines, failure } = await apply([json([PRESENT, PRESENT])]);
    expect(lines).toEqual(["GET /clusters"]);
    expect(failure).toBeInstanceOf(TypeError);
    expect(String(failure)).toContain("clusterId");
  });

  test("given an id that is not found, creates nothing", async () => {
    const { lines, failure } = await apply([json({ error: { code: "NotFound" } }, 404)], { clusterId: "u9" });
    expect(lines).toEqual(["GET /clusters/u9"]);
    expect(failure).toMatchObject({ status: 404 });
  });

  test("ended by its caller, rethrows the reason and sends nothing", async () => {
    const reason = new Error("enough");
    const { lines, failure } = await apply([json([])], { signal: AbortSignal.abort(reason) });
    expect(lines).toEqual([]);
    expect(failure).toBe(reason);
  });
});
