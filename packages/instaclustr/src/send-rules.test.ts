import type { LostWrite, Result } from "@vendor-clients/runtime";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createInstaclustrClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { sendRules } from "./send-rules.ts";

// What a call that failed loads would take longer than the test's clock waits.
beforeAll(async () => {
  const notFoundFetch = async () => Response.json({}, { status: 404 });
  await createInstaclustrClient({ username: "me", apiKey: "k1", fetch: notFoundFetch }).GET(
    "/cluster-management/v2/data-sources/clusters/v2",
  );
});

const CREATE = "POST /cluster-management/v2/resources/network-firewall-rules/v2";
const RULES = "GET /cluster-management/v2/data-sources/cluster/{clusterId}/network-firewall-rules/v2";
const names = Object.values(operations).map(([method, path]) => `${method} ${path}`);

const rule = (network: string, type: string, id = "r1") => ({ id, clusterId: "c1", network, type });
const body = { clusterId: "c1", network: "203.0.113.0/24", type: "KAFKA" };

describe("operations of Instaclustr", () => {
  test("that go by another class than their method's, are the creation of firewall rules", () => {
    expect(names.filter((name) => sendRules.classOf?.(name))).toEqual([CREATE]);
    expect(sendRules.classOf?.(CREATE)).toBe("write-with-lookup");
  });
});

describe("a firewall rule whose creation was lost", () => {
  async function lookUp(answer: Partial<Result<unknown, unknown>>, sent: unknown = body) {
    const asked: unknown[] = [];
    const send: LostWrite["send"] = async (method, path, init) => {
      asked.push([`${method} ${path}`, init?.params?.path]);
      return { response: new Response(), ...answer } as Result<unknown, unknown>;
    };
    const lost: LostWrite = { operation: CREATE, init: { body: sent }, sentAtEpochMs: 0, send };
    return { found: await sendRules.lookUps?.[CREATE]?.(lost), asked };
  }

  test("is found by network and type", async () => {
    const firewallRules = [
      rule("203.0.113.0/24", "SPARK", "r0"),
      rule("0.0.0.0/0", "KAFKA", "r2"),
      rule(body.network, "KAFKA"),
    ];
    const { found, asked } = await lookUp({ data: [{ clusterId: "c1", firewallRules }] });
    expect(found).toEqual({ data: rule(body.network, "KAFKA") });
    expect(asked).toEqual([[RULES, { clusterId: "c1" }]]);
  });

  test.each([
    ["no rules", [], "absent"],
    ["rules of another network and type", [{ firewallRules: [rule("0.0.0.0/0", "KAFKA")] }], "absent"],
    ["a cluster without rules", [{ clusterId: "c1", firewallRules: [] }], "absent"],
    ["an unknown form of its clusters", [{}], "unclear"],
    ["null for a cluster", [null], "unclear"],
    ["the rules under another name", [{ clusterId: "c1", rules: [rule(body.network, "KAFKA")] }], "unclear"],
    ["an unknown form of its rules", [{ firewallRules: [{ cidr: body.network }] }], "unclear"],
    ["null for a rule", [{ firewallRules: [null] }], "unclear"],
    ["the rules of another cluster", [{ clusterId: "c2", firewallRules: [rule(body.network, "KAFKA")] }], "unclear"],
    ["two of them", [{ firewallRules: [rule(body.network, "KAFKA"), rule(body.network, "KAFKA")] }], "unclear"],
    ["no list", {}, "unclear"],
  ])("with %s, is %s", async (_, data, want) => {
    expect((await lookUp({ data })).found).toBe(want);
  });

  test.each([
    ["203.0.113.7", "203.0.113.7/32"],
    ["203.0.113.7/32", "203.0.113.7"],
    ["2001:DB8::1", "2001:db8::1/128"],
  ])("of the address %s, is found where it is shown as %s", async (network, shown) => {
    const found = rule(shown, "KAFKA");
    expect((await lookUp({ data: [{ firewallRules: [found] }] }, { ...body, network })).found).toEqual({ data: found });
  });

  test("by a refused listing, is in doubt", async () => {
    expect((await lookUp({ data: [], error: {} as never })).found).toBe("unclear");
  });

  test.each([
    [null],
    [{ ...body, clusterId: 1 }],
    [{ ...body, network: null }],
    [{ ...body, type: undefined }],
  ])("sent as %j, is in doubt and not asked about", async (sent) => {
    expect(await lookUp({ data: [] }, sent)).toEqual({ found: "unclear", asked: [] });
  });

  test("by a client, is sent once more when it is certainly absent", async () => {
    const cut = () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
    };
    const { fetch, sent } = createRecordingFetch(cut, json([]), json([]), json(rule(body.network, "KAFKA"), 202));
    const clock = createFakeClock();
    const rateLimiter = { take: () => undefined, pause: () => {} };
    const options = { baseUrl: "https://instaclustr.test", username: "me", apiKey: "k1", fetch, clock, rateLimiter };
    const creating = createInstaclustrClient(options).POST(
      "/cluster-management/v2/resources/network-firewall-rules/v2",
      {
        body: { ...body, type: "KAFKA" },
      },
    );
    expect((await clock.runUntil(creating)).data).toEqual(rule(body.network, "KAFKA"));
    expect(sent.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "POST"]);
  });
});

describe("what a caller is told of a lost write", () => {
  test("is said of the creation of every cluster, of restores, backups, rules and resizes", () => {
    const told = names.filter((name) => sendRules.reconcile?.(name));
    expect(told.length).toBe(21);
    const clusters = names.filter((name) =>
      /^POST .*\/clusters\/v2\/?$|^POST \/provisioning\/v1\/(extended\/)?$/.test(name),
    );
    for (const name of clusters) expect.soft(told).toContain(name);
  });

  test("names operations that the vendor has", () => {
    const texts = names.map((name) => sendRules.reconcile?.(name) ?? "");
    const named = new Set(texts.flatMap((text) => text.match(/GET \/[\w/{}-]+/g) ?? []));
    expect(named.size).toBe(5);
    for (const name of named) expect.soft(names).toContain(name);
  });
});
