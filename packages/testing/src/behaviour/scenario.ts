import type { JsonObject } from "../internal/json.ts";
import type { Exchange, MockAnswer, MockClock } from "./exchange.ts";

/** What a scenario is given when it begins. */
export interface ScenarioContext {
  readonly clock: MockClock;
  /** Same seed, same behaviour. */
  readonly seed: number;
  /** What the mock remembers of a resource, or of one parent in it, as it is now, oldest first; nothing where it keeps no state. */
  readonly items: (resource: string, parentId?: string) => readonly JsonObject[];
}

/** A scenario that is switched on. */
export interface RunningScenario {
  /** Answers in the place of everything else, before the request is validated; `undefined` lets it through. */
  readonly before?: (exchange: Exchange) => MockAnswer | undefined;
  /** Changes an answer; what it answers is not held against the document, for vendors do not hold to it either. */
  readonly after?: (exchange: Exchange, answer: MockAnswer) => MockAnswer;
}

/** One way in which a vendor differs from its document, to be switched on and off. */
export interface Scenario {
  /** Unique within the vendor, kebab-case: `busy-lock`. */
  readonly name: string;
  /** What happens, in one sentence. */
  readonly summary: string;
  /** The row of the vendor's `quirks.json` that it plays. */
  readonly quirk?: string;
  /** Begins anew: nothing is shared with an earlier run. */
  readonly start: (context: ScenarioContext) => RunningScenario;
}
