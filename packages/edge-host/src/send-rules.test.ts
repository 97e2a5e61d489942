import { createRecordingFetch, failureOf } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { beforeAll, describe, expect, test } from "vitest";
import { createEdgeHostClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { sendRules } from "./send-rules.ts";

// What a call that failed loads would take longer than the test's clock waits.
beforeAll(async () => {
  const notFoundFetch = async () => Response.json({}, { status: 404 });
  await createEdgeHostClient({ baseUrl: "https://edge.test", token: "t1", fetch: notFoundFetch }).GET("/v1/ping");
});

const ACTIONS = "POST /v1/edge-mgmt/edgehosts/current/actions";
const names = Object.values(operations).map(([method, path]) => `${method} ${path}`);

describe("operations of an edge host", () => {
  test("that are sent once, are the login and what acts at once", () => {
    expect(names.filter((name) => sendRules.classOf?.(name) === "never-repeat").sort()).toEqual([
      `${ACTIONS}/reboot`,
      `${ACTIONS}/reset`,
      `${ACTIONS}/shutdown`,
      "POST /v1/users/default/login",
    ]);
  });

  test("that go by another class than their method's, are one validation", () => {
    expect(names.filter((name) => ![undefined, "never-repeat"].includes(sendRules.classOf?.(name)))).toEqual([
      "POST /v1/edge-mgmt/cluster/profiles/variables/validate",
    ]);
    expect(sendRules.classOf?.("POST /v1/edge-mgmt/cluster/profiles/variables/validate")).toBe("safe");
  });

  test.each(["reboot", "reset", "shutdown"] as const)("%s, is sent once although nothing had left", async (action) => {
    const { fetch, sent } = createRecordingFetch(() => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });
    });
    const clock = createFakeClock();
    const host = createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", token: "t1", fetch, clock });
    const failure = failureOf(host.POST(`/v1/edge-mgmt/edgehosts/current/actions/${action}`));
    expect(await clock.runUntil(failure)).toMatchObject({ code: "NETWORK_ERROR" });
    expect(sent.length).toBe(1);
  });
});

describe("what a caller is told of a lost write", () => {
  const told = names.filter((name) => sendRules.reconcile?.(name));

  test("is said of every operation that is sent once, and of two that are asked about elsewhere", () => {
    expect(told.sort()).toEqual([
      "POST /v1/edge-mgmt/cluster",
      `${ACTIONS}/reboot`,
      `${ACTIONS}/reset`,
      `${ACTIONS}/shutdown`,
      "POST /v1/edge-mgmt/edgehosts/current/generate-logs",
      "POST /v1/users/default/login",
    ]);
  });

  test("names operations that the host has", () => {
    const named = told.flatMap((name) => sendRules.reconcile?.(name)?.match(/GET \/[\w/-]+/g) ?? []);
    expect(named.length).toBe(2);
    for (const name of named) expect(names).toContain(name);
  });

  test("of something that is no operation, is left to the runtime", () => {
    expect(sendRules.reconcile?.("constructor")).toBeUndefined();
  });
});
