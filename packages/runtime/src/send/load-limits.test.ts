import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { scriptFetch } from "../../test-fixtures/script-fetch.ts";
import type { RestClientConfig } from "../options.ts";

function setUp(loadLimitOf: NonNullable<RestClientConfig["loadLimitOf"]>) {
  const clock = createFakeClock();
  const { fetch, sent } = scriptFetch([200], clock.now);
  return { clock, sent, client: createClient({ baseUrl: "https://api.example.com", fetch, clock, loadLimitOf }) };
}

describe("limits that are loaded with the first call", () => {
  test("hold back from that call on, and are loaded once", async () => {
    let loads = 0;
    const { client, clock, sent } = setUp(async () => {
      loads++;
      return () => ({ key: "all", intervalMs: 1_000, burst: 1 });
    });
    await clock.runUntil(client.GET("/v1/a"));
    await clock.runUntil(Promise.all([client.GET("/v1/b"), client.GET("/v1/c")]));
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000]);
    expect(loads).toBe(1);
  });

  test("that cannot be loaded, let the call go and are asked for again", async () => {
    let loads = 0;
    const { client, clock, sent } = setUp(() => Promise.reject(new Error(`no chunk ${++loads}`)));
    for (const path of ["/v1/a", "/v1/b"]) await clock.runUntil(client.GET(path));
    expect(sent).toHaveLength(2);
    expect(loads).toBe(2);
  });
});
