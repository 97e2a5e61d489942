import { type Clock, systemClock } from "../time/clock.ts";

/** Retries that an origin gets before the clients of this process take it for down; each success gives back a half. */
const CAPACITY = 3;
const GIVEN_BACK = 0.5;

/** While an origin is down, one call after the other tries whether it is back; the time between them doubles up to the last. */
const FIRST_PROBE_MS = 1_000;
const LONGEST_PROBE_MS = 15_000;

/** How close together the waiting calls go on once it is back, and how long the last one waits at most. */
const RELEASE_SPACING_MS = 20;
const LONGEST_RELEASE_MS = 5_000;

/** What is known of one origin. */
interface Origin {
  tokens: number;
  probeDelayMs: number;
  /** Calls that wait for the origin to come back, in their order, with the operation of each. */
  readonly waiting: Map<() => void, string>;
  /** The operation that tried last. */
  probed: string | undefined;
  cancelProbe: (() => void) | undefined;
  /** When a call of an operation last tried because another operation had worked. */
  readonly triedAtMs: Map<string, number>;
  /** Calls that are about to go on, each with what stops its timer. */
  readonly released: Map<() => void, () => void>;
}

const originsByClock: WeakMap<Clock, Map<string, Origin>> = new WeakMap([[systemClock, shareOrigins(globalThis)]]);

/** What all copies of this package in a process know of origins, as long as they keep it in the same form. */
function shareOrigins(place: object): Map<string, Origin> {
  const name = Symbol.for("vendor-clients.retry-budget.1");
  const value = (Reflect.get(place, name) as Map<string, Origin> | undefined) ?? new Map<string, Origin>();
  // Where the global object is frozen, this copy has one for itself.
  Reflect.defineProperty(place, name, { value });
  return value;
}

/**
 * Asks for one retry: `true` at once while the origin has retries left, else when it is a call's turn to try whether the origin is back,
 * or when another call found that it is.
 *
 * All clients of a process share what an origin has left, so that an outage gets a retry now and then and not one from every call.
 * `false` when the call's time ends first; a caller's abort rejects with its reason.
 */
export function takeRetry(
  origin: string,
  clock: Clock,
  maxWaitMs: number,
  signal?: AbortSignal,
  operation = "",
): Promise<boolean> | true {
  const state = findOrigin(origin, clock);
  if (state.tokens >= 1 && state.waiting.size === 0) {
    state.tokens--;
    return true;
  }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const leave = () => {
      state.waiting.delete(go);
      state.released.get(go)?.();
      state.released.delete(go);
      cancelEnd();
      signal?.removeEventListener("abort", abort);
      if (state.waiting.size === 0) stop(state);
    };
    const go = () => {
      leave();
      resolve(true);
    };
    const abort = () => {
      leave();
      reject(signal?.reason);
    };
    const cancelEnd = clock.setTimer(() => {
      leave();
      resolve(false);
    }, maxWaitMs);
    signal?.addEventListener("abort", abort, { once: true });
    state.waiting.set(go, operation);
    if (!state.cancelProbe) probeLater(state, clock);
  });
}

/**
 * Notes that an origin answered an operation; calls of that operation which waited go on, spread a little.
 *
 * So do those that named none, such as look-ups, which try once. Of every other operation one call tries, once a second at most, because an origin may answer some operations and fail at others.
 */
export function noteSuccess(origin: string, clock: Clock, operation = ""): void {
  const state = originsByClock.get(clock)?.get(origin);
  if (!state || (state.tokens === CAPACITY && state.waiting.size === 0)) return;
  state.tokens = Math.min(CAPACITY, state.tokens + GIVEN_BACK);
  state.probeDelayMs = FIRST_PROBE_MS;
  const freed = [...state.waiting].filter(([, one]) => one === operation || !one || mayTry(state, one, clock));
  const spacingMs = Math.min(RELEASE_SPACING_MS, LONGEST_RELEASE_MS / freed.length);
  for (const [index, [go]] of freed.entries()) {
    // No longer in line: what fails again has to wait for the next probe.
    state.waiting.delete(go);
    state.released.set(go, clock.setTimer(go, index * spacingMs));
  }
  if (state.waiting.size === 0) stop(state);
}

/** Whether it is an operation's turn to try; counts as its try. */
function mayTry({ triedAtMs }: Origin, operation: string, clock: Clock): boolean {
  if (clock.now() - (triedAtMs.get(operation) ?? Number.NEGATIVE_INFINITY) < FIRST_PROBE_MS) return false;
  triedAtMs.set(operation, clock.now());
  return true;
}

function findOrigin(origin: string, clock: Clock): Origin {
  const origins = originsByClock.get(clock) ?? new Map<string, Origin>();
  originsByClock.set(clock, origins);
  const state = origins.get(origin) ?? {
    tokens: CAPACITY,
    probeDelayMs: FIRST_PROBE_MS,
    waiting: new Map(),
    probed: undefined,
    cancelProbe: undefined,
    triedAtMs: new Map(),
    released: new Map(),
  };
  origins.set(origin, state);
  return state;
}

function probeLater(state: Origin, clock: Clock): void {
  const delayMs = state.probeDelayMs;
  state.probeDelayMs = Math.min(LONGEST_PROBE_MS, delayMs * 2);
  state.cancelProbe = clock.setTimer(() => {
    state.cancelProbe = undefined;
    chooseProbe(state)?.();
    if (state.waiting.size > 0 && !state.cancelProbe) probeLater(state, clock);
  }, delayMs);
}

// Another operation than the last time, where there is one: an operation that is broken must not try for all the others.
function chooseProbe(state: Origin): (() => void) | undefined {
  const waiting = [...state.waiting];
  const [go, operation] = waiting.find(([, one]) => one !== state.probed) ?? waiting[0] ?? [];
  state.probed = operation;
  return go;
}

function stop(state: Origin): void {
  state.cancelProbe?.();
  state.cancelProbe = undefined;
}
