import { describe, expect, test } from "vitest";
import type { ObservedState } from "../errors/wait-error.ts";
import { addState, cleanState } from "./wait-history.ts";

describe("addState()", () => {
  test("a state seen several times in a row, is one entry with its first time", () => {
    const history: ObservedState[] = [];
    addState(history, "Pending", 0);
    addState(history, "Pending", 10);
    addState(history, "Runing", 20, true);
    expect(history).toEqual([
      { state: "Pending", elapsedMs: 0, count: 2 },
      { state: "Runing", elapsedMs: 20, count: 1, isUnknown: true },
    ]);
  });

  test("a state that comes back after another, is an entry that says so", () => {
    const history: ObservedState[] = [];
    for (const state of ["Pending", "Running", "Pending"]) addState(history, state, 0);
    expect(history.map(({ isReturn }) => isReturn)).toEqual([undefined, undefined, true]);
  });

  test("more changes than are kept, loses the oldest", () => {
    const history: ObservedState[] = [];
    for (let at = 0; at < 150; at++) addState(history, `s${at}`, at);
    expect(history.length).toBe(100);
    expect(history.at(-1)?.state).toBe("s149");
  });
});

describe("cleanState()", () => {
  test("line breaks and length, are taken out of a vendor's text", () => {
    expect(cleanState("a\r\nb\u001b[1m")).toBe("a b [1m");
    expect(cleanState("x".repeat(500)).length).toBe(100);
  });
});
