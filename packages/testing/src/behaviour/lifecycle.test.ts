import { describe, expect, test } from "vitest";
import { findPhase, showPhase } from "./lifecycle.ts";

const phases = [{ state: "Pending", forMs: 10 }, { state: "Provisioning", forMs: 20 }, { state: "Running" }];

describe("findPhase()", () => {
  test.each([
    [100, "Pending"],
    [109, "Pending"],
    [110, "Provisioning"],
    [129, "Provisioning"],
    [130, "Running"],
    [1e12, "Running"],
  ])("at %i ms, finds %s", (nowMs, state) => {
    expect(findPhase({ phases, sinceMs: 100 }, nowMs)?.state).toBe(state);
  });

  test.each([
    ["phases that are over", phases.slice(0, 2)],
    ["no phases", []],
    ["a phase of no time", [{ state: "Pending", forMs: 0 }]],
  ])("of %s, finds none", (_, some) => {
    expect(findPhase({ phases: some, sinceMs: 0 }, 30)).toBeUndefined();
  });
});

test("showPhase() of a phase with more than its state, puts both into a copy", () => {
  const item = { status: { state: "state", health: { state: "x", since: 1 } } };
  const phase = { state: "Running", with: { status: { health: { state: "Healthy" } } } };
  expect(showPhase(item, { at: ["status", "state"], created: [] }, phase)).toEqual({
    status: { state: "Running", health: { state: "Healthy", since: 1 } },
  });
  expect(item.status.state).toBe("state");
});
