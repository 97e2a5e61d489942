import type { JsonObject } from "../internal/json.ts";
import { merge, withAt } from "./members.ts";
import type { Lifecycle, Phase } from "./resource.ts";

/** What an item passes through, and since when. */
export interface Passage {
  readonly phases: readonly Phase[];
  readonly sinceMs: number;
}

/** The phase that holds now; `undefined` when all of them are over. */
export function findPhase({ phases, sinceMs }: Passage, nowMs: number): Phase | undefined {
  let endMs = sinceMs;
  for (const phase of phases) {
    if (phase.forMs === undefined) return phase;
    endMs += phase.forMs;
    if (nowMs < endMs) return phase;
  }
  return undefined;
}

/** The item as it is in a phase. */
export function showPhase(item: JsonObject, { at }: Lifecycle, phase: Phase): JsonObject {
  const shown = withAt(item, at, phase.state) as JsonObject;
  return phase.with === undefined ? shown : merge(shown, phase.with);
}
