import type { ObservedState } from "../errors/wait-error.ts";

const LONGEST_HISTORY = 100;
const LONGEST_STATE = 100;

/** A state as events may show it: one line, not long. */
export function cleanState(state: string): string {
  return state.replace(/\p{Cc}+/gu, " ").slice(0, LONGEST_STATE);
}

/** Adds what a look saw to a history: to its last entry, or as a new one; the oldest entries of a very long history go. */
export function addState(history: ObservedState[], state: string, elapsedMs: number, isUnknown = false): void {
  const last = history.at(-1);
  if (last?.state === state) {
    history[history.length - 1] = { ...last, count: last.count + 1 };
    return;
  }
  const isReturn = history.some((seen) => seen.state === state);
  history.push({ state, elapsedMs, count: 1, ...(isReturn && { isReturn }), ...(isUnknown && { isUnknown }) });
  if (history.length > LONGEST_HISTORY) history.shift();
}
