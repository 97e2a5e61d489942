import type { Outcome } from "./wait-options.ts";

/** What a vendor's states mean to a waiter. */
export interface StateMeaning {
  /** States in which the wait is over. */
  readonly done: readonly string[];
  /** States that end badly. */
  readonly failed: readonly string[];
  /** States on the way. Any other is unknown, and waited through. */
  readonly waiting: readonly string[];
}

/** The verdict on a state by lists of states; no state, as shortly after a creation, is one to wait through. */
export function judgeState<V>(state: string | null | undefined, value: V, meaning: StateMeaning): Outcome<V> {
  if (typeof state !== "string" || state === "") return { waiting: "no state" };
  if (meaning.done.includes(state)) return { done: value, state };
  if (meaning.failed.includes(state)) return { failed: state };
  return { waiting: state, isUnknown: !meaning.waiting.includes(state) };
}
