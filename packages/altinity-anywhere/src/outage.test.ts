import { describe, expect, it } from "vitest";
import { createSceneWith, type Scene, status } from "../contract/scene.ts";
import { waitForEnvironmentApplied, waitForEnvironmentDeleted } from "./wait.ts";

const OUTAGE_MS = 180_000;
const APPLIED = { appliedSpecRevision: 2, pendingDelete: false, errors: [] };

/** A vendor that is down for three minutes, from the first request on. */
function createOutage(answer: unknown): Scene {
  const isDown = (): boolean => scene.clock.now() - (scene.sentAtMs[0] ?? 0) < OUTAGE_MS;
  const scene = createSceneWith({}, [() => (isDown() ? status(503)() : Response.json({ data: { awsEnv: answer } }))]);
  return scene;
}

describe("an outage of three minutes", () => {
  it("a query with the usual time, succeeds within 30 s of its end", async () => {
    const scene = createOutage(null);
    const { value } = await scene.settle(scene.client.query("awsEnv", { name: "acme" }));
    expect(value).toMatchObject({ data: null });
    expect(scene.clock.now()).toBeGreaterThanOrEqual(OUTAGE_MS);
    expect(scene.clock.now()).toBeLessThanOrEqual(OUTAGE_MS + 30_000);
  });

  it("a wait for a revision, goes on and ends with the environment", async () => {
    const scene = createOutage({ name: "acme", specRevision: 2, status: APPLIED });
    const { clock, client } = scene;
    const { value } = await scene.settle(waitForEnvironmentApplied(client, "awsEnv", "acme", { clock }));
    expect(value).toMatchObject({ status: APPLIED });
    expect(clock.now()).toBeLessThanOrEqual(30_000 + OUTAGE_MS + 60_000);
    expect(clock.pendingTimers).toBe(0);
  });

  it("a wait for a deletion, does not take the outage for the end of the environment", async () => {
    const scene = createOutage(null);
    const { clock, client } = scene;
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }) => states.push(state);
    const { value } = await scene.settle(waitForEnvironmentDeleted(client, "awsEnv", "acme", { clock, onProgress }));
    expect(value).toBe("deleted");
    expect(clock.now()).toBeGreaterThanOrEqual(30_000 + OUTAGE_MS);
    expect(states.pop()).toBe("gone");
    expect(["server answered 503", "no answer in time"]).toEqual(expect.arrayContaining(states));
    expect(states).not.toEqual([]);
  });
});
