import { existsSync, readFileSync } from "node:fs";
import { createRateLimiter, type RateLimit } from "@vendor-clients/runtime";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createPaletteClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { limitOf } from "./limits.ts";

const forever = { maxWaitMs: Number.POSITIVE_INFINITY };
const perSecond = ({ intervalMs }: RateLimit) => 1000 / intervalMs;
const OF_TEN = 10 / 1.03;
const OF_FIFTY = 50 / 1.03;
const OF_TWO = 2 / 1.03;

describe("limitOf()", () => {
  test.each([
    ["GET /v1/packs", "/v1/packs", OF_TEN],
    ["GET /v1/packs/{uid}", "/v1/packs", OF_TEN],
    ["POST /v1/packs/search", "/v1/packs", OF_TEN],
    ["GET /v1/spectroclusters/{uid}", "/v1/spectroclusters", OF_FIFTY],
    ["GET /v1/spectroclusters/{uid}/assets/kubeconfig", "/v1/spectroclusters/*/assets", OF_TEN],
    ["GET /v1/clusterprofiles/{uid}/packs/{packName}", "/v1/clusterprofiles/*/packs", OF_FIFTY],
    ["POST /v1/clusterprofiles/validate/packs", "/v1/clusterprofiles/validate/packs", OF_FIFTY],
    ["POST /v1/clusterprofiles", "/v1/clusterprofiles", OF_FIFTY],
    ["PATCH /v1/auth/user/password/reset", "/v1/auth/user/password/reset", OF_TWO],
    ["POST /v1/auth/authenticate", "/v1/auth/authenticate", OF_TEN],
    ["GET /v1/auth/refresh/{token}", "/v1/auth", OF_TEN],
    [
      "GET /v1/cloudconfigs/aws/{configUid}/machinePools/{machinePoolName}/machines/{machineUid}",
      "/v1/cloudconfigs/*/*/machinePools/*/machines/*",
      OF_TEN,
    ],
    ["GET /v1/cloudconfigs/aws/{configUid}", "/v1/cloudconfigs", OF_TEN],
    ["GET /V1/ClusterProfiles/{uid}", "/v1/clusterprofiles", OF_FIFTY],
    ["GET /v1/spectroclusters-other", "/v1/spectroclusters-other", OF_TEN],
    ["GET /v1/clustergroups/{uid}", "/v1/clustergroups", OF_TEN],
    ["GET /v1/clusterTemplates", "/v1/clusterTemplates", OF_TEN],
    ["GET /v1/__proto__", "/v1/__proto__", OF_TEN],
  ])("of %s, is that of the longest prefix %s, else of the resource", (operation, key, rate) => {
    expect(limitOf(operation)).toMatchObject({ key, burst: 5 });
    expect(perSecond(limitOf(operation))).toBeCloseTo(rate, 9);
  });

  test("of every operation, has a key and one of the three rates", () => {
    const rates = Object.values(operations).map(([method, path]) => {
      const limit = limitOf(`${method} ${path}`);
      expect(limit.key).toMatch(/^\/v1\/./);
      return Math.round(perSecond(limit) * 1.03);
    });
    expect(rates).toHaveLength(1181);
    expect(new Set(rates)).toEqual(new Set([2, 10, 50]));
  });
});

/** The vendor's table, all of its rows: requests per second, and prefixes without `/v1/`; the burst size is 5 in every row. */
const TABLE: readonly (readonly [perSecond: number, prefixes: string])[] = [
  [2, "auth/user/password/reset"],
  [
    10,
    [
      "auth nats users userprofiles permissions roles teams tenants projects plans payments audits apiKeys datasinks notifications events",
      "crypto async errlogs jobs health cache cloudaccounts packs workspaces installers git/webhook registries services overlords cluster",
      "cloudconfigs cloudconfigs/{cloudType}/{uid}/machinePools edgehosts metrics system mgmt oidc clouds events/components dashboard",
      "cloudconfigs/{cloudType}/:uid/machinePools/{machinePoolName}/machines",
      "cloudconfigs/{cloudType}/:uid/machinePools/{machinePoolName}/machines/:machineUid auth/authenticate auth/services/login",
      "auth/services/edge/login files edgehosts/registers edgehosts/:uid/health edgehosts/:uid/spc/download",
      "spectroclusters/features/logFetcher spectroclusters/:uid/assets spectroclusters/cost spectroclusters/usage",
      "spectroclusters/:uid/download spectroclusters/acquire",
    ].join(" "),
  ],
  [
    50,
    [
      "spectroclusters clusterprofiles clusterprofiles/:uid/packs clusterprofiles/:uid/packs/manifests",
      "clusterprofiles/:uid/packs/{packName}/manifests clusterprofiles/validate/packs clusterprofiles/:uid/validate/packs",
      "spectroclusters/:uid/profiles",
    ].join(" "),
  ],
];
const ROWS = TABLE.flatMap(([rate, prefixes]) => prefixes.split(" ").map((prefix) => [prefix, rate] as const));

