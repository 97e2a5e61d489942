import { describe, expect, test } from "vitest";
import { judgeState } from "./judge-state.ts";

const MEANING = { done: ["Running"], failed: ["Error"], waiting: ["Pending"] };

describe("judgeState()", () => {
  test.each([
    ["a state to wait for", "Running", { done: 7, state: "Running" }],
    ["a state that ends badly", "Error", { failed: "Error" }],
    ["a state on the way", "Pending", { waiting: "Pending", isUnknown: false }],
    ["a state nobody has heard of", "Rnning", { waiting: "Rnning", isUnknown: true }],
    ["no state yet", undefined, { waiting: "no state" }],
    ["null for a state", null, { waiting: "no state" }],
    ["an empty state", "", { waiting: "no state" }],
  ])("%s, gives its verdict", (_, state, want) => {
    expect(judgeState(state, 7, MEANING)).toEqual(want);
  });
});
