import { echoPathId } from "./echo-path-id.ts";
import type { Exchange, MockAnswer, MockClock } from "./exchange.ts";
import type { RunningScenario, Scenario } from "./scenario.ts";
import { createState, type MockState } from "./state.ts";
import type { VendorBehaviour } from "./vendor-behaviour.ts";

/** How a mock behaves beyond its document. */
export interface BehaviourOptions {
  /** Clock of lifecycles and scenarios. @default the system's */
  readonly clock?: MockClock;
  /** Chooses ids and whatever a scenario draws; same seed, same answers. @default 1 */
  readonly seed?: number;
  /** Whether what was created is remembered. @default true */
  readonly state?: boolean;
  /** Scenarios that are on from the start, by name. @default none */
  readonly scenarios?: readonly string[];
}

/** What a mock does beyond its document, running. */
export interface Behaviour {
  /** Names of all scenarios of the vendor. */
  readonly known: readonly Scenario[];
  /** Names of those that are on, in the order in which they were switched on. */
  readonly active: readonly string[];
  readonly state: MockState | undefined;
  readonly clock: MockClock;
  /** The sample of a success with what is known of the request's things; `undefined` where the mock shall remember nothing. */
  readonly shape: ((exchange: Exchange, sample: MockAnswer) => MockAnswer) | undefined;
  before(exchange: Exchange): MockAnswer | undefined;
  after(exchange: Exchange, answer: MockAnswer): MockAnswer;
  use(name: string): void;
  drop(name: string): void;
  /** Forgets state, and has every scenario begin anew that was on from the start. */
  reset(): void;
}

/** The clock of the machine. */
export const SYSTEM_CLOCK: MockClock = {
  now: () => Date.now(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Sets a vendor's behaviour going.
 *
 * @param sampleOf - the body that the document alone would answer an operation with, by template
 * @throws RangeError when a scenario does not exist; the message names those that do.
 */
export function createBehaviour(
  { state: rules, scenarios: known }: VendorBehaviour,
  { clock = SYSTEM_CLOCK, seed = 1, state: isKept = true, scenarios: initial = [] }: BehaviourOptions,
  sampleOf: (template: string) => unknown,
): Behaviour {
  const running = new Map<string, RunningScenario>();
  const state = rules && isKept ? createState(rules, { clock, seed, sampleOf }) : undefined;
  const find = (name: string, act: string): Scenario => {
    const scenario = known.find((one) => one.name === name);
    if (scenario) return scenario;
    throw new RangeError(`Cannot ${act} scenario "${name}": ${listNames(known)}`);
  };
  const use = (name: string): void => {
    const scenario = find(name, "use");
    running.set(name, scenario.start({ clock, seed, items: (...asked) => state?.items(...asked) ?? [] }));
  };
  for (const name of initial) use(name);
  return {
    known,
    get active() {
      return [...running.keys()];
    },
    state,
    clock,
    shape: isKept ? (exchange, sample) => shape(state, exchange, sample) : undefined,
    before(exchange) {
      for (const { before } of running.values()) {
        const answer = before?.(exchange);
        if (answer) return answer;
      }
      return undefined;
    },
    after(exchange, answer) {
      let last = answer;
      for (const { after } of running.values()) last = after?.(exchange, last) ?? last;
      return last;
    },
    use,
    drop: (name) => void running.delete(find(name, "drop").name),
    reset() {
      state?.reset();
      running.clear();
      for (const name of initial) use(name);
    },
  };
}

function shape(state: MockState | undefined, exchange: Exchange, sample: MockAnswer): MockAnswer {
  const shaped = state?.shape(exchange, sample) ?? sample;
  return shaped === sample ? echoPathId(exchange, sample) : shaped;
}

function listNames(known: readonly Scenario[]): string {
  return known.length === 0 ? "this mock has none" : `the scenarios are ${known.map(({ name }) => name).join(", ")}`;
}