describe("limitOf(), compared with the vendor's table", () => {
  test.each(ROWS)("of %s and what is below it, allows %i requests a second but for 3 %", (prefix, rate) => {
    const limit = limitOf(`GET /v1/${prefix}`);
    expect(limit).toMatchObject({ key: `/v1/${prefix.replaceAll(/:\w+|\{\w+\}/g, "*")}`, burst: 5 });
    expect(perSecond(limit) * 1.03).toBeCloseTo(rate, 9);
    expect(perSecond(limitOf(`POST /v1/${prefix}/other/part`))).toBe(perSecond(limit));
  });
});

const GUIDE = new URL("../../../../shared/seeds/004_ca6e7f97bb3af032.txt", import.meta.url);

test.skipIf(!existsSync(GUIDE))(
  "the table of this test, where the vendor's guide is at hand, holds its rows and no other",
  () => {
    const rows = [...readFileSync(GUIDE, "utf8").matchAll(/^\/v1\/(\S+) \| (\d+) \| 5 \| (\d+) \|/gm)];
    expect(ROWS.map(String).toSorted()).toEqual(rows.map(([, prefix, rate]) => `${prefix},${rate}`).toSorted());
    expect(rows.every(([, , rate, most]) => Number(most) === 5 * Number(rate))).toBe(true);
  },
);

/** The arrivals of calls that ask for their turns as fast as they can, each of a prefix in its own time. */
async function collectArrivals(plan: Readonly<Record<string, number>>, jitterMs: number) {
  const clock = createFakeClock();
  const limiter = createRateLimiter({ clock });
  const arrivals: Record<string, number[]> = {};
  let travels = 0;
  const call = async (operation: string, count: number) => {
    const mine: number[] = [];
    arrivals[operation] = mine;
    for (let index = 0; index < count; index++) {
      const turn = limiter.take(limitOf(operation), forever);
      if (turn) await turn;
      travels = (travels * 31 + 17) % 101;
      mine.push(clock.now() + (travels / 101) * jitterMs);
    }
    mine.sort((a, b) => a - b);
  };
  await clock.runUntil(Promise.all(Object.entries(plan).map(([operation, count]) => call(operation, count))));
  return arrivals;
}

/** The most arrivals in any second, from some arrival on. */
function mostInASecond(arrivals: readonly number[], from = 0): number {
  let most = 0;
  let end = from;
  for (let start = from; start < arrivals.length; start++) {
    while (end < arrivals.length && (arrivals[end] ?? 0) - (arrivals[start] ?? 0) <= 1000) end++;
    most = Math.max(most, end - start);
  }
  return most;
}

describe("the limiter, fed with operations of three rates at once", () => {
  const plan = {
    "GET /v1/packs": 1000,
    "GET /v1/spectroclusters/{uid}": 5000,
    "PATCH /v1/auth/user/password/reset": 200,
  };

  test.each([
    ["GET /v1/packs", 10],
    ["GET /v1/spectroclusters/{uid}", 50],
    ["PATCH /v1/auth/user/password/reset", 2],
  ] as const)("for %s, stays within the rate in any second but for one burst of 5, and uses 95 % of it", async (operation, rate) => {
    const arrivals = (await collectArrivals(plan, 25))[operation] ?? [];
    expect(arrivals).toHaveLength(plan[operation]);
    expect(mostInASecond(arrivals)).toBeLessThanOrEqual(rate + 5);
    expect(mostInASecond(arrivals, 5)).toBeLessThanOrEqual(rate);
    const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000;
    expect(arrivals.length / seconds / rate).toBeGreaterThanOrEqual(0.95);
  });

  test("lets none of them wait for another", async () => {
    const together = await collectArrivals(plan, 0);
    for (const [operation, count] of Object.entries(plan)) {
      expect(together[operation]).toEqual((await collectArrivals({ [operation]: count }, 0))[operation]);
    }
  });
});

test("createPaletteClient(), in every scope, counts a call against its resource and a login against its own", async () => {
  const { fetch } = createRecordingFetch(json({ Authorization: "t", isMfa: false }), json({ items: [] }), json({}));
  const keys: string[] = [];
  const rateLimiter = { take: ({ key }: RateLimit) => void keys.push(key), pause: () => {} };
  const palette = createPaletteClient({ login: { emailId: "me@example.com", password: "p" }, fetch, rateLimiter });
  await palette.GET("/v1/packs");
  await palette
    .project("5f8e0f1e9d1c2a0001a1b2c3")
    .GET("/v1/spectroclusters/{uid}", { params: { path: { uid: "u" } } });
  const address = "palette https://api.spectrocloud.com";
  expect(keys.toSorted()).toEqual([
    `${address} /v1/auth/authenticate`,
    `${address} /v1/packs`,
    `${address} /v1/spectroclusters`,
  ]);
});
