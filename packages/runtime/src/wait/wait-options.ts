import type { EventListener } from "../events/client-event.ts";
import type { CallOptions, Result } from "../options.ts";
import type { Clock } from "../time/clock.ts";

/** When a waiter looks, and for how long; every waiter has defaults of its own. */
export interface WaitTimes {
  /** Until the first look, in milliseconds; 0 to resume a wait. */
  readonly firstDelayMs: number;
  /** From one look to the next at least, in milliseconds; up to a fifth more, so that waiters started together drift apart. */
  readonly intervalMs: number;
  /** Of the whole wait, in milliseconds. The last look begins just before its end. */
  readonly timeoutMs: number;
  /**
   * How long the resource may not be found, in milliseconds from the first look that missed it on; each look that finds it begins anew.
   *
   * @default 60_000
   */
  readonly notFoundMs?: number;
}

/** Options of every waiter. */
export interface WaitOptions extends Partial<WaitTimes> {
  /**
   * Time of one look in milliseconds; cut to what is left of the whole.
   *
   * @default 60_000
   */
  readonly lookTimeoutMs?: number;
  /** Ends the wait, and nothing but the wait; its `reason` is rethrown untouched. */
  readonly signal?: AbortSignal;
  /** Told after every look; what it throws is ignored. */
  readonly onProgress?: (progress: WaitStep) => void;
  /** Told of every look as an event of type `poll`. */
  readonly onEvent?: EventListener;
  /** Time and timers, for tests. @default the machine's */
  readonly clock?: Clock;
}

/** What one look has shown. */
export interface WaitStep {
  /** The vendor's state, or what stood in its way, such as `not found` or `server answered 503`. */
  readonly state: string;
  /** Since the wait began. */
  readonly elapsedMs: number;
  /** Number of the look, from 1. */
  readonly attempt: number;
}

/**
 * What a look means: the wait is over, goes on or is pointless.
 *
 * A vendor's extra outcomes, such as a confirmation that someone has to give, are values of `done`. `isUnknown` marks a state that this
 * client has never heard of: the wait goes on.
 */
export type Verdict<V> =
  | Outcome<V>
  /** The answer shows, in these words, that there is no such resource: treated as one that is not found. */
  | { readonly missing: string };

/** What a look means for the wait. */
export type Outcome<V> =
  | { readonly done: V; readonly state?: string }
  | { readonly waiting: string; readonly isUnknown?: boolean }
  | { readonly failed: string };

/**
 * What a look has to pass on to the calls that it makes. Each is sent once: the next look is the next attempt, and comes in time whatever an
 * outage does. Only the last look, which none follows, may send three times.
 */
export type LookCall = Required<Pick<CallOptions, "signal" | "timeoutMs" | "maxAttempts">>;

/** One vendor's waiter: where to look, and what it means. */
export interface WaitSpec<T, V> {
  /** Name of the vendor in errors. */
  readonly vendor: string;
  /** Name of the waiter in errors and events, such as `wait for cluster`. */
  readonly operation: string;
  /** What to resume the wait by, shown in errors. */
  readonly id: string;
  /** Reads the resource; passes `call` on, as in `client.GET(path, { params, ...call })`. */
  readonly look: (call: LookCall) => Promise<Result<T, unknown>>;
  /** What it throws counts as an answer in a form that is not known: the wait goes on. */
  readonly judge: (data: T) => Verdict<V>;
  /** What it means that the resource is not found. @default to go on for `notFoundMs`, to fail then */
  readonly whenNotFound?: Outcome<V>;
  /**
   * Whether a refusal means that there is no such resource; `"perhaps"` needs a second look in a row that says so. A 404 that is none
   * counts as no answer, because a proxy may have sent it, and ends the wait as failed when there is nothing else for 5 min.
   *
   * @default a 404 with a JSON object as its body, perhaps one without a body
   */
  readonly isNotFound?: NotFoundRule;
  readonly defaults: WaitTimes;
}

/** Whether a refusal means that there is no such resource. */
export type NotFoundRule = (refusal: Refusal) => boolean | "perhaps";

/** An answer that is a failure. */
export interface Refusal {
  readonly status: number;
  readonly error: unknown;
}
