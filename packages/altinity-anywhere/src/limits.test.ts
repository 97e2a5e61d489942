import { failureOf } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, it } from "vitest";
import { createScene, type Scene, type Step, status, TOKEN, text } from "../contract/scene.ts";
import { createAltinityAnywhereClient, ResponseTooLargeError, TimeoutError } from "./index.ts";

const VARIABLES = { input: { name: "acme" } };
const DATA = { data: { awsEnvs: [], deleteAWSEnv: { mutationId: "1", pendingMFA: false } } };

const ask = (scene: Scene, options = {}) => scene.settle(scene.client.query("awsEnvs", {}, options));
const change = (scene: Scene, options = {}) => scene.settle(scene.client.mutate("deleteAWSEnv", VARIABLES, options));

describe("limits of a call", () => {
  it("no answer, ends each attempt after a minute and the call after five", async () => {
    const scene = createScene("hang");
    const { thrown } = await ask(scene);
    expect(thrown).toBeInstanceOf(TimeoutError);
    expect(scene.clock.now()).toBe(300_000);
    expect(scene.sentAtMs.length).toBeGreaterThanOrEqual(4);
  });

  it("options of the client and of the call, the call's win", async () => {
    const sent: number[] = [];
    const clock = createFakeClock();
    const fetch = async () => {
      sent.push(clock.now());
      return new Promise<never>(() => {});
    };
    const client = createAltinityAnywhereClient({
      token: TOKEN,
      fetch,
      clock,
      timeoutMs: 9_000,
      attemptTimeoutMs: 4_000,
    });
    const failed = failureOf(client.mutate("deleteAWSEnv", VARIABLES));
    expect(await clock.runUntil(failed)).toMatchObject({
      cause: { message: expect.stringContaining("within 4000 ms") },
    });
    const other = failureOf(client.mutate("deleteAWSEnv", VARIABLES, { timeoutMs: 1_000 }));
    expect(await clock.runUntil(other)).toMatchObject({
      cause: { message: expect.stringContaining("within 1000 ms") },
    });
    expect(clock.now()).toBe(5_000);
  });

  it.each(["timeoutMs", "maxAttempts", "maxBodyBytes"])("%s of 0, throws RangeError at once", async (name) => {
    const { thrown } = await ask(createScene(DATA), { [name]: 0 });
    expect(thrown).toBeInstanceOf(RangeError);
    expect(() => createAltinityAnywhereClient({ token: TOKEN, [name]: 0 })).toThrow(RangeError);
  });

  it("a query's answer larger than maxBodyBytes, throws ResponseTooLargeError", async () => {
    const scene = createScene(text(`{"data":{"awsEnvs":"${"x".repeat(5000)}"}}`));
    const { thrown } = await ask(scene, { maxBodyBytes: 1000 });
    expect(thrown).toBeInstanceOf(ResponseTooLargeError);
    expect(scene.sentAtMs).toHaveLength(1);
  });

  it("a rate limiter of the caller's, is asked for a turn before every attempt", async () => {
    const keys: string[] = [];
    const rateLimiter = { take: (limit: { key: string }) => void keys.push(limit.key), pause: () => {} };
    const clock = createFakeClock();
    const answers = [status(502)(), Response.json(DATA)];
    const fetch = async () => answers.shift() ?? Response.error();
    const baseUrl = "https://limited.example.com/graphql";
    const client = createAltinityAnywhereClient({ token: TOKEN, baseUrl, clock, fetch, rateLimiter });
    await clock.runUntil(client.query("awsEnvs"));
    expect(keys).toEqual(Array(2).fill("altinity-anywhere https://limited.example.com"));
  });
});

describe("an abort", () => {
  it.each<[string, Step]>([
    ["while no answer comes", "hang"],
    ["while it waits to send again", status(503, { "retry-after": "100" })],
  ])("%s, rejects with the reason untouched and leaves no timer", async (_, step) => {
    const scene = createScene(step);
    const controller = new AbortController();
    const reason = { why: "enough" };
    const call = failureOf(scene.client.query("awsEnvs", {}, { signal: controller.signal }));
    await scene.clock.advance(10);
    const startMs = performance.now();
    controller.abort(reason);

    expect(await call).toBe(reason);
    expect(performance.now() - startMs).toBeLessThan(50);
    expect(scene.clock.pendingTimers).toBe(0);
    expect(scene.sentAtMs).toHaveLength(1);
  });

  it("while a mutation is under way, rejects with the reason untouched and leaves no timer", async () => {
    const scene = createScene("hang");
    const controller = new AbortController();
    const reason = { why: "enough" };
    const call = failureOf(scene.client.mutate("deleteAWSEnv", VARIABLES, { signal: controller.signal }));
    await scene.clock.advance(10);
    controller.abort(reason);

    expect(await call).toBe(reason);
    expect(scene.clock.pendingTimers).toBe(0);
  });

  it("before the call, sends nothing", async () => {
    const scene = createScene(DATA);
    expect(await change(scene, { signal: AbortSignal.abort("no") })).toEqual({ thrown: "no" });
    expect(scene.sentAtMs).toEqual([]);
  });
});

describe("events", () => {
  it("a query that is sent twice, tells of both attempts and the pause between them", async () => {
    const scene = createScene(status(503), DATA);
    await ask(scene);
    expect(scene.events).toMatchObject([
      {
        type: "attempt",
        vendor: "altinity-anywhere",
        operation: "query awsEnvs",
        attributes: { "http.request.method": "POST", "url.template": "/graphql", "http.response.status_code": 503 },
      },
      { type: "retry", operation: "query awsEnvs" },
      { type: "attempt", attributes: { "http.response.status_code": 200, "http.request.resend_count": 1 } },
    ]);
  });
});
