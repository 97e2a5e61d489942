import { describe, expect, test } from "vitest";
import { type ObservedState, WaitError } from "./wait-error.ts";

const context = { vendor: "acme", operation: "GET /v1/kites/{id}" };
const seen = (state: string, elapsedMs = 0): ObservedState => ({ state, elapsedMs, count: 1 });

describe("WaitError", () => {
  test.each([
    ["WAIT_FAILED", false],
    ["WAIT_TIMEOUT", true],
  ] as const)("%s, names the state seen last, what to resume by and whether waiting on is worth it", (code, retryable) => {
    const history = [seen("GENESIS"), seen("DEFERRED", 2_000)];
    const error = new WaitError(code, "kite k1 did not fly", { resourceId: "k1", history }, context);
    expect(error.message).toBe(
      'Cannot call acme GET /v1/kites/{id}: kite k1 did not fly; the last state was "DEFERRED"',
    );
    expect(error).toMatchObject({
      name: "WaitError",
      code,
      retryable,
      resourceId: "k1",
      lastState: "DEFERRED",
      history,
    });
  });

  test("without a state, says nothing of one", () => {
    const error = new WaitError("WAIT_TIMEOUT", "nothing was seen", { resourceId: "k1", history: [] }, context);
    expect(error.message).toMatch(/: nothing was seen$/);
    expect(error.lastState).toBe(undefined);
  });

  test("with a long history, keeps the last 100 states, each cut to 200 characters", () => {
    const history = Array.from({ length: 150 }, (_, index) => seen(`${index} ${"x".repeat(300)}`, index));
    const error = new WaitError("WAIT_TIMEOUT", "x", { resourceId: "k1", history }, context);
    expect(error.history.length).toBe(100);
    expect(error.history[0]?.elapsedMs).toBe(50);
    expect(error.history.every(({ state }) => state.length === 200)).toBe(true);
  });

  test("with a secret across the cut of a state, leaves no part of it", () => {
    const secret = "honey-pots";
    const history = [seen("x".repeat(195) + secret)];
    const error = new WaitError("WAIT_TIMEOUT", "x", { resourceId: "k1", history }, { ...context, secrets: [secret] });
    expect(JSON.stringify(error)).not.toContain("honey");
  });

  test("with an entry that holds more than a state, keeps what is listed", () => {
    const entry = { ...seen("a"), isReturn: true, isUnknown: true, raw: { password: "SECRET" } };
    const error = new WaitError("WAIT_FAILED", "x", { resourceId: "k1", history: [entry] }, context);
    expect(error.history).toEqual([{ ...seen("a"), isReturn: true, isUnknown: true }]);
  });
});
