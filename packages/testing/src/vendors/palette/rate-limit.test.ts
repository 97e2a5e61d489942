import { describe, expect, test } from "vitest";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { findRate, rateLimit } from "./rate-limit.ts";

describe("findRate()", () => {
  test.each([
    ["/v1/packs", "packs", 10],
    ["/v1/packs/u1/readme", "packs", 10],
    ["/v1/clusterprofiles", "clusterprofiles", 50],
    ["/v1/ClusterProfiles/u1", "clusterprofiles", 50],
    ["/v1/clusterprofiles/u1/packs/p1/manifests", "clusterprofiles/*/packs/*/manifests", 50],
    ["/v1/clusterprofiles-other", "clusterprofiles-other", 10],
    ["/v1/spectroclusters/u1", "spectroclusters", 50],
    ["/v1/spectroclusters/u1/assets/kubeconfig", "spectroclusters/*/assets", 10],
    ["/v1/cloudconfigs/aws/c1", "cloudconfigs", 10],
    ["/v1/cloudconfigs/aws/c1/machinePools/p1/machines/m1", "cloudconfigs/*/*/machinePools/*/machines/*", 10],
    ["/v1/auth/authenticate", "auth/authenticate", 10],
    ["/v1/auth/user/password/reset", "auth/user/password/reset", 2],
    ["/v1/__proto__", "__proto__", 10],
    ["/", "", 10],
  ])("of %s, is that of %s, %i a second", (path, prefix, perSecond) => {
    expect(findRate(path)).toMatchObject({ prefix, perSecond });
  });
});

describe("rate-limit", () => {
  function setUp() {
    const clock = createFakeClock();
    const { before } = rateLimit.start({ clock, seed: 1, items: () => [] });
    const send = (path: string) => {
      const request = { method: "GET", path, query: {}, headers: {}, body: null };
      return before?.({ request, name: `GET ${path}`, operation: undefined, params: {}, clock })?.status ?? 200;
    };
    const burst = (path: string) => {
      let count = 0;
      while (count < 1000 && send(path) === 200) count += 1;
      return count;
    };
    return { clock, send, burst };
  }

  test.each([
    ["/v1/packs", 50],
    ["/v1/clusterprofiles", 250],
    ["/v1/auth/user/password/reset", 10],
  ])("of %s, lets %i through at once, and others beside them", (path, count) => {
    const { burst, send } = setUp();
    expect(burst(path)).toBe(count);
    expect(send(path)).toBe(429);
    expect(send("/v1/projects/u1")).toBe(200);
  });

  test("after a second, lets as many through as the rate says, and after long no more than a burst", async () => {
    const { burst, clock } = setUp();
    burst("/v1/packs");
    await clock.advance(1000);
    expect(burst("/v1/packs")).toBe(10);
    await clock.advance(3_600_000);
    expect(burst("/v1/packs")).toBe(50);
  });
});
